/* SPDX-License-Identifier: MIT
 * types_step.c - what each instruction does to the values of the analysis. An instruction that is
 * not here has results that nobody knows, of operands that may come anywhere.
 */
#include <stdlib.h>
#include <string.h>

#include "core/layout.h"
#include "tool/avr/types_walk.h"

enum { HIGHEST = 256 };

/* A body while it is walked. */
struct step {
    struct adtwalk *w;
    struct adtbody *b;
    struct adisa_ins ins;
    uint32_t pc;
    int32_t height;
    bool reached;
    struct adtcell cell[HIGHEST];
    struct adtv counted; /* UNPACK behind a loop over enumerate(): of the second target */
    uint32_t counts;     /* where that is */
};

#define NUMBERS (ADKIND(ADT_int) | ADKIND(ADT_float) | ADKIND_BOOL)
#define TEXTS (ADKIND(ADT_str) | ADKIND(ADT_str_wide))
#define BYTES (ADKIND(ADT_bytes) | ADKIND(ADT_bytearray))

/* ---- the stack ------------------------------------------------------------------------------ */

static void push(struct step *s, struct adtv v)
{
    adtwalk_note_size(s->w, &v);
    if (s->height < HIGHEST)
        s->cell[s->height] = (struct adtcell){v, 0};
    else
        s->w->failed = true;
    s->height++;
}

static struct adtv pop(struct step *s)
{
    if (s->height > 0 && s->height <= HIGHEST)
        return s->cell[--s->height].v;
    s->w->failed = true;
    return adtv_unknown();
}

/* The n-th cell from the top, which is 1. */
static struct adtv *at(struct step *s, int32_t n)
{
    static struct adtv none;
    if (n >= 1 && n <= s->height && s->height <= HIGHEST)
        return &s->cell[s->height - n].v;
    s->w->failed = true;
    return &none;
}

static struct adtv *local(struct step *s, int32_t slot)
{
    return &s->b->local[AD_MIN(slot, s->b->code.code.nlocals)];
}

static void store(struct step *s, int32_t slot, struct adtv v)
{
    adtwalk_note_size(s->w, &v);
    adtv_join(s->w, local(s, slot), &v);
}

/* ---- ways from one instruction to another --------------------------------------------------- */

static void join_cells(struct step *s, struct adtcell *to, int32_t height, bool first)
{
    for (int32_t i = 0; i < height && i < HIGHEST; i++) {
        const struct adtcell *from = &s->cell[i];
        adtv_join(s->w, &to[i].v, &from->v);
        to[i].name = first || to[i].name == from->name ? from->name : ADNAME_MIXED;
    }
}

/* The `height` lowest cells come to the instruction at pc. */
static struct adtcell *arrive(struct step *s, uint32_t pc, int32_t height, unsigned more)
{
    struct adtbody *b = s->b;
    bool first;
    if (pc >= b->code.code.code_size || height < 0 || height > HIGHEST) {
        s->w->failed = true;
        return NULL;
    }
    first = !b->state[pc];
    if (first) {
        b->state[pc] = calloc((size_t)height + more + 1, sizeof *b->state[pc]);
        s->w->changed = true;
    }
    if (b->state[pc])
        join_cells(s, b->state[pc], height, first);
    else
        s->w->failed = true;
    return b->state[pc];
}

static void jump(struct step *s, int32_t height)
{
    int32_t distance;
    if (adisa_jump(&s->ins, &distance))
        arrive(s, s->pc + s->ins.length + (uint32_t)distance, height, 0);
}

/* Exceptions of this instruction: what lies below comes to the handler as it is. */
static void to_handlers(struct step *s)
{
    struct adtv exc = adtv_exception();
    for (unsigned i = 0; i < s->b->code.code.ntry; i++) {
        struct adtry t = adimg_try(&s->b->code, i);
        struct adtcell *state;
        if (s->pc < t.start || s->pc >= t.end || s->height < t.depth)
            continue;
        state = arrive(s, t.target, t.depth, 1);
        if (state)
            adtv_join(s->w, &state[t.depth].v, &exc);
    }
}

static void take_state(struct step *s)
{
    const struct adtcell *from = s->b->state[s->pc];
    int32_t height = s->b->heights[s->pc];
    if (!from)
        return;
    for (int32_t i = 0; i < height && i < HIGHEST; i++) {
        if (!s->reached)
            s->cell[i] = from[i];
        adtv_add(&s->cell[i].v, &from[i].v);
        if (s->cell[i].name != from[i].name)
            s->cell[i].name = ADNAME_MIXED;
    }
    s->height = height;
    s->reached = true;
}

/* ---- operators ------------------------------------------------------------------------------ */

