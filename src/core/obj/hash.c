/* SPDX-License-Identifier: MIT
 * hash.c - the ordered hash table that dict, set and frozenset are. Entries lie in an array in
 * order of insertion. Few are searched one by one; more have an index, a buffer of entry numbers
 * (+ 1, 0 is free) with open addressing, in which removed entries stay until the table is packed.
 *
 *   entries     key value   key value   ...          dict
 *               key   key   key         ...          set
 *               key value hash          ...          once a key with __hash__ or __eq__ in Python
 *                                                    came in: its hash must be kept, all keys'
 *                                                    hashes are then
 *   used        entries ever there * 2 + 1 when hashes are kept
 *   index       up to 256 places: 1 byte each; up to 65,536: 2; beyond: 4
 *
 * Without AD_HASH_INDEX (blocks of a few KB) there is no index, and no gaps: what is removed is
 * closed at once, so that `used` counts what is `live`.
 */
#include "core/obj/items.h"

enum { FEW = 8 };

AD_SHORT size_t used_of(const struct addict *d)
{
    return AD_HASH_INDEX ? (size_t)ad_int(d->used) >> 1 : (size_t)ad_int(d->live);
}

/* (AD_HAS_EQUALITY: nothing in the firmware of a program without such classes) */
static bool keeps_hashes(const struct addict *d)
{
    return AD_HAS_EQUALITY && (ad_int(d->used) & 1);
}

AD_INLINE bool has_index(const struct addict *d) { return AD_HASH_INDEX && d->index; }

/* Asked this way a firmware without sets knows the answer. */
static bool has_values(const struct addict *d)
{
    unsigned layout = adhd_layout(d->head);
    return !(layout == ADT_set || layout == ADT_frozenset);
}

static unsigned width_of(const struct addict *d)
{
    return (has_values(d) ? 2u : 1u) + keeps_hashes(d);
}

static void set_used(struct addict *d, size_t used)
{
    d->used = ad_from_int((adint)(used << 1 | keeps_hashes(d)));
}

AD_SHORT adcell *entry_of(struct adder_vm *vm, adcell dict, size_t entry)
{
    struct addict *d = addict_of(vm, dict);
    return aditems(vm, d->entries) + entry * width_of(d);
}

/* ---- the index ------------------------------------------------------------------------------ */

struct index {
    uint8_t *bytes;
    size_t mask;
    uint8_t width;
};

static unsigned index_width(size_t places)
{
    return places <= 256 ? 1 : sizeof places == 2 || places - 1 < 65535u ? 2 : 4;
}

#if AD_ROM_DIRECT
AD_INLINE
#else
static AD_NOINLINE
#endif
void index_open(struct adder_vm *vm, const struct addict *d, struct index *x)
{
    size_t bytes = adobj_size(vm, d->index);
    x->bytes = adbuffer_bytes(vm, d->index);
    x->width = bytes <= 256 ? 1 : bytes / 2 <= 32768u ? 2 : 4;
    x->mask = bytes / x->width - 1;
}

AD_SHORT size_t index_get(const struct index *x, size_t i)
{
    if (x->width == 1)
        return x->bytes[i];
    if (AD_CELL == 16 || x->width == 2)
        return ((const uint16_t *)(const void *)x->bytes)[i];
    return (size_t)((const uint32_t *)(const void *)x->bytes)[i];
}

static void index_set(const struct index *x, size_t i, size_t entry)
{
    if (x->width == 1)
        x->bytes[i] = (uint8_t)entry;
    else if (AD_CELL == 16 || x->width == 2)
        ((uint16_t *)(void *)x->bytes)[i] = (uint16_t)entry;
    else
        ((uint32_t *)(void *)x->bytes)[i] = (uint32_t)entry;
}

AD_SHORT size_t place_of(const struct index *x, adint hash)
{
    return ad_hash_spread(hash) & x->mask;
}

static void index_add(const struct index *x, adint hash, size_t entry)
{
    size_t i = place_of(x, hash);
    while (index_get(x, i))
        i = (i + 1) & x->mask;
    index_set(x, i, entry + 1);
}

