/* SPDX-License-Identifier: MIT
 * stack.c - see stack.h: the calls of a firmware, from main and from the handlers of interrupts.
 */
#include "tool/avr/stack.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "tool/avr/stack_in.h"

static void name_of(const struct adcstack_graph *g, uint32_t at, char *to, size_t room)
{
    const struct adflash_place *p = adflash_place(&g->flash, at);
    if (p && p->at == at)
        snprintf(to, room, "%s", p->name);
    else
        snprintf(to, room, "%s+%u", p ? p->name : "", (unsigned)(at - (p ? p->at : 0)) * 2);
}

bool adcstack_fail(struct adcstack_graph *g, uint32_t at, const char *what)
{
    char name[80];
    if (!g->why[0]) {
        name_of(g, at, name, sizeof name);
        snprintf(g->why, sizeof g->why, "%s in %s", what, name);
    }
    return false;
}

/* The way around: whom a function in it is called by. */
static void tell_loop(struct adcstack_graph *g, const struct adcstack_node *n)
{
    size_t used = strlen(g->why), room = sizeof g->why - used;
    char name[80];
    name_of(g, n->at, name, sizeof name);
    snprintf(g->why + used, room, ", by %s", name);
    if (n == g->loop)
        g->loop = NULL;
}

struct adcstack_node *adcstack_node(struct adcstack_graph *g, uint32_t at, bool handler)
{
    const struct adflash_place *p = adflash_place(&g->flash, at);
    struct adcstack_node *n;
    for (n = g->nodes; n; n = n->next)
        if (n->at == at) {
            if (!n->done && !g->why[0]) {
                adcstack_fail(g, at, "recursion");
                g->loop = n;
            }
            return n->done ? n : NULL;
        }
    n = p && at < g->flash.count ? calloc(1, sizeof *n) : NULL;
    if (!n) {
        adcstack_fail(g, at, "a call to nowhere");
        return NULL;
    }
    n->at = at;
    n->end = AD_MAX(p->end, at + 1);
    n->handler = handler;
    n->next = g->nodes;
    g->nodes = n;
    n->done = adcstack_walk(g, n);
    if (g->loop)
        tell_loop(g, n);
    return n->done ? n : NULL;
}

static const struct adflash_place *place_named(const struct adcstack_graph *g, const char *name)
{
    for (unsigned i = 0; i < g->flash.nplaces; i++)
        if (!strcmp(g->flash.places[i].name, name))
            return g->flash.places + i;
    return NULL;
}

/* The deepest handler of an interrupt; handlers that let others in are not understood. */
static bool deepest_handler(struct adcstack_graph *g, struct adcstack_node **deepest)
{
    static const char handler[] = "__vector_";
    for (unsigned i = 0; i < g->flash.nplaces; i++) {
        const struct adflash_place *p = g->flash.places + i;
        struct adcstack_node *n;
        if (strncmp(p->name, handler, sizeof handler - 1) || !isdigit(p->name[sizeof handler - 1]))
            continue;
        n = adcstack_node(g, p->at, true);
        if (!n)
            return false;
        if (!*deepest || n->need > (*deepest)->need)
            *deepest = n;
    }
    return true;
}

/* n and whom it calls at the deepest. */
static void add_chain(const struct adcstack_graph *g, const struct adcstack_node *n,
                      struct adcstack *s)
{
    for (; n && s->calls < AD_COUNT(s->chain); n = n->deepest) {
        struct adcstack_call *c = s->chain + s->calls++;
        name_of(g, n->at, c->name, sizeof c->name);
        c->bytes = n->need - (n->deepest ? n->deepest->need : 0);
    }
}

static bool bound(struct adcstack_graph *g, struct adcstack *s)
{
    const struct adflash_place *start = place_named(g, "main");
    struct adcstack_node *first, *handler = NULL;
    if (!start)
        return adcstack_fail(g, 0, "no main");
    first = adcstack_node(g, start->at, false);
    if (!first || !deepest_handler(g, &handler))
        return false;
    s->bytes = adcstack_return(g) + first->need;
    add_chain(g, first, s);
    if (handler) {
        s->bytes += adcstack_return(g) + handler->need;
        add_chain(g, handler, s);
    }
    s->bytes += s->bytes % 2;
    return true;
}

bool adcstack_bound(const char *elf, struct adcstack *s)
{
    struct adcstack_graph *g = calloc(1, sizeof *g);
    struct adcstack_node *n;
    bool found;
    memset(s, 0, sizeof *s);
    if (!g)
        return false;
    found = adflash_open(&g->flash, elf) ? bound(g, s) : adcstack_fail(g, 0, "no firmware");
    snprintf(s->why, sizeof s->why, "%s", g->why);
    while ((n = g->nodes)) {
        g->nodes = n->next;
        free(n);
    }
    adflash_close(&g->flash);
    free(g);
    return found;
}