static struct adtv operated(struct step *s, unsigned op, const struct adtv *a, const struct adtv *b)
{
    uint64_t ints = ADKIND(ADT_int) | ADKIND_BOOL, floats = ADKIND(ADT_float);
    struct adtv r = {0}, part, x = adtv_as_int(a), y = adtv_as_int(b);
    enum adtypes_use use = op == ADOP_ADD ? ADUSE_ADDED : ADUSE_COMPUTED;
    adtwalk_use_flat(s->w, use, a);
    adtwalk_use_flat(s->w, use, b);
    if (op == ADOP_MOD && a->kinds & (TEXTS | BYTES))
        adtwalk_use(s->w, ADUSE_SHOWN, b);
    if (adtwalk_asks(s->w, a) || adtwalk_asks(s->w, b)) {
        adtwalk_escape(s->w, a);
        adtwalk_escape(s->w, b);
        return adtv_unknown();
    }
    if (a->kinds & ints && b->kinds & ints) {
        part = adtv_computed(op, &x, &y);
        if (!((a->kinds | b->kinds) & ADKIND(ADT_int)) &&
            (op == ADOP_AND || op == ADOP_OR || op == ADOP_XOR))
            part.kinds = ADKIND_BOOL;
        else if (op == ADOP_AND || op == ADOP_OR || op == ADOP_XOR)
            part.kinds |= a->kinds & b->kinds & ADKIND_BOOL;
        adtv_add(&r, &part);
    }
    part = adtv_of(floats);
    if ((a->kinds & floats && b->kinds & NUMBERS) || (b->kinds & floats && a->kinds & NUMBERS))
        adtv_add(&r, &part);
    adtv_add_containers(op, a, b, &r);
    if (op == ADOP_OR && (a->kinds | b->kinds) & (ADKIND_TYPE | ADKIND(ADT_class)))
        return adtv_unknown();
    if ((a->kinds | b->kinds) & ADKIND(ADT_view)) { /* with anything that has items */
        adtwalk_use_all(s->w, a);
        adtwalk_use_all(s->w, b);
        adtwalk_escape(s->w, a);
        adtwalk_escape(s->w, b);
        return adtv_unknown();
    }
    return r;
}

static void compare(struct step *s, const struct adtv *a, const struct adtv *b, bool order)
{
    enum adtypes_use use = order ? ADUSE_ORDERED : ADUSE_COMPARED;
    adtwalk_use(s->w, use, a);
    adtwalk_use(s->w, use, b);
    if (adtwalk_meets(s->w, a) || adtwalk_meets(s->w, b)) {
        adtwalk_escape(s->w, a);
        adtwalk_escape(s->w, b);
    }
}

/* Has only an instance's __eq__ another answer than a bool? */
static struct adtv compared(const struct step *s, const struct adtv *a, const struct adtv *b)
{
    return adtailor_compares(s->w->tailor) && (adtwalk_asks(s->w, a) || adtwalk_asks(s->w, b))
        ? adtv_unknown() : adtv_of(ADKIND_BOOL);
}

static struct adtv small_int(int32_t n) { return adtv_int(n, n); }

/* The operands of an instruction whose name says where they are: ADD, ADD_SL, ADD_LI, JF_LT_LL. */
static void operands(struct step *s, const char *form, struct adtv *a, struct adtv *b)
{
    const int32_t *o = s->ins.operand;
    if (!strcmp(form, "LL")) {
        *a = *local(s, o[0]);
        *b = *local(s, o[1]);
    } else if (!strcmp(form, "LI")) {
        *a = *local(s, o[0]);
        *b = small_int(o[1]);
    } else if (!strcmp(form, "SL")) {
        *b = *local(s, o[0]);
        *a = pop(s);
    } else if (!strcmp(form, "SI")) {
        *b = small_int(o[0]);
        *a = pop(s);
    } else {
        *b = pop(s);
        *a = pop(s);
    }
}

/* A list takes in the items of anything, a dict pairs. */
static void in_place(struct step *s, unsigned op, const struct adtv *a, const struct adtv *b)
{
    struct adtv items = adtwalk_iterated(s->w, b);
    if (op == ADOP_ADD && a->kinds & (ADKIND(ADT_list) | ADKIND(ADT_bytearray))) {
        adtwalk_put(s->w, a, &items);
        adtwalk_use_flat(s->w, ADUSE_ITERATED, b);
        adtwalk_hand(s->w, b);
    }
    if (op == ADOP_OR && a->kinds & ADKIND(ADT_dict) && b->kinds & ~ADKIND(ADT_dict)) {
        adtwalk_use_all(s->w, b);
        adtwalk_escape(s->w, a);
        adtwalk_escape(s->w, b);
    }
    if ((op == ADOP_OR || op == ADOP_XOR) && a->kinds & (ADKIND(ADT_dict) | ADKIND(ADT_set)))
        adtwalk_put(s->w, a, &items);
}

static bool step_operator(struct step *s)
{
    const char *form, *name = s->ins.row->name;
    unsigned op = adtv_operator(name, &form);
    struct adtv a, b;
    const int32_t *o = s->ins.operand;
    if (!op)
        return false;
    if (name[0] == 'I' && s->ins.count) { /* IADD_S, IADD_L, IADD_I: into the local */
        a = *local(s, o[0]);
        b = !strcmp(form, "S") ? pop(s) : !strcmp(form, "L") ? *local(s, o[1]) : small_int(o[1]);
        in_place(s, op, &a, &b);
        store(s, o[0], operated(s, op, &a, &b));
        return true;
    }
    operands(s, form, &a, &b);
    if (s->ins.code >= ADOP_IADD && s->ins.code <= ADOP_IMATMUL)
        in_place(s, op, &a, &b);
    push(s, operated(s, op, &a, &b));
    return true;
}