int8_t addict_hash_at(struct adder_vm *vm, adcell dict, adint entry, adint *hash)
{
    struct addict *d = addict_of(vm, dict);
    adcell *cell = entry_of(vm, dict, (size_t)entry);
    if (!keeps_hashes(d))
        return adhash(vm, *cell, hash);
    *hash = ad_int(cell[width_of(d) - 1]);
    return AD_DONE;
}

/* Enters all entries into the index, which is empty. Nothing moves: keys that are in hash
 * quietly. */
static void index_fill(struct adder_vm *vm, adcell dict)
{
    struct addict *d = addict_of(vm, dict);
    struct index x;
    adint e = -1, hash;
    index_open(vm, d, &x);
    while ((e = addict_next(vm, dict, e + 1)) >= 0)
        if (addict_hash_at(vm, dict, e, &hash) == AD_DONE)
            index_add(&x, hash, (size_t)e);
}

/* ---- making and packing --------------------------------------------------------------------- */

adcell addict_new(struct adder_vm *vm, unsigned layout, size_t room)
{
    adcell dict = adheap_new(vm, layout, ADDICT_CELLS), array;
    if (!dict)
        return AD_ERROR;
    addict_of(vm, dict)->live = addict_of(vm, dict)->used = ad_from_int(0);
    if (room == 0)
        return dict;
    adpush(vm, dict);
    array = adheap_new(vm, ADT_array, layout == ADT_dict ? 2 * room : room);
    dict = adpop(vm);
    if (!array)
        return AD_ERROR;
    addict_of(vm, dict)->entries = array;
    return dict;
}

void addict_empty(struct adder_vm *vm, adcell dict)
{
    struct addict *d = addict_of(vm, dict);
    d->live = d->used = ad_from_int(0);
    d->entries = AD_UNBOUND;
    if (AD_HASH_INDEX)
        d->index = AD_UNBOUND;
}

/* Closes the gaps of removed entries. */
static void pack(struct adder_vm *vm, adcell dict)
{
    struct addict *d = addict_of(vm, dict);
    size_t used = used_of(d), i, kept = 0;
    unsigned width = width_of(d), k;
    adcell *items = d->entries ? aditems(vm, d->entries) : NULL;
    for (i = 0; i < used; i++) {
        if (!items[i * width])
            continue;
        for (k = 0; k < width; k++)
            items[kept * width + k] = items[i * width + k];
        kept++;
    }
    if (kept < used)
        memset(items + kept * width, 0, (used - kept) * width * sizeof(adcell));
    set_used(d, kept);
    if (has_index(d)) {
        memset(adbuffer_bytes(vm, d->index), 0, adobj_size(vm, d->index));
        index_fill(vm, dict);
    }
}

/* An index for at least n entries, a third of it free, filled. */
static bool index_make(struct adder_vm *vm, adcell *dict, size_t n)
{
    size_t places = 16;
    adcell buffer;
    while (places / 3 * 2 < n)
        places *= 2;
    if (AD_CELL != 16)
        places *= 2;
    buffer = adheap_new(vm, ADT_buffer, places * index_width(places));
    if (!buffer)
        return false;
    addict_of(vm, *dict)->index = buffer;
    index_fill(vm, *dict);
    return true;
}

/* Room for one more entry, in the array and in the index. */
static AD_NOINLINE bool grow(struct adder_vm *vm, adcell *dict)
{
    struct addict *d = addict_of(vm, *dict);
    size_t used = used_of(d), live = (size_t)ad_int(d->live);
    if (AD_HASH_INDEX && live + live / 4 < used) {
        pack(vm, *dict);
        used = live;
    }
    if (!adarray_room(vm, dict, AD_FIELD(dict, entries), (used + 1) * width_of(d)))
        return false;
    d = addict_of(vm, *dict);
    if (!AD_HASH_INDEX)
        return true;
    if (d->index) {
        struct index x;
        index_open(vm, d, &x);
        if (used + 1 <= x.mask / 4 * 3)
            return true;
    } else if (used < FEW) {
        return true;
    }
    return index_make(vm, dict, used + used / 2 + 1);
}

