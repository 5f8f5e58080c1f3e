/* SPDX-License-Identifier: MIT
 * link.c - what the functions of a program share in the image: names, constants, globals, modules;
 * and the image itself. Constants get their place when something that is kept first uses them.
 */
#include "compiler/comp.h"

enum { INDEX_MAX = 65535 };

static void enter_name(struct adcomp *c, struct adname *name)
{
    struct adname **all = adcomp_room(c, c->image_name, c->nimage_names, &c->image_name_cap);
    if (!all)
        return;
    c->image_name = all;
    name->index = (int32_t)c->nimage_names;
    c->image_name[c->nimage_names++] = name;
    if (name->number < 0)
        name->own = (int32_t)c->nown++;
    if (c->nimage_names > INDEX_MAX)
        adimg_fail(&c->image, "too many names");
}

uint16_t adlink_name_number(struct adcomp *c, struct adname *name)
{
    if (name->number >= 0)
        return (uint16_t)name->number;
    if (name->own < 0)
        enter_name(c, name);
    return (uint16_t)(ADN_COUNT + name->own);
}

int32_t adlink_name_index(struct adcomp *c, struct adname *name)
{
    if (name->index < 0)
        enter_name(c, name);
    return name->index;
}

int32_t adlink_const_index(struct adcomp *c, struct adconst *k)
{
    if (k->index >= 0)
        return k->index;
    struct adconst **all = adcomp_room(c, c->image_const, c->nimage_consts, &c->image_const_cap);
    if (!all)
        return 0;
    c->image_const = all;
    k->index = (int32_t)c->nimage_consts;
    c->image_const[c->nimage_consts++] = k;
    if (c->nimage_consts > INDEX_MAX)
        adimg_fail(&c->image, "too many constants");
    return k->index;
}

/* ---- cells ---------------------------------------------------------------------------------- */

static adimg_cell int_cell(struct adcomp *c, const struct adconst *k)
{
    if (!k->count)
        return adimg_put_i64(&c->image, k->value);
    size_t n = k->count * sizeof(adlimb);
    uint8_t *bytes = adcomp_alloc(c, n);
    for (size_t i = 0; bytes && i < n; i++)
        bytes[i] = (uint8_t)(k->limb[i / sizeof(adlimb)] >> i % sizeof(adlimb) * 8);
    return bytes ? adimg_put_int(&c->image, k->neg, bytes, n) : 0;
}

static adimg_cell tuple_cell(struct adcomp *c, const struct adconst *k)
{
    adimg_cell *item = adcomp_alloc(c, (k->count + 1) * sizeof *item);
    for (uint32_t i = 0; item && i < k->count; i++)
        item[i] = adlink_cell(c, k->item[i]);
    if (!item)
        return 0;
    if (k->kind == ADCONST_SLICE)
        return adimg_put_slice(&c->image, item[0], item[1], item[2]);
    return adimg_put_tuple(&c->image, item, k->count);
}

adimg_cell adlink_cell(struct adcomp *c, struct adconst *k)
{
    if (k->placed)
        return k->cell;
    switch (k->kind) {
    case ADCONST_IMM: k->cell = adimg_imm(&c->image, (unsigned)k->value); break;
    case ADCONST_INT: k->cell = int_cell(c, k); break;
    case ADCONST_FLOAT: k->cell = adimg_put_float(&c->image, k->real); break;
    case ADCONST_STR: k->cell = adimg_put_str(&c->image, k->text, k->count); break;
    case ADCONST_BYTES:
        k->cell = adimg_put_bytes(&c->image, (const uint8_t *)k->text, k->count);
        break;
    case ADCONST_TUPLE:
    case ADCONST_SLICE: k->cell = tuple_cell(c, k); break;
    default: /* code and functions are placed by who makes them, before anything is linked */
        adimg_fail(&c->image, "a function that was never made");
        break;
    }
    k->placed = true;
    return k->cell;
}

/* ---- sections ------------------------------------------------------------------------------- */

static adimg_cell *const_cells(struct adcomp *c)
{
    adimg_cell *cell = adcomp_alloc(c, (c->nimage_consts + 1) * sizeof *cell);
    for (uint32_t i = 0; cell && i < c->nimage_consts; i++)
        cell[i] = adlink_cell(c, c->image_const[i]);
    return cell;
}

static bool set_names(struct adcomp *c)
{
    uint16_t *number = adcomp_alloc(c, (c->nimage_names + 1) * sizeof *number);
    adimg_cell *text = adcomp_alloc(c, (c->nimage_names + 1) * sizeof *text);
    if (!number || !text)
        return false;
    for (uint32_t i = 0; i < c->nimage_names; i++) {
        struct adname *name = c->image_name[i];
        number[i] = adlink_name_number(c, name);
        if (!c->options->strip_names)
            text[i] = adimg_put_str(&c->image, name->text, name->length);
    }
    adimg_set_names(&c->image, number, c->options->strip_names ? NULL : text, c->nimage_names);
    return true;
}

static bool set_globals(struct adcomp *c)
{
    uint16_t *number = adcomp_alloc(c, (c->nglobals + 1) * sizeof *number);
    if (!number)
        return false;
    for (uint32_t i = 0; i < c->nglobals; i++)
        number[i] = adlink_name_number(c, c->global[i]);
    adimg_set_globals(&c->image, number, c->nglobals);
    return true;
}

static bool set_modules(struct adcomp *c)
{
    struct adimg_build_module *all = adcomp_alloc(c, (c->nmodules + 1) * sizeof *all);
    if (!all)
        return false;
    for (uint32_t i = 0; i < c->nmodules; i++) {
        struct admodule_src *m = c->module[i];
        struct adname *name = m->name;
        struct adconst *file = NULL;
        if (!c->options->strip_debug) {
            size_t n = 0;
            while (m->source.file[n])
                n++;
            file = adpool_str(&c->pool, m->source.file, n);
        }
        all[i] = (struct adimg_build_module){
            .name = adlink_name_number(c, name), .first_global = (uint16_t)m->first_global,
            .globals = (uint16_t)m->nglobals, .flags = m->source.lib,
            .body = adlink_cell(c, m->body), .file = file ? adlink_cell(c, file) : 0};
    }
    adimg_set_modules(&c->image, all, c->nmodules);
    return true;
}

bool adlink_finish(struct adcomp *c, const uint8_t **image, size_t *size)
{
    for (unsigned i = 0; i < ADZ_COUNT; i++)
        if (c->frozen_const[i])
            c->frozen[i] = adlink_cell(c, c->frozen_const[i]);
    if (!set_modules(c) || !set_globals(c))
        return false;
    adimg_cell *cell = const_cells(c);
    if (!cell || !set_names(c))
        return false;
    adimg_set_consts(&c->image, cell, c->nimage_consts);
    adimg_set_frozen(&c->image, c->frozen, ADZ_COUNT);
    *image = adimg_finish(&c->image, size);
    return *image != NULL;
}