/* LT, JF_LT, JT_LT_LL ... */
static bool step_compare(struct step *s)
{
    const char *name = s->ins.row->name, *word = name;
    bool jumps = !strncmp(name, "JF_", 3) || !strncmp(name, "JT_", 3);
    struct adtv a, b;
    if (jumps)
        word += 3;
    for (unsigned op = ADOP_LT; op <= ADOP_GE; op++) {
        const char *plain = adisa_python.rows[op].name;
        if (strncmp(word, plain, 2) || (word[2] && word[2] != '_'))
            continue;
        operands(s, word[2] ? word + 3 : "", &a, &b);
        compare(s, &a, &b, op != ADOP_EQ && op != ADOP_NE);
        if (jumps) {
            struct adtv answer = compared(s, &a, &b);
            adtwalk_use_flat(s->w, ADUSE_TESTED, &answer);
            jump(s, s->height);
        } else {
            push(s, compared(s, &a, &b));
        }
        return true;
    }
    return false;
}

/* ---- items ---------------------------------------------------------------------------------- */

static struct adtv item_of(struct step *s, const struct adtv *object, const struct adtv *key)
{
    struct adtv r = adtwalk_items(s->w, object), part;
    uint64_t sliced = ADKIND(ADT_list) | ADKIND(ADT_tuple) | ADKIND(ADT_range);
    adtwalk_use_flat(s->w, ADUSE_INDEXED, object);
    adtwalk_use(s->w, ADUSE_COMPARED, key);
    if (adtwalk_asks(s->w, object) || object->kinds & (ADKIND(ADT_class) | ADKIND_TYPE)) {
        adtwalk_escape(s->w, object);
        adtwalk_escape(s->w, key);
        return adtv_unknown();
    }
    if (!(object->kinds & (sliced | ADKIND(ADT_dict))))
        r = (struct adtv){0};
    part = adtv_of(object->kinds & TEXTS);
    adtv_add(&r, &part);
    part = adtv_int(0, 255);
    if (object->kinds & BYTES)
        adtv_add(&r, &part);
    if (key->kinds & ADKIND(ADT_slice)) {
        part = *object;
        part.kinds &= sliced | BYTES;
        adtv_add(&r, &part);
    }
    return r;
}

static void set_item(struct step *s, const struct adtv *object, const struct adtv *key,
                     const struct adtv *value)
{
    struct adtv items = adtwalk_iterated(s->w, value);
    adtwalk_use_flat(s->w, ADUSE_ASSIGNED, object);
    adtwalk_use(s->w, ADUSE_COMPARED, key);
    if (adtwalk_asks(s->w, object)) {
        adtwalk_escape(s->w, object);
        adtwalk_escape(s->w, key);
        adtwalk_escape(s->w, value);
    }
    adtwalk_put(s->w, object, value);
    if (object->kinds & ADKIND(ADT_dict))
        adtwalk_put(s->w, object, key);
    if (key->kinds & ADKIND(ADT_slice)) {
        adtwalk_put(s->w, object, &items);
        adtwalk_use_flat(s->w, ADUSE_ITERATED, value);
    }
}

static struct adtv built(struct step *s, uint64_t kind, int32_t n)
{
    struct adtv v = adtv_at_site(kind, adtwalk_site(s->w, s->b, s->pc));
    while (n--) {
        struct adtv item = pop(s);
        if (kind & (ADKIND(ADT_dict) | ADKIND(ADT_set)))
            adtwalk_use(s->w, ADUSE_COMPARED, &item);
        adtwalk_put(s->w, &v, &item);
    }
    return v;
}

static void add_items(struct step *s, const struct adtv *to, const struct adtv *from)
{
    struct adtv items = adtwalk_iterated(s->w, from);
    adtwalk_use_flat(s->w, ADUSE_ITERATED, from);
    adtwalk_hand(s->w, from);
    adtwalk_put(s->w, to, &items);
    if (to->kinds & (ADKIND(ADT_dict) | ADKIND(ADT_set)))
        adtwalk_use(s->w, ADUSE_COMPARED, &items);
    if (adtwalk_asks(s->w, from))
        adtwalk_escape(s->w, from);
}

static struct adtv iterator(struct step *s, const struct adtv *a)
{
    struct adtv v = *a, items = adtwalk_iterated(s->w, a), counted;
    unsigned site;
    adtwalk_use_flat(s->w, ADUSE_ITERATED, a);
    if (adtwalk_asks(s->w, a)) {
        adtwalk_escape(s->w, a);
        return adtv_unknown();
    }
    site = adtwalk_site(s->w, s->b, s->pc);
    v = adtv_at_site(ADKIND(ADT_iterator), site);
    adtwalk_put(s->w, &v, &items);
    if (adtwalk_counts(s->w, a, &counted)) {
        adtwalk_count(s->w, site, &counted);
    } else {
        s->w->changed |= s->w->counts[site];
        s->w->counts[site] = false;
    }
    v.kinds |= a->kinds & (ADKIND(ADT_generator) | ADKIND(ADT_iterator));
    for (unsigned i = 0; i < ADSITE_WORDS; i++)
        v.site[i] |= a->site[i];
    return v;
}