#if AD_HASH_INDEX
/* True when the next entry fits as things are. */
static bool has_room(struct adder_vm *vm, const struct addict *d, size_t used, unsigned width)
{
    struct index x;
    if (!d->entries || aditems_size(vm, d->entries) < (used + 1) * width)
        return false;
    if (!d->index)
        return used < FEW;
    index_open(vm, d, &x);
    return used + 1 <= x.mask / 4 * 3;
}
#else
#define has_room(vm, d, used, width) false
#endif

static bool append(struct adder_vm *vm, adcell *dict, adcell *key, adcell *value, adint hash)
{
    struct addict *d = addict_of(vm, *dict);
    adcell *cell;
    size_t used;
    if (!has_room(vm, d, used_of(d), width_of(d))) {
        if (!grow(vm, dict))
            return false;
        d = addict_of(vm, *dict);
    }
    used = used_of(d);
    cell = entry_of(vm, *dict, used);
    adstore(vm, cell, *key);
    if (has_values(d))
        adstore(vm, cell + 1, *value);
    if (keeps_hashes(d))
        cell[width_of(d) - 1] = ad_from_int(hash);
    d->live += AD_ONE;
    d->used += 2 * AD_ONE;
    if (has_index(d)) {
        struct index x;
        index_open(vm, d, &x);
        index_add(&x, hash, used);
    }
    return true;
}

/* ---- finding -------------------------------------------------------------------------------- */

/* Compares a key that is in with one that is not the same cell. */
AD_INLINE int8_t same_key(struct adder_vm *vm, adcell kept, adcell key)
{
#if AD_ROM_DIRECT
    if (adis(vm, kept, ADT_str) && adis(vm, key, ADT_str)) {
        adcell a = adget_header(vm, kept), b = adget_header(vm, key);
        if (adhd_hash(a) && adhd_hash(b) && adhd_hash(a) != adhd_hash(b))
            return 0;
        return adobj_size(vm, kept) == adobj_size(vm, key) &&
            memcmp(adbytes_of(vm, kept), adbytes_of(vm, key), adobj_size(vm, key)) == 0;
    }
#endif
    return ad_both_int(kept, key) || !kept ? 0 : adequal(vm, kept, key);
}

/* The entry, of `used`, whose key is this very cell; else -1: it is not in, as all keys are small
 * ints; -2: they are to be compared. Apart, for the sake of registers: chips search with it. */
#if AD_ROM_DIRECT
AD_INLINE
#else
static AD_NOINLINE
#endif
adint find_cell(const adcell *cell, unsigned width, size_t used, adcell key)
{
    const adcell *at = cell, *end = cell + used * width;
    adint cells;
    uint8_t ints = (uint8_t)ad_int_mark(key);
    do {
        if (*at == key) {
            cells = (adint)(at - cell);
            return width == 2 ? cells >> 1 : width == 1 ? cells : cells / 3;
        }
        ints &= (uint8_t)ad_int_mark(*at);
        at += width;
    } while (at != end); /* `used` is not 0 */
    return ints & 1 ? -1 : -2;
}

static adint find_few(struct adder_vm *vm, const struct addict *d, adcell key, adint hash)
{
    unsigned width = width_of(d);
    size_t used = used_of(d), i;
    const adcell *cell;
    adint found;
    int8_t r;
    if (used == 0)
        return -1;
    cell = aditems(vm, d->entries);
    found = find_cell(cell, width, used, key);
    if (found != -2)
        return found;
    for (i = 0; i < used; i++, cell += width) {
        if (keeps_hashes(d) && cell[width - 1] != ad_from_int(hash))
            continue;
        if ((r = same_key(vm, *cell, key)) != 0)
            return r == 1 ? (adint)i : -2;
    }
    return -1;
}

static adint find_many(struct adder_vm *vm, const struct addict *d, adcell key, adint hash)
{
    unsigned width = width_of(d);
    const adcell *items = aditems(vm, d->entries);
    struct index x;
    size_t i, e;
    int8_t r;
    index_open(vm, d, &x);
    for (i = place_of(&x, hash); (e = index_get(&x, i)) != 0; i = (i + 1) & x.mask) {
        const adcell *cell = items + (e - 1) * width;
        if (*cell == key)
            return (adint)(e - 1);
        if (keeps_hashes(d) && cell[width - 1] != ad_from_int(hash))
            continue;
        if ((r = same_key(vm, *cell, key)) != 0)
            return r == 1 ? (adint)(e - 1) : -2;
    }
    return -1;
}

