/* SPDX-License-Identifier: MIT
 * snapshot.c - see snapshot.h. The instruction that meets something of the chip's has begun when
 * the port learns of it, so the machine is run in small portions, each of which can be taken back.
 */
#include "tool/avr/snapshot.h"

#include <stdlib.h>
#include <string.h>

enum {
    PORTION = 256,           /* instructions */
    MOST_PORTIONS = 2000000 / PORTION
};

static const char limit[] = "it has run 2,000,000 instructions here";

struct run {
    const struct adder_engine *engine;
    struct adder_vm *vm;
    uint8_t *region, *copy;
    size_t size;
    struct adahead_effects effects; /* when the copy was made */
};

static void keep(struct run *r)
{
    memcpy(r->copy, r->region, r->size);
    adahead_get(&r->effects);
}

static void take_back(struct run *r)
{
    memcpy(r->region, r->copy, r->size);
    adahead_set(&r->effects);
}

/* From the copy on to just before the instruction that stops. */
static void approach(struct run *r, const char **reason)
{
    unsigned n = 0;
    take_back(r);
    while (!adahead_reason()) {
        (void)r->engine->run(r->vm, 1);
        n++;
    }
    *reason = adahead_reason();
    take_back(r);
    for (unsigned i = 1; i < n; i++)
        (void)r->engine->run(r->vm, 1);
}

static void run(struct run *r, struct adsnapshot *s)
{
    enum adder_status status = ADDER_LIMIT;
    struct adder_stats stats;
    s->reason = limit;
    for (unsigned i = 0; i < MOST_PORTIONS && status == ADDER_LIMIT; i++) {
        keep(r);
        status = r->engine->run(r->vm, PORTION);
        if (adahead_lacked_memory()) { /* the chip has more when it begins at its beginning */
            s->reason = adahead_reason();
            return;
        }
        if (adahead_reason()) {
            approach(r, &s->reason);
            status = ADDER_LIMIT;
            break;
        }
    }
    r->engine->get_stats(r->vm, &stats);
    s->steps = stats.steps;
    if (status == ADDER_OK) {
        s->end = ADSNAPSHOT_FINISHED;
        s->reason = "it has come to its end";
    } else if (status == ADDER_ERROR) {
        s->reason = "it ends with an exception";
    } else if (r->engine->state(r->vm, &s->state)) {
        s->end = ADSNAPSHOT_STOPPED;
    } else {
        s->reason = "it stops at its beginning, or has replaced builtins or sys.stdout";
    }
}

bool adsnapshot_take(
    struct adsnapshot *s, const struct adimg *image, size_t block, unsigned print_most)
{
    struct run r = {.engine = &adder_engine16chip};
    memset(s, 0, sizeof *s);
    r.size = r.engine->memory(image->size, block);
    s->region = r.region = malloc(r.size);
    r.copy = malloc(r.size);
    if (r.region && r.copy) {
        memset(r.region, 0, r.size);
        r.vm = r.engine->open(r.region, r.size);
        if (r.engine->load(r.vm, image->bytes, image->size, block, ADDER_TRUSTED) == ADDER_OK) {
            adahead_begin(print_most);
            run(&r, s);
            adahead_get(&s->effects);
            adahead_end();
        } else {
            s->reason = r.engine->fault(r.vm);
        }
    }
    free(r.copy);
    return r.region && r.copy;
}

void adsnapshot_free(struct adsnapshot *s)
{
    free(s->region);
    s->region = NULL;
}