static void range_prep(struct step *s, int32_t n)
{
    struct adtv all = adtv_int(0, 0), arg;
    bool known = true;
    for (int32_t i = 0; i < n; i++) {
        arg = pop(s);
        adtwalk_use(s->w, ADUSE_ITERATED, &arg);
        known &= (arg.kinds & ~(ADKIND(ADT_int) | ADKIND_BOOL)) == 0;
        s->w->types->loops |= (arg.kinds & ~ADKIND(ADT_int)) || arg.least < ADINT_LEAST / 2 ||
            arg.most > ADINT_MOST / 2;
        arg = adtv_as_int(&arg);
        adtv_add(&all, &arg);
    }
    push(s, known ? all : adtv_int(INT32_MIN, INT32_MAX));
    push(s, all);
    push(s, all);
}

static bool step_subscript(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtv a, b, c;
    switch (s->ins.code) {
    case ADOP_GET_ITEM: b = pop(s); a = pop(s); push(s, item_of(s, &a, &b)); break;
    case ADOP_GET_ITEM_SL: b = *local(s, o[0]); a = pop(s); push(s, item_of(s, &a, &b)); break;
    case ADOP_GET_ITEM_LL:
        push(s, item_of(s, local(s, o[0]), local(s, o[1])));
        break;
    case ADOP_GET_ITEM_LI:
        b = small_int(o[1]);
        push(s, item_of(s, local(s, o[0]), &b));
        break;
    case ADOP_SET_ITEM: b = pop(s); a = pop(s); c = pop(s); set_item(s, &a, &b, &c); break;
    case ADOP_SET_ITEM_LL: c = pop(s); set_item(s, local(s, o[0]), local(s, o[1]), &c); break;
    case ADOP_DEL_ITEM:
        b = pop(s);
        a = pop(s);
        c = (struct adtv){0};
        set_item(s, &a, &b, &c);
        break;
    case ADOP_IN: case ADOP_NOT_IN:
        b = pop(s);
        a = pop(s);
        adtwalk_use_flat(s->w, ADUSE_SEARCHED, &b);
        c = adtwalk_iterated(s->w, &b);
        compare(s, &a, &c, false);
        if (adtwalk_asks(s->w, &b)) {
            adtwalk_escape(s->w, &a);
            adtwalk_escape(s->w, &b);
        }
        push(s, adtv_of(ADKIND_BOOL));
        break;
    default:
        return false;
    }
    return true;
}

static bool step_build(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtv a, b, c;
    switch (s->ins.code) {
    case ADOP_BUILD_TUPLE: push(s, built(s, ADKIND(ADT_tuple), o[0])); break;
    case ADOP_BUILD_LIST: push(s, built(s, ADKIND(ADT_list), o[0])); break;
    case ADOP_BUILD_SET: push(s, built(s, ADKIND(ADT_set), o[0])); break;
    case ADOP_BUILD_MAP: push(s, built(s, ADKIND(ADT_dict), 2 * o[0])); break;
    case ADOP_BUILD_SLICE: push(s, built(s, ADKIND(ADT_slice), o[0])); break;
    case ADOP_LIST_APPEND: case ADOP_SET_ADD:
        b = pop(s);
        adtwalk_put(s->w, at(s, o[0]), &b);
        if (s->ins.code == ADOP_SET_ADD)
            adtwalk_use(s->w, ADUSE_COMPARED, &b);
        break;
    case ADOP_MAP_ADD:
        b = pop(s);
        c = pop(s);
        adtwalk_put(s->w, at(s, o[0]), &b);
        adtwalk_put(s->w, at(s, o[0]), &c);
        adtwalk_use(s->w, ADUSE_COMPARED, &c);
        break;
    case ADOP_LIST_EXTEND: case ADOP_SET_UPDATE: case ADOP_DICT_UPDATE: case ADOP_DICT_MERGE:
        b = pop(s);
        add_items(s, at(s, 1), &b);
        if (s->ins.code == ADOP_DICT_UPDATE || s->ins.code == ADOP_DICT_MERGE) {
            c = adtwalk_items(s->w, &b);
            adtwalk_put(s->w, at(s, 1), &c);
        }
        break;
    case ADOP_LIST_TO_TUPLE: a = pop(s); a.kinds = ADKIND(ADT_tuple); push(s, a); break;
    default:
        return false;
    }
    return true;
}

