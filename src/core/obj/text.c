/* SPDX-License-Identifier: MIT
 * text.c - spans over the bytes of str, bytes and bytearray, the makers of results and the growing
 * text. Everything on spans reads only; whoever allocates takes the span again.
 */
#include "core/obj/text.h"

unsigned adtext_kind(const struct adder_vm *vm, adcell c)
{
    unsigned layout = adlayout(vm, c);
    if (layout == ADT_str_wide)
        return ADT_str;
    return layout == ADT_str || layout == ADT_bytes || layout == ADT_bytearray ? layout : 0;
}

#if AD_ROM_DIRECT
static const uint8_t *body_of(const struct adder_vm *vm, adcell c, size_t *n)
{
    const adcell *object = adptr(vm, c);
    *n = adhd_size(*object);
    if (!AD_ESCAPE || *n != AD_ESCAPE)
        return (const uint8_t *)(object + 1);
    *n = (size_t)ad_int(object[1]);
    return (const uint8_t *)(object + 2);
}
#endif

static void bytearray_span(const struct adder_vm *vm, adcell c, struct adspan *s)
{
    const struct adbytearray *a = adptr(vm, c);
#if AD_ROM_DIRECT
    s->p = vm->base;
    if (a->buffer)
        s->p = body_of(vm, a->buffer, &s->n);
#else
    s->c = a->buffer;
#endif
    s->n = (size_t)ad_int(a->count);
}

#if AD_ROM_DIRECT
unsigned adspan_other(const struct adder_vm *vm, adcell c, struct adspan *s)
#else
unsigned adspan_of(const struct adder_vm *vm, adcell c, struct adspan *s)
#endif
{
    unsigned layout = adlayout(vm, c);
    s->n = 0;
    s->wide = layout == ADT_str_wide;
    if (layout == ADT_bytearray) {
        bytearray_span(vm, c, s);
        return layout;
    }
    if (layout != ADT_str && layout != ADT_str_wide && layout != ADT_bytes)
        return 0;
#if AD_ROM_DIRECT
    s->p = body_of(vm, c, &s->n);
#else
    s->c = c;
    s->n = adobj_size(vm, c);
#endif
    return layout == ADT_str_wide ? ADT_str : layout;
}

int adspan_order(const struct adder_vm *vm, const struct adspan *a, size_t i,
    const struct adspan *b,
                 size_t j, size_t n)
{
#if AD_ROM_DIRECT
    (void)vm;
    return memcmp(a->p + i, b->p + j, n);
#else
    for (; n; n--) {
        int d = adspan_at(vm, a, i++) - adspan_at(vm, b, j++);
        if (d)
            return d;
    }
    return 0;
#endif
}

/* ---- searching ------------------------------------------------------------------------------ */

#if AD_ROM_DIRECT
/* The first c in p[0:n], or n: a machine word at a time. */
static size_t find_byte(const uint8_t *p, size_t n, uint8_t c)
{
    const size_t ones = (size_t)-1 / 255, highs = ones << 7;
    size_t pattern = ones * c, i = 0;
    while (i + sizeof(size_t) <= n) {
        size_t word;
        memcpy(&word, p + i, sizeof word);
        word ^= pattern;
        if ((word - ones) & ~word & highs)
            break;
        i += sizeof word;
    }
    while (i < n && p[i] != c)
        i++;
    return i;
}

size_t adspan_find(const struct adder_vm *vm, const struct adspan *a, size_t from, size_t to,
                   const struct adspan *b)
{
    size_t last, m = b->n;
    uint8_t tail;
    (void)vm;
    if (to < from || to - from < m)
        return AD_NPOS;
    if (m == 0)
        return from;
    tail = b->p[m - 1];
    for (last = from + m - 1; last < to; last++) {
        last += find_byte(a->p + last, to - last, tail);
        if (last >= to)
            break;
        if (m == 1 || memcmp(a->p + last + 1 - m, b->p, m - 1) == 0)
            return last + 1 - m;
    }
    return AD_NPOS;
}
#else
size_t adspan_find(const struct adder_vm *vm, const struct adspan *a, size_t from, size_t to,
                   const struct adspan *b)
{
    for (; from <= to && to - from >= b->n; from++)
        if (adspan_order(vm, a, from, b, 0, b->n) == 0)
            return from;
    return AD_NPOS;
}
#endif