/* The hash is worked out when the table needs it, and to refuse what has none. */
static AD_NOINLINE adint find_entry(struct adder_vm *vm, adcell dict, adcell key, adint *hash)
{
    const struct addict *d = addict_of(vm, dict);
    bool plain = ad_is_int(key) || adstr_is(vm, key);
    *hash = 0;
    if (AD_ROM_DIRECT && ad_is_int(key) && ad_int(key) > AD_INT_MIN + 1 &&
        ad_int(key) < AD_INT_MAX) {
        *hash = ad_int(key) == -1 ? -2 : ad_int(key); /* as adnum_hash */
    } else if (!plain || has_index(d) || keeps_hashes(d)) {
        int8_t r = adhash(vm, key, has_index(d) || keeps_hashes(d) ? hash : NULL);
        if (r != AD_DONE)
            return r == AD_ASK ? -2 : -3;
    }
    return has_index(d) ? find_many(vm, d, key, *hash) : find_few(vm, d, key, *hash);
}

adint addict_find(struct adder_vm *vm, adcell dict, adcell key)
{
    adint hash;
    return find_entry(vm, dict, key, &hash);
}

adint addict_next(struct adder_vm *vm, adcell dict, adint entry)
{
    adint used = (adint)used_of(addict_of(vm, dict));
    while (entry < used) {
        if (!AD_HASH_INDEX || *entry_of(vm, dict, (size_t)entry))
            return entry;
        entry++;
    }
    return -1;
}

adcell addict_key(struct adder_vm *vm, adcell dict, adint entry)
{
    return *entry_of(vm, dict, (size_t)entry);
}

adcell addict_value(struct adder_vm *vm, adcell dict, adint entry)
{
    return entry_of(vm, dict, (size_t)entry)[has_values(addict_of(vm, dict))];
}

void addict_set_value(struct adder_vm *vm, adcell dict, adint entry, adcell value)
{
    if (has_values(addict_of(vm, dict)))
        adstore(vm, entry_of(vm, dict, (size_t)entry) + 1, value);
}

/* ---- changing ------------------------------------------------------------------------------- */

int8_t addict_put(struct adder_vm *vm, adcell *dict, adcell *key, adcell *value)
{
    adint hash, e = find_entry(vm, *dict, *key, &hash);
    if (e >= 0) {
        addict_set_value(vm, *dict, e, *value);
        return AD_DONE;
    }
    if (e != -1)
        return e == -2 ? AD_ASK : AD_RAISED;
    /* The ninth entry brings the index, which needs the hash. */
    if (AD_HASH_INDEX && !addict_of(vm, *dict)->index && used_of(addict_of(vm, *dict)) >= FEW)
        (void)adhash(vm, *key, &hash);
    return append(vm, dict, key, value, hash) ? AD_DONE : AD_RAISED;
}

#if AD_HASH_INDEX
void addict_drop(struct adder_vm *vm, adcell dict, adint entry)
{
    struct addict *d = addict_of(vm, dict);
    unsigned width = width_of(d), k;
    adcell *cell = entry_of(vm, dict, (size_t)entry);
    for (k = 0; k < width; k++)
        cell[k] = AD_UNBOUND;
    d->live -= AD_ONE;
    if (!d->index && (size_t)entry + 1 == used_of(d))
        d->used -= 2 * AD_ONE;
}
#else
void addict_drop(struct adder_vm *vm, adcell dict, adint entry)
{
    struct addict *d = addict_of(vm, dict);
    adcell *cell = entry_of(vm, dict, (size_t)entry);
    adcell *last = entry_of(vm, dict, used_of(d) - 1);
    unsigned bytes = width_of(d) * AD_CELL_BYTES;
    memmove(cell, (uint8_t *)cell + bytes, (size_t)((uint8_t *)last - (uint8_t *)cell));
    memset(last, 0, bytes);
    d->live -= AD_ONE;
    d->used -= 2 * AD_ONE;
}
#endif

/* Packs when more than half of the entries are gone: then looking for the first or the last that is
 * there costs nothing on the whole. */