static bool step_loops(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtv a, b;
    switch (s->ins.code) {
    case ADOP_GET_ITER: a = pop(s); push(s, iterator(s, &a)); break;
    case ADOP_FOR_ITER: case ADOP_FOR_ITER_L:
        jump(s, s->height - 1);
        a = adtwalk_iterated(s->w, at(s, 1));
        if (adtwalk_counts(s->w, at(s, 1), &s->counted)) /* and so is what an UNPACK next gets */
            s->counts = s->pc + s->ins.length;
        if (s->ins.code == ADOP_FOR_ITER)
            push(s, a);
        else
            store(s, o[0], a);
        break;
    case ADOP_RANGE_PREP: range_prep(s, o[0]); break;
    case ADOP_FOR_RANGE: case ADOP_FOR_RANGE_L:
        jump(s, s->height - 3);
        a = *at(s, 3);
        if (s->ins.code == ADOP_FOR_RANGE)
            push(s, a);
        else
            store(s, o[0], a);
        break;
    case ADOP_UNPACK: case ADOP_UNPACK_EX:
        a = pop(s);
        s->w->types->unpacks |= (a.kinds & ~(ADKIND(ADT_list) | ADKIND(ADT_tuple))) != 0;
        adtwalk_use_flat(s->w, ADUSE_ITERATED, &a);
        adtwalk_hand(s->w, &a);
        if (adtwalk_asks(s->w, &a))
            adtwalk_escape(s->w, &a);
        a = adtwalk_iterated(s->w, &a);
        b = adtv_at_site(ADKIND(ADT_list), adtwalk_site(s->w, s->b, s->pc));
        adtwalk_put(s->w, &b, &a);
        for (int32_t i = 0; s->ins.code == ADOP_UNPACK_EX && i < o[1]; i++)
            push(s, a);
        if (s->ins.code == ADOP_UNPACK_EX)
            push(s, b);
        if (o[0] == 2 && s->counts == s->pc && !s->b->state[s->pc]) {
            push(s, s->counted);
            push(s, adtv_as_int(&a));
            break;
        }
        for (int32_t i = 0; i < o[0]; i++)
            push(s, a);
        break;
    default:
        return false;
    }
    return true;
}

/* ---- variables ------------------------------------------------------------------------------ */

/* Of a class's body: what it makes. */
static struct adtv *own_class(struct step *s)
{
    return local(s, (int32_t)s->b->code.code.nlocals - 1);
}

static bool step_variables(struct step *s)
{
    struct adtwalk *w = s->w;
    const int32_t *o = s->ins.operand;
    struct adtv a, cell = adtv_of(ADKIND(ADT_cell));
    switch (s->ins.code) {
    case ADOP_LOAD: push(s, *local(s, o[0])); break;
    case ADOP_LOAD2: push(s, *local(s, o[0])); push(s, *local(s, o[1])); break;
    case ADOP_STORE: store(s, o[0], pop(s)); break;
    case ADOP_MOVE: store(s, o[0], *local(s, o[1])); break;
    case ADOP_SET_I: store(s, o[0], small_int(o[1])); break;
    case ADOP_DELETE_NAME: /* as STORE_ATTR */
        w->types->use[ADUSE_WRITTEN] |= ADKIND(ADT_class);
        adtwalk_written(w, own_class(s));
        break;
    case ADOP_DELETE: case ADOP_CLEAR: case ADOP_DELETE_DEREF: case ADOP_DELETE_GLOBAL:
    case ADOP_NOP: break;
    case ADOP_MAKE_CELL:
        adtv_join(w, &w->cells, local(s, o[0]));
        store(s, o[0], cell);
        break;
    case ADOP_COPY_FREE:
        for (int32_t i = 0; i < o[1] && i <= o[0]; i++)
            store(s, o[0] - i, cell);
        break;
    case ADOP_LOAD_CELL: push(s, cell); break;
    case ADOP_LOAD_DEREF: push(s, w->cells); break;
    case ADOP_STORE_DEREF: a = pop(s); adtv_join(w, &w->cells, &a); break;
    case ADOP_LOAD_GLOBAL: case ADOP_LOAD_GLOBAL2:
        push(s, adtwalk_global(w, (uint32_t)o[0]));
        break;
    case ADOP_STORE_GLOBAL: case ADOP_STORE_GLOBAL2:
        a = pop(s);
        adtv_join(w, &w->global[o[0]], &a);
        break;
    case ADOP_LOAD_NAME: case ADOP_LOAD_CLASS_DEREF:
        a = s->ins.code == ADOP_LOAD_NAME ? adtwalk_global(w, (uint32_t)o[1]) : w->cells;
        adtv_add(&a, &w->in_class[o[0]]);
        push(s, a);
        break;
    case ADOP_STORE_NAME:
        a = pop(s);
        adtv_join(w, &w->in_class[o[0]], &a);
        adtwalk_written(w, own_class(s));
        break;
    default:
        return false;
    }
    return true;
}

static void load_attribute(struct step *s, uint32_t name, const struct adtv *object)
{
    adtwalk_receives(s->w, s->b, s->pc, name, object, false);
    push(s, adtwalk_attribute(s->w, object, name));
}

static void store_attribute(struct step *s, uint32_t name, const struct adtv *object)
{
    struct adtwalk *w = s->w;
    struct adtv value = pop(s);
    adtwalk_receives(w, s->b, s->pc, name, object, false);
    adtwalk_use_flat(w, ADUSE_WRITTEN, object);
    adtv_join(w, &w->in_object[name], &value);
    if (adtv_is_any(object) || object->kinds & (ADKIND(ADT_class) | ADKIND_TYPE))
        adtv_join(w, &w->in_class[name], &value);
    for (uint32_t g = 0; g < w->globals && (object->kinds & ADKIND(ADT_module)); g++)
        if (adimg_u16_at(w->image, ADIMG_GLOBALS, g) == adtwalk_name(w, name))
            adtv_join(w, &w->global[g], &value);
    if (w->in_class[name].kinds & ADKIND(ADT_wrapper) || w->tailor->name[ADN_d_set] ||
        w->tailor->name[ADN_d_setattr])
        adtwalk_escape(w, &value);
}