size_t adspan_rfind(const struct adder_vm *vm, const struct adspan *a, size_t from, size_t to,
                    const struct adspan *b)
{
    size_t i;
    if (to < from || to - from < b->n)
        return AD_NPOS;
    for (i = to - b->n;; i--) {
        if (adspan_order(vm, a, i, b, 0, b->n) == 0)
            return i;
        if (i == from)
            return AD_NPOS;
    }
}

/* ---- code points ---------------------------------------------------------------------------- */

bool adspan_ascii(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t to)
{
    if (!adspan_wide(s))
        return true;
#if AD_ROM_DIRECT
    (void)vm;
    return adutf_ascii(s->p + from, to - from) == to - from;
#else
    for (; from < to; from++)
        if (adspan_at(vm, s, from) & 0x80)
            return false;
    return true;
#endif
}

size_t adspan_count(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t to)
{
    if (!adspan_wide(s))
        return to - from;
#if AD_ROM_DIRECT
    (void)vm;
    return adutf_count(s->p + from, to - from);
#else
    size_t n = 0;
    for (; from < to; from++)
        n += !adutf_continues(adspan_at(vm, s, from));
    return n;
#endif
}

size_t adspan_skip(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t count)
{
    if (!adspan_wide(s))
        return count > s->n - from ? s->n : from + count;
#if AD_ROM_DIRECT
    (void)vm;
    return from + adutf_offset(s->p + from, s->n - from, count);
#else
    for (; count && from < s->n; count--)
        from += adutf_size(adspan_at(vm, s, from));
    return from;
#endif
}

size_t adspan_back(const struct adder_vm *vm, const struct adspan *s, size_t from, size_t count)
{
    if (!adspan_wide(s))
        return count > from ? 0 : from - count;
#if AD_ROM_DIRECT
    (void)vm;
    return adutf_offset_back(s->p, from, count);
#else
    while (count && from)
        count -= !adutf_continues(adspan_at(vm, s, --from));
    return from;
#endif
}

uint32_t adspan_next(const struct adder_vm *vm, const struct adspan *s, size_t *i)
{
    uint8_t first = adspan_at(vm, s, *i);
    uint32_t c = first;
    if (!adspan_wide(s) || first < 0x80) {
        ++*i;
        return c;
    }
#if AD_ROM_DIRECT
    *i += adutf_decode(s->p + *i, &c);
#else
    {
        uint8_t bytes[ADUTF_MAX], n = adutf_size(first);
        adspan_copy(vm, s, *i, n, bytes);
        *i += adutf_decode(bytes, &c);
    }
#endif
    return c;
}

/* ---- making --------------------------------------------------------------------------------- */

static adcell new_bytearray(struct adder_vm *vm, size_t n)
{
    adcell c;
    struct adbytearray *a;
    adpush(vm, n ? adheap_new(vm, ADT_buffer, n) : AD_UNBOUND);
    if (n && !adtop(vm, 0))
        return AD_ERROR;
    c = adheap_new(vm, ADT_bytearray, sizeof *a / sizeof(adcell) - 1);
    if (c) {
        a = adbytearray_of(vm, c);
        a->count = ad_from_int((adint)n);
        adstore(vm, &a->buffer, adtop(vm, 0));
    }
    addrop(vm, 1);
    return c;
}

adcell adtext_new(struct adder_vm *vm, unsigned layout, size_t n)
{
    if (layout == ADT_bytearray)
        return new_bytearray(vm, n);
    return adheap_new(vm, layout, n);
}