void addict_remove(struct adder_vm *vm, adcell dict, adint entry)
{
    struct addict *d = addict_of(vm, dict);
    addict_drop(vm, dict, entry);
    if (AD_HASH_INDEX && used_of(d) > 2 * (size_t)ad_int(d->live) + FEW)
        pack(vm, dict);
}

/* A copy, packed, with the entries' room; the index is made anew where it is needed. */
adcell addict_duplicate(struct adder_vm *vm, adcell *dict, unsigned layout)
{
    size_t live = addict_length(vm, *dict), used, room;
    bool hashes = keeps_hashes(addict_of(vm, *dict));
    unsigned from_width, to_width, k;
    adcell copy, *from, *to;
    to_width = (layout == ADT_dict ? 2u : 1u) + hashes;
    room = layout == ADT_dict ? (live * to_width + 1) / 2 : live * to_width;
    if (!(copy = addict_new(vm, layout, room)) || live == 0)
        return copy;
    from_width = width_of(addict_of(vm, *dict));
    from = aditems(vm, addict_of(vm, *dict)->entries);
    to = aditems(vm, addict_of(vm, copy)->entries);
    for (used = used_of(addict_of(vm, *dict)); used; used--, from += from_width) {
        if (!*from)
            continue;
        for (k = 0; k < to_width; k++)
            to[k] = from[k];
        if (hashes)
            to[to_width - 1] = from[from_width - 1];
        to += to_width;
    }
    addict_of(vm, copy)->live = ad_from_int((adint)live);
    addict_of(vm, copy)->used = ad_from_int((adint)(live << 1 | hashes));
    if (AD_HASH_INDEX && live > FEW) {
        bool ok;
        adpush(vm, copy);
        ok = index_make(vm, vm->sp, live);
        copy = adpop(vm);
        return ok ? copy : AD_ERROR;
    }
    return copy;
}

/* ---- keys with __hash__ in Python ----------------------------------------------------------- */

/* The next entry behind e, in the order of probing, whose hash is `hash`; without an index, in
 * order. */
adint addict_probe(struct adder_vm *vm, adcell dict, adint hash, adint e)
{
    const struct addict *d = addict_of(vm, dict);
    adint h;
    bool behind = e < 0;
    struct index x;
    size_t i, found;
    if (!has_index(d)) {
        while ((e = addict_next(vm, dict, e + 1)) >= 0)
            if (addict_hash_at(vm, dict, e, &h) == AD_DONE && h == hash)
                return e;
        return -1;
    }
    index_open(vm, d, &x);
    for (i = place_of(&x, hash); (found = index_get(&x, i)) != 0; i = (i + 1) & x.mask) {
        if (behind && addict_key(vm, dict, (adint)found - 1) &&
            addict_hash_at(vm, dict, (adint)found - 1, &h) == AD_DONE && h == hash)
            return (adint)found - 1;
        behind |= (adint)found - 1 == e;
    }
    return -1;
}

/* Makes the entries wider by a cell for the hash. */
static bool keep_hashes(struct adder_vm *vm, adcell *dict)
{
    struct addict *d;
    size_t n, i;
    unsigned width, k;
    adcell array, *from, *to;
    adint hash;
    if (AD_HASH_INDEX)
        pack(vm, *dict);
    n = used_of(addict_of(vm, *dict));
    width = width_of(addict_of(vm, *dict));
    array = adheap_new(vm, ADT_array, (n + 4) * (width + 1));
    if (!array)
        return false;
    d = addict_of(vm, *dict);
    to = aditems(vm, array);
    for (i = 0; i < n; i++, to += width + 1) {
        from = aditems(vm, d->entries) + i * width;
        for (k = 0; k < width; k++)
            to[k] = from[k];
        hash = 0;
        (void)adhash(vm, *from, &hash);
        to[width] = ad_from_int(hash);
    }
    d->entries = array;
    d->used = ad_from_int((adint)(n << 1 | 1));
    return true;
}

bool addict_put_hashed(struct adder_vm *vm, adcell *dict, adcell *key, adcell *value, adint hash)
{
    if (!keeps_hashes(addict_of(vm, *dict)) && !keep_hashes(vm, dict))
        return false;
    return append(vm, dict, key, value, hash);
}