static void load_method(struct step *s, uint32_t name, struct adtv object)
{
    adtwalk_receives(s->w, s->b, s->pc, name, &object, true);
    push(s, (struct adtv){0});
    if (s->height <= HIGHEST)
        s->cell[s->height - 1].name = name + 1;
    push(s, object);
}

/* Is a module of this name, or one in a package? */
static bool is_module(const struct adtwalk *w, unsigned name)
{
    struct adimg_module m;
    const char *text, *module;
    uint32_t n = adimg_name_text(w->image, name, &text), k;
    for (uint32_t i = 0; i < w->image->section[ADIMG_MODULES].count; i++) {
        if (!adimg_module_at(w->image, i, &m) || m.name == name)
            return true;
        k = adimg_name_text(w->image, m.name, &module);
        if (!n || (k > n && module[k - n - 1] == '.' && !memcmp(module + k - n, text, n)))
            return true;
    }
    return false;
}

static bool step_attributes(struct step *s)
{
    struct adtwalk *w = s->w;
    const int32_t *o = s->ins.operand;
    uint32_t name = (uint32_t)o[s->ins.count == 2];
    struct adtv a;
    switch (s->ins.code) {
    case ADOP_LOAD_ATTR: case ADOP_LOAD_ATTR2: a = pop(s); load_attribute(s, name, &a); break;
    case ADOP_LOAD_ATTR_L: load_attribute(s, name, local(s, o[0])); break;
    case ADOP_LOAD_SLOT:
        a = pop(s);
        push(s, o[0] < ADSLOT_VIRTUAL ? adtwalk_slot(w, &a, (unsigned)o[0])
            : adtwalk_virtual(w, &a, (unsigned)o[0] - ADSLOT_VIRTUAL));
        break;
    case ADOP_STORE_SLOT:
        a = pop(s);
        adtwalk_set_slot(w, &a, (unsigned)o[0], at(s, 1));
        (void)pop(s);
        break;
    case ADOP_STORE_ATTR: case ADOP_STORE_ATTR2: a = pop(s); store_attribute(s, name, &a); break;
    case ADOP_STORE_ATTR_L: store_attribute(s, name, local(s, o[0])); break;
    case ADOP_DELETE_ATTR: a = pop(s); adtwalk_use_flat(w, ADUSE_WRITTEN, &a); break;
    case ADOP_LOAD_METHOD: case ADOP_LOAD_METHOD2: a = pop(s); load_method(s, name, a); break;
    case ADOP_LOAD_METHOD_L: load_method(s, name, *local(s, o[0])); break;
    case ADOP_IMPORT:
        adtwalk_begin_modules(w);
        push(s, adtv_of(ADKIND(ADT_module)));
        break;
    case ADOP_IMPORT_FROM:
        a = adtwalk_globals_named(w, name);
        adtv_add(&a, &w->in_object[name]);
        if (is_module(w, adtwalk_name(w, name)))
            a.kinds |= ADKIND(ADT_module);
        push(s, a);
        break;
    default:
        return false;
    }
    return true;
}

/* ---- calls, functions, classes -------------------------------------------------------------- */

static struct adtargs take_arguments(struct step *s, int32_t n, struct adtv *v, bool spread)
{
    for (int32_t i = n; i--;)
        v[i] = pop(s);
    return (struct adtargs){v, (uint32_t)n, spread};
}

static void call_method(struct step *s, int32_t n)
{
    struct adtv v[HIGHEST + 1], callable;
    struct adtargs args = take_arguments(s, n, v + 1, false);
    uint32_t name;
    v[0] = pop(s);
    name = s->height ? s->cell[s->height - 1].name : 0;
    callable = pop(s);
    if (!name) { /* but the method itself, or below a callable that takes no self: nothing */
        if (callable.kinds)
            args = (struct adtargs){v, (uint32_t)n + 1, false};
        else
            callable = v[0];
        adtwalk_note_call(s->w, &callable, args.n);
        push(s, adtwalk_call(s->w, s->b, s->pc, &callable, &args));
    } else {
        s->w->types->calls = true;
        push(s, adtwalk_call_method(s->w, s->b, s->pc, name, &v[0], &args));
    }
}

static void make_function(struct step *s, int32_t parts, int32_t constant)
{
    struct adimg_object code;
    struct adtv f = adtv_unknown(), tuple[3], items;
    int32_t n = 0;
    if (adimg_object_of(s->w->image, adimg_cell_at(s->w->image, ADIMG_CONSTS, (uint32_t)constant),
            &code))
        for (uint32_t i = 0; i < s->w->bodies; i++)
            if (s->w->body[i].offset == code.offset)
                f = adtv_at_site(ADKIND(ADT_function), s->w->body[i].site);
    for (int32_t bit = 4; bit; bit >>= 1)
        if (parts & bit)
            tuple[n++] = pop(s);
    if (parts & 4) /* the closure was on top */
        n--;
    for (int32_t i = 0; i < n; i++) {
        items = tuple[i + ((parts & 4) != 0)];
        adtwalk_default(s->w, &f, &items);
    }
    push(s, f);
}

/* iter sent -- iter a: what it yields; with the jump what it returns. */
static void send(struct step *s)
{
    struct adtv sent = pop(s), from = *at(s, 1);
    if (sent.kinds & ~ADKIND_NONE)
        adtwalk_escape(s->w, &sent);
    push(s, adtwalk_returned(s->w, &from));
    jump(s, s->height);
    (void)pop(s);
    push(s, adtwalk_iterated(s->w, &from));
}