uint8_t *adtext_bytes(struct adder_vm *vm, adcell c)
{
    if (adis(vm, c, ADT_bytearray)) {
        c = adbytearray_of(vm, c)->buffer;
        if (!c)
            return (uint8_t *)vm->start;
    }
    return (uint8_t *)adptr(vm, c) + adobj_body(vm, c);
}

adcell adtext_sub(struct adder_vm *vm, adcell *slot, size_t from, size_t to)
{
    struct adspan s;
    unsigned kind = adspan_of(vm, *slot, &s);
    adcell c;
    if (to - from == s.n && kind != ADT_bytearray)
        return *slot;
    if (adspan_wide(&s) && !adspan_ascii(vm, &s, from, to))
        kind = AD_STR_WIDE;
    c = adtext_new(vm, kind, to - from);
    if (c) {
        adspan_of(vm, *slot, &s);
        adspan_copy(vm, &s, from, to - from, adtext_bytes(vm, c));
    }
    return c;
}

/* ---- the growing text ----------------------------------------------------------------------- */

bool adtext_begin(struct adder_vm *vm, struct adtext *t, size_t room)
{
    adcell c = adheap_new(vm, ADT_buffer, room);
    adpush(vm, c);
    t->slot = vm->sp;
    t->used = 0;
    t->wide = false;
    return c != 0;
}

/* Where n more bytes go; NULL: MemoryError was raised. */
static uint8_t *text_room(struct adder_vm *vm, struct adtext *t, size_t n)
{
    size_t want = t->used + n;
    if (want > adobj_size(vm, *t->slot)) {
        size_t more = want + want / 2;
        adcell c;
        if (!adheap_resize_last(vm, *t->slot, more) && !adheap_resize_last(vm, *t->slot, want)) {
            c = adheap_new(vm, ADT_buffer, AD_CELL == 16 ? want + 8 : more);
            if (!c)
                return NULL;
            memcpy(adbuffer_bytes(vm, c), adbuffer_bytes(vm, *t->slot), t->used);
            *t->slot = c;
        }
    }
    t->used = want;
    return adbuffer_bytes(vm, *t->slot) + want - n;
}

bool adtext_add(struct adder_vm *vm, struct adtext *t, const char *text, size_t n)
{
    uint8_t *to = text_room(vm, t, n);
    if (!to)
        return false;
    memcpy(to, text, n);
    return true;
}

bool adtext_add_span(struct adder_vm *vm, struct adtext *t, adcell *str, size_t from, size_t n)
{
    struct adspan s;
    uint8_t *to = text_room(vm, t, n);
    if (!to)
        return false;
    adspan_of(vm, *str, &s);
    t->wide |= !adspan_ascii(vm, &s, from, from + n);
    adspan_copy(vm, &s, from, n, to);
    return true;
}

bool adtext_add_str(struct adder_vm *vm, struct adtext *t, adcell *str)
{
    struct adspan s;
    adspan_of(vm, *str, &s);
    return adtext_add_span(vm, t, str, 0, s.n);
}

bool adtext_add_char(struct adder_vm *vm, struct adtext *t, uint32_t c)
{
    uint8_t *to = text_room(vm, t, adutf_size_of(c));
    if (!to)
        return false;
    t->wide |= c >= 0x80;
    adutf_encode(to, c);
    return true;
}

bool adtext_fill(struct adder_vm *vm, struct adtext *t, uint32_t c, size_t n)
{
    uint8_t size = adutf_size_of(c), *to;
    size_t i;
    if (n > AD_SIZE_MAX) {
        adexc_memory(vm);
        return false;
    }
    to = text_room(vm, t, n * size);
    if (!to)
        return false;
    t->wide |= c >= 0x80 && n;
    for (i = 0; i < n; i++)
        to += adutf_encode(to, c);
    return true;
}

/* The buffer becomes the result where it lies: its header says str instead, and what was too much
 * goes back. Only with an escape cell, which a short object must not have, it is copied. */
