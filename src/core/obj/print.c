/* SPDX-License-Identifier: MIT
 * print.c - print, input, and what sys.stdout and sys.stdin are made of. Items are written one by
 * one; when one of them has a __str__ in Python, lib/builtins goes on with it.
 */
#include "core/native.h"
#include "core/obj/text.h"
#include "core/port.h"

void adtext_write(struct adder_vm *vm, int to, adcell str)
{
    struct adspan s;
    adspan_of(vm, str, &s);
#if AD_ROM_DIRECT
    adport_write(vm, to, (const char *)s.p, s.n);
#else
    for (size_t i = 0; i < s.n; i++) {
        char c = (char)adspan_at(vm, &s, i);
        adport_write(vm, to, &c, 1);
    }
#endif
}

/* The items are left to Python code from i on: one of them runs some. sep and end lie behind. */
static adcell hand_over(struct adder_vm *vm, adcell *sp, unsigned rest)
{
    vm->sp = sp;
    return adtail(vm, AD_HAS_REDIRECTION && vm->redirected ? ADZ_print_to : ADZ_print_rest,
        rest + 2);
}

/* A separator or an end: a str, or None for what is usual. */
static void write_mark(struct adder_vm *vm, adcell mark, const char *usual)
{
    if (mark == AD_NONE)
        adport_write(vm, 1, usual, 1);
    else
        adtext_write(vm, 1, mark);
}

/* What needs no text made of it. */
static bool print_plain(struct adder_vm *vm, adcell c)
{
#if AD_INT_BYTES
    if (AD_HAS_SHOWN_NUMBERS && ad_is_int(c)) {
        char text[ADINT_DIGITS];
        uint8_t n = adint_digits(ad_int(c), text);
        adport_write(vm, 1, text, n);
        return true;
    }
#endif
    if (AD_HAS_SHOWN_OTHERS && !adstr_is(vm, c))
        return false;
    adtext_write(vm, 1, c);
    return true;
}

/* The n items arg[0] ..., then sep and end, which is on top. */
static adcell print_items(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adcell *sp = vm->sp, text;
    unsigned i;
    if (AD_HAS_REDIRECTION && vm->redirected)
        return hand_over(vm, sp, n);
    for (i = 0; i < n; i++) {
        if (i)
            write_mark(vm, sp[1], " ");
        if (print_plain(vm, ARG(i)))
            continue;
        adpush(vm, ARG(i));
        text = adstr_of(vm, vm->sp);
        if (text == AD_TAILCALL)
            return hand_over(vm, sp, n - i);
        if (!text)
            return AD_ERROR;
        adtext_write(vm, 1, text);
        vm->sp = sp;
    }
    write_mark(vm, *sp, "\n");
    return AD_NONE;
}

adcell adn_print(struct adder_vm *vm, adcell *arg, unsigned n)
{
    adpush(vm, AD_NONE);
    adpush(vm, AD_NONE);
    return print_items(vm, arg, n);
}

/* What the compiler makes of print(..., sep=a, end=b): a and b are the last arguments. */
adcell adn_print_with(struct adder_vm *vm, adcell *arg, unsigned n)
{
    unsigned i;
    for (i = 1; i <= 2; i++)
        if (ARG(n - i) != AD_NONE && !adstr_is(vm, ARG(n - i) = adunwrap(vm, ARG(n - i))))
            return adexc_raise(vm, ADT_TypeError, "%s must be None or a string, not %t",
                i == 1 ? "end" : "sep", ARG(n - i));
    return print_items(vm, arg, n - 2);
}

static adcell write_text(struct adder_vm *vm, adcell *arg, int to)
{
    struct adspan s;
    if (adtext_self(vm, arg, &s) != ADT_str)
        return vm->error ? AD_ERROR :
            adexc_raise(vm, ADT_TypeError, "write() argument must be str, not %t", ARG(0));
    adtext_write(vm, to, ARG(0));
    return adint_new_size(vm, adspan_count(vm, &s, 0, s.n));
}

adcell adn_write(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return write_text(vm, arg, 1);
}

adcell adn_write_err(struct adder_vm *vm, adcell *arg, unsigned n)
{
    (void)n;
    return write_text(vm, arg, 2);
}

/* In lib/: the next line with its end, "" at the end of the input. */
adcell adn_readline(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adtext t;
    struct adutf_error fault;
    int c;
    (void)arg;
    (void)n;
    if (!adtext_begin(vm, &t, 16))
        return AD_ERROR;
    while ((c = adport_read(vm)) >= 0) {
        char byte = (char)c;
        if (!adtext_add(vm, &t, &byte, 1))
            return AD_ERROR;
        t.wide |= c >= 0x80;
        if (c == '\n')
            break;
    }
    ad_mention(ADT_str_wide);
    if (t.wide && adutf_check(adbuffer_bytes(vm, *t.slot), t.used, true, &fault) != ADUTF_OK) {
        uint8_t *p = adbuffer_bytes(vm, *t.slot);
        size_t i;
        for (i = 0; i < t.used; i++)
            if (p[i] & 0x80)
                p[i] = '?';
        t.wide = false;
    }
    return adtext_end(vm, &t);
}

adcell adn_input(struct adder_vm *vm, adcell *arg, unsigned n)
{
    struct adspan s;
    if (ARG(0)) {
        adcell *sp = vm->sp, text;
        adpush(vm, ARG(0));
        text = adstr_of(vm, vm->sp);
        if (text == AD_TAILCALL) {
            vm->sp = sp;
            adpush(vm, ARG(0));
            adpush(vm, AD_NONE);
            return adtail(vm, ADZ_str_of, 2);
        }
        if (!text)
            return AD_ERROR;
        adtext_write(vm, 1, text);
        vm->sp = sp;
    }
    adpush(vm, adn_readline(vm, arg, n));
    if (!adtop(vm, 0))
        return AD_ERROR;
    adspan_of(vm, adtop(vm, 0), &s);
    if (!s.n)
        return adexc_raise(vm, ADT_EOFError, "EOF when reading a line");
    if (adspan_at(vm, &s, s.n - 1) == '\n')
        return adtext_sub(vm, vm->sp, 0, s.n - 1);
    return adtop(vm, 0);
}