/* A coroutine, and what send() is in the program for, can get anything. */
struct adtv adtwalk_sent(const struct adtwalk *w, const struct adtbody *b)
{
    return w->tailor->name[ADN_send] || w->tailor->name[ADN_asend] ||
        b->code.code.flags & ADCODE_COROUTINE ? adtv_unknown() : adtv_of(ADKIND_NONE);
}

static bool step_calls(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtv a, v[HIGHEST];
    struct adtargs args;
    switch (s->ins.code) {
    case ADOP_CALL: case ADOP_CALL_KW:
        args = take_arguments(s, o[0], v, s->ins.code == ADOP_CALL_KW);
        a = pop(s);
        adtwalk_note_call(s->w, &a, (uint32_t)o[0]);
        push(s, adtwalk_call(s->w, s->b, s->pc, &a, &args));
        break;
    case ADOP_CALL_METHOD: call_method(s, o[0]); break;
    case ADOP_CALL_NATIVE:
        for (int32_t i = o[1]; i < o[0]; i++)
            (void)pop(s);
        args = take_arguments(s, o[1], v, false);
        a = adtv_imm((unsigned)o[2]);
        push(s, adtwalk_call(s->w, s->b, s->pc, &a, &args));
        break;
    case ADOP_MAKE_FUNCTION: make_function(s, o[0], o[1]); break;
    case ADOP_BUILD_CLASS:
        for (int32_t i = 0; i <= o[0]; i++) {
            a = pop(s);
            adtwalk_begins(s->w, &a); /* the body */
        }
        push(s, adtv_at_site(ADKIND(ADT_class), s->w->new_class));
        break;
    case ADOP_CLASS_END:
        adtwalk_written(s->w, at(s, 1 + o[0]));
        if (o[0])
            return false;
        break;
    case ADOP_RETURN: a = pop(s); adtv_join(s->w, &s->b->result, &a); break;
    case ADOP_RETURN_NONE:
        a = adtv_of(ADKIND_NONE);
        adtv_join(s->w, &s->b->result, &a);
        break;
    case ADOP_RETURN_L: adtv_join(s->w, &s->b->result, local(s, o[0])); break;
    case ADOP_YIELD:
        a = pop(s);
        adtv_join(s->w, &s->b->yielded, &a);
        push(s, adtwalk_sent(s->w, s->b));
        break;
    case ADOP_YIELD_FROM_ITER: a = pop(s); push(s, iterator(s, &a)); break;
    case ADOP_SEND: send(s); break;
    case ADOP_END_SEND: a = pop(s); (void)pop(s); push(s, a); break;
    default:
        return false;
    }
    return true;
}

/* ---- the rest ------------------------------------------------------------------------------- */

static struct adtv unary(struct step *s, const struct adtv *a)
{
    struct adtv x = adtv_as_int(a), r = {0}, part;
    adtwalk_use_flat(s->w, ADUSE_COMPUTED, a);
    if (adtwalk_asks(s->w, a)) {
        adtwalk_escape(s->w, a);
        return adtv_unknown();
    }
    part = adtv_bounded(&x)
        ? s->ins.code == ADOP_NEG ? adtv_int(-(int64_t)x.most, -(int64_t)x.least)
        : s->ins.code == ADOP_INVERT ? adtv_int(-1 - (int64_t)x.most, -1 - (int64_t)x.least) : x
        : adtv_int(INT32_MIN, INT32_MAX);
    if (a->kinds & (ADKIND(ADT_int) | ADKIND_BOOL))
        adtv_add(&r, &part);
    part = adtv_of(a->kinds & ADKIND(ADT_float));
    adtv_add(&r, &part);
    return r;
}

static void test(struct step *s, const struct adtv *v)
{
    adtwalk_use_flat(s->w, ADUSE_TESTED, v);
    if (adtwalk_asks(s->w, v))
        adtwalk_escape(s->w, v);
}

static bool step_jumps(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtv a;
    switch (s->ins.code) {
    case ADOP_JUMP: case ADOP_JUMP_BACK: case ADOP_JBOUND_L: jump(s, s->height); break;
    case ADOP_JF: case ADOP_JT: a = pop(s); test(s, &a); jump(s, s->height); break;
    case ADOP_JNONE: case ADOP_JNOTNONE: (void)pop(s); jump(s, s->height); break;
    case ADOP_JF_L: case ADOP_JT_L: test(s, local(s, o[0])); jump(s, s->height); break;
    case ADOP_JF_KEEP: case ADOP_JT_KEEP:
        test(s, at(s, 1));
        jump(s, s->height);
        (void)pop(s);
        break;
    case ADOP_NOT: a = pop(s); test(s, &a); push(s, adtv_of(ADKIND_BOOL)); break;
    case ADOP_IF_TOKEN: jump(s, s->height - 1); break;
    case ADOP_END_FINALLY: (void)pop(s); (void)pop(s); break;
    case ADOP_RAISE:
        for (int32_t i = 0; i < o[0]; i++) {
            a = pop(s);
            if (a.kinds & ADKIND(ADT_class))
                (void)adtwalk_call_class(s->w, &a, &(struct adtargs){0});
        }
        break;
    case ADOP_RERAISE: (void)pop(s); break;
    case ADOP_ENTER_HANDLER: store(s, s->b->code.code.handler_slot - o[0], pop(s)); break;
    case ADOP_LEAVE_HANDLER: break;
    case ADOP_LOAD_HANDLED: push(s, *local(s, s->b->code.code.handler_slot - o[0])); break;
    case ADOP_EXC_MATCH: (void)pop(s); (void)pop(s); push(s, adtv_of(ADKIND_BOOL)); break;
    default:
        return false;
    }
    return true;
}

