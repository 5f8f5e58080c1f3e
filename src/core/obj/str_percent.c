/* SPDX-License-Identifier: MIT
 * str_percent.c - fmt % args where nothing needs Python code: a str, with scalars as arguments.
 * Anything
 * else (bytes, %(key)s, *, objects with a __str__, every error) is left to lib's _percent, which
 * starts over
 * and knows it all.
 */
#include "core/obj/seq.h"
#include "core/obj/text.h"

struct percent {
    struct adtext out;
    adcell *arg;      /* arg[0] the format, arg[-1] the arguments */
    size_t at;        /* in the format */
    size_t next;      /* argument */
};

enum step { ASK, DONE, RAISED };

/* Values whose text needs no Python code, and no look at what they contain. */
static bool is_shown_alone(const struct adder_vm *vm, adcell c)
{
    return adstr_is(vm, c) || adnum_is(vm, c) || c == AD_NONE;
}

static adcell next_value(struct adder_vm *vm, struct percent *p)
{
    adcell args = p->arg[-1];
    if (!adis(vm, args, ADT_tuple))
        return p->next++ ? AD_UNBOUND : args;
    return p->next < adtuple_length(vm, args) ? adget_item(vm, args, p->next++) : AD_UNBOUND;
}

static size_t values(struct adder_vm *vm, adcell args)
{
    return adis(vm, args, ADT_tuple) ? adtuple_length(vm, args) : 1;
}

static int number_at(const struct adder_vm *vm, const struct adspan *s, size_t *i)
{
    int n = 0;
    for (; *i < s->n && adspan_at(vm, s, *i) >= '0' && adspan_at(vm, s, *i) <= '9'; ++*i)
        n = n < 1000 ? n * 10 + adspan_at(vm, s, *i) - '0' : n;
    return n;
}

/* Flags, width, precision and type behind a percent sign; 0: not for here. */
static char parse_spec(
    const struct adder_vm *vm, const struct adspan *s, size_t *i, struct adformat *f)
{
    bool left = false;
    memset(f, 0, sizeof *f);
    f->fill = ' ';
    f->width = f->precision = -1;
    for (; *i < s->n; ++*i) {
        uint8_t c = adspan_at(vm, s, *i);
        if (c == '-')
            left = true;
        else if (c == '+' || (c == ' ' && f->sign != '+'))
            f->sign = (char)c;
        else if (c == '0')
            f->zero = true;
        else if (c != ' ')
            break;
    }
    if (*i < s->n && adspan_at(vm, s, *i) >= '1' && adspan_at(vm, s, *i) <= '9')
        f->width = number_at(vm, s, i);
    if (*i < s->n && adspan_at(vm, s, *i) == '.') {
        ++*i;
        f->precision = number_at(vm, s, i);
    }
    if (left)
        f->zero = false;
    f->align = left ? '<' : f->zero ? '=' : 0;
    if (f->zero)
        f->fill = '0';
    return *i < s->n ? (char)adspan_at(vm, s, (*i)++) : 0;
}

/* The text of one value by its conversion, on top of the stack; false: ask. */
static enum step convert(struct adder_vm *vm, adcell value, char type, struct adformat *f)
{
    adcell r;
    adpush(vm, value);
    if (type == 's' || type == 'r') {
        f->zero = false;
        f->fill = ' ';
        f->sign = 0;
        if (f->align != '<')
            f->align = '>';
        if (type == 's' && adstr_is(vm, value) && f->width < 0 && f->precision < 0)
            return DONE;
        r = type == 's' ? adstr_of(vm, vm->sp) : adrepr_of(vm, vm->sp);
        if (!r || r == AD_TAILCALL)
            return r ? ASK : RAISED;
        *vm->sp = r;
        if (f->width >= 0 || f->precision >= 0)
            *vm->sp = r = adstr_pad(vm, vm->sp, f);
        return r ? DONE : RAISED;
    }
    if (type == 'i' || type == 'u')
        type = 'd';
    f->type = type;
    if (type == 'd' || type == 'x' || type == 'X' || type == 'o') {
        if (!adnum_is_int(vm, value) || f->precision >= 0)
            return ASK;
    } else if (type == 'f' || type == 'e' || type == 'g' || type == 'F' || type == 'E' ||
               type == 'G') {
        if (!adnum_is(vm, value))
            return ASK;
        if (f->precision < 0)
            f->precision = 6;
    } else {
        return ASK;
    }
    *vm->sp = r = adnumber_format(vm, vm->sp, f);
    return r ? DONE : RAISED;
}

/* One conversion at p->at, behind its percent sign. */
static enum step percent_field(struct adder_vm *vm, struct percent *p)
{
    struct adspan s;
    struct adformat f;
    enum step step;
    adcell value;
    char type;
    adspan_of(vm, p->arg[0], &s);
    type = parse_spec(vm, &s, &p->at, &f);
    if (type == '%' && f.width < 0)
        return adtext_add(vm, &p->out, "%", 1) ? DONE : RAISED;
    value = next_value(vm, p);
    if (!type || type == '%' || !value || !is_shown_alone(vm, value))
        return ASK;
    step = convert(vm, value, type, &f);
    if (step != DONE)
        return step;
    if (!adtext_add_str(vm, &p->out, vm->sp))
        return RAISED;
    addrop(vm, 1);
    return DONE;
}

/* All of the format; the text is in p->out. */
static enum step run(struct adder_vm *vm, struct percent *p)
{
    struct adspan s;
    size_t from;
    for (;;) {
        adspan_of(vm, p->arg[0], &s);
        for (from = p->at; p->at < s.n && adspan_at(vm, &s, p->at) != '%'; p->at++)
            ;
        if (p->at > from && !adtext_add_span(vm, &p->out, p->arg, from, p->at - from))
            return RAISED;
        if (p->at == s.n)
            return p->next == values(vm, p->arg[-1]) ? DONE : ASK;
        p->at++;
        if (p->at == s.n)
            return ASK;
        {
            enum step step = percent_field(vm, p);
            if (step != DONE)
                return step;
        }
    }
}

adcell adstr_percent(struct adder_vm *vm, adcell *arg)
{
    struct percent p = {.arg = arg};
    adcell *top = vm->sp;
    enum step step = ASK;
    if (adstr_is(vm, ARG(0))) {
        if (!adtext_begin(vm, &p.out, adobj_size(vm, ARG(0)) + 16))
            return AD_ERROR;
        step = run(vm, &p);
        if (step == DONE)
            return adtext_end(vm, &p.out);
    }
    if (step == RAISED)
        return AD_ERROR;
    vm->sp = top;
    adpush(vm, ARG(0));
    adpush(vm, ARG(1));
    return adtail(vm, ADZ_percent, 2);
}