adcell adtext_finish(struct adder_vm *vm, struct adtext *t, unsigned kind)
{
    size_t used = t->used;
    unsigned layout = kind == ADT_str && adtext_wide(t) ? AD_STR_WIDE : kind;
    bool escape = adobj_body(vm, *t->slot) > AD_CELL_BYTES;
    adcell c;
    if (kind == ADT_bytearray ||
        (escape && adheap_bytes(ADT_buffer, used) - AD_ROUND(used) == AD_CELL_BYTES)) {
        c = adtext_new(vm, layout, used);
        if (c)
            memcpy(adtext_bytes(vm, c), adbuffer_bytes(vm, *t->slot), used);
    } else {
        c = *t->slot;
        if (!adheap_resize_last(vm, c, used))
            adheap_shrink(vm, c, used);
        *(adcell *)adptr(vm, c) = adhd_make(layout, used);
        memset(adtext_bytes(vm, c) + used, 0, AD_ROUND(used) - used);
    }
    vm->sp = t->slot + 1;
    return c;
}

adcell adtext_end(struct adder_vm *vm, struct adtext *t) { return adtext_finish(vm, t, ADT_str); }

/* ---- arguments of methods ------------------------------------------------------------------- */

unsigned adtext_self(struct adder_vm *vm, adcell *arg, struct adspan *s)
{
    unsigned kind;
    ARG(0) = adunwrap(vm, ARG(0));
    kind = adspan_of(vm, ARG(0), s);
    if (!kind)
        adexc_raise(vm, ADT_TypeError, "a text method doesn't apply to a '%t' object", ARG(0));
    return kind;
}

bool adtext_operand(struct adder_vm *vm, adcell *arg, unsigned i, unsigned kind, bool number)
{
    unsigned other;
    adcell c;
    ARG(i) = adunwrap(vm, ARG(i));
    other = adtext_kind(vm, ARG(i));
    if (other && (kind == ADT_str) == (other == ADT_str))
        return true;
    if (kind == ADT_str) {
        adexc_raise(vm, ADT_TypeError, "must be str, not %t", ARG(i));
        return false;
    }
    if (!number || !adnum_is_int(vm, ARG(i))) {
        if (number)
            adexc_raise(vm, ADT_TypeError,
                        "argument should be integer or bytes-like object, not '%t'", ARG(i));
        else
            adexc_raise(vm, ADT_TypeError, "a bytes-like object is required, not '%t'", ARG(i));
        return false;
    }
    {
        adint byte;
        if (!adint_get(vm, ARG(i), true, &byte))
            return false;
        if (byte < 0 || byte > 255) {
            adexc_raise(vm, ADT_ValueError, "byte must be in range(0, 256)");
            return false;
        }
        c = adtext_new(vm, ADT_bytes, 1);
        if (!c)
            return false;
        adtext_bytes(vm, c)[0] = (uint8_t)byte;
        ARG(i) = c;
    }
    return true;
}

static bool bound(struct adder_vm *vm, adcell c, const struct adspan *s, size_t *at)
{
    adint i;
    if (!c || c == AD_NONE)
        return true;
    if (!adnum_is_int(vm, adunwrap(vm, c))) {
        adexc_raise(vm, ADT_TypeError,
                    "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    if (!adint_get(vm, c, true, &i))
        return false;
    if (i >= 0) {
        /* A start behind the end is told from one at the end: even "" is not found there. */
        size_t length = adspan_wide(s) ? adspan_count(vm, s, 0, s->n) : s->n;
        *at = (size_t)i > length ? s->n + 1 : adspan_skip(vm, s, 0, (size_t)i);
    } else {
        *at = adspan_back(vm, s, s->n, (size_t)0 - (size_t)i);
    }
    return true;
}

bool adtext_bounds(struct adder_vm *vm, adcell *arg, unsigned i, size_t *from, size_t *to)
{
    struct adspan s;
    adspan_of(vm, ARG(0), &s);
    *from = 0;
    *to = s.n;
    if (!bound(vm, ARG(i), &s, from) || !bound(vm, ARG(i + 1), &s, to))
        return false;
    *to = AD_MIN(*to, s.n);
    return true;
}