static void format(struct step *s, int32_t how)
{
    struct adtv a;
    if (how & 4)
        (void)pop(s);
    a = pop(s);
    adtwalk_use(s->w, ADUSE_SHOWN, &a);
    if (adtwalk_asks(s->w, &a))
        adtwalk_escape(s->w, &a);
    push(s, adtv_of(TEXTS));
}

static bool step_simple(struct step *s)
{
    const int32_t *o = s->ins.operand;
    struct adtcell x;
    struct adtv a;
    switch (s->ins.code) {
    case ADOP_POP: (void)pop(s); break;
    case ADOP_POP_N:
        for (int32_t i = 0; i < o[0]; i++)
            (void)pop(s);
        break;
    case ADOP_COPY: push(s, *at(s, o[0])); break;
    case ADOP_SWAP:
        (void)at(s, o[0]);
        if (s->w->failed)
            break;
        x = s->cell[s->height - 1];
        s->cell[s->height - 1] = s->cell[s->height - o[0]];
        s->cell[s->height - o[0]] = x;
        break;
    case ADOP_LOAD_I: case ADOP_LOAD_I2: push(s, small_int(o[0])); break;
    case ADOP_LOAD_K: case ADOP_LOAD_K2:
        push(s, adtv_constant(s->w,
            adimg_cell_at(s->w->image, ADIMG_CONSTS, (uint32_t)o[0])));
        break;
    case ADOP_LOAD_IMM: push(s, adtv_imm((unsigned)o[0])); break;
    case ADOP_LOAD_NONE: push(s, adtv_of(ADKIND_NONE)); break;
    case ADOP_LOAD_TRUE: case ADOP_LOAD_FALSE: push(s, adtv_of(ADKIND_BOOL)); break;
    case ADOP_LOAD_UNBOUND: push(s, adtv_of(0)); break;
    case ADOP_NEG: case ADOP_POS: case ADOP_INVERT: a = pop(s); push(s, unary(s, &a)); break;
    case ADOP_IS: case ADOP_IS_NOT:
        (void)pop(s);
        (void)pop(s);
        push(s, adtv_of(ADKIND_BOOL));
        break;
    case ADOP_BUILD_STRING:
        for (int32_t i = 0; i < o[0]; i++)
            (void)pop(s);
        push(s, adtv_of(TEXTS));
        break;
    case ADOP_FORMAT: format(s, o[0]); break;
    default:
        return false;
    }
    return true;
}

/* Any other: what it takes may come anywhere, what it gives can be anything. */
static void step_unknown(struct step *s)
{
    struct adisa_effect effect;
    int32_t pops, pushes;
    if (!adisa_effect(&adisa_python, &s->ins, &effect) || effect.need > s->height ||
        effect.need > HIGHEST) {
        s->w->failed = true;
        return;
    }
    pushes = AD_MAX(s->ins.row->pushes, 0);
    pops = AD_MAX(effect.need, pushes - effect.next);
    for (int32_t i = 1; i <= pops && i <= s->height; i++) {
        adtwalk_use_all(s->w, at(s, i));
        adtwalk_escape(s->w, at(s, i));
        *at(s, i) = adtv_unknown();
    }
    if (s->ins.row->flags & AD_F_JUMP)
        jump(s, s->height + effect.jump);
    while (effect.next < 0 && s->height > 0 && effect.next++)
        (void)pop(s);
    while (effect.next-- > 0)
        push(s, adtv_unknown());
    for (int32_t i = 1; i <= pushes && i <= s->height; i++)
        *at(s, i) = adtv_unknown();
}

static void step(struct step *s)
{
    if (!step_simple(s) && !step_variables(s) && !step_attributes(s) && !step_subscript(s) &&
        !step_build(s) &&
        !step_loops(s) && !step_jumps(s) && !step_calls(s) && !step_compare(s) &&
        !step_operator(s))
        step_unknown(s);
}

void adtwalk_body(struct adtwalk *w, struct adtbody *b)
{
    struct step *s = calloc(1, sizeof *s);
    uint32_t size = b->code.code.code_size;
    if (!s) {
        w->failed = true;
        return;
    }
    s->w = w;
    s->b = b;
    s->reached = !b->middle;
    for (; s->pc < size && !w->failed; s->pc += s->ins.length) {
        if (!adisa_decode(&adisa_python, b->code.bytecode + s->pc, size - s->pc, &s->ins))
            break;
        take_state(s);
        if (!s->reached || b->heights[s->pc] > HIGHEST)
            continue;
        to_handlers(s);
        step(s);
        s->reached = !(s->ins.row->flags & AD_F_END);
    }
    free(s);
}
