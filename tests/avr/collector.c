/* SPDX-License-Identifier: MIT
 * collector.c - random heaps, collected by core/gc.c and by the port's loops (core/gc_port.h): the
 * blocks must be the same afterwards, byte for byte. Prints "HEAPS heaps" or what was wrong.
 */
#include "port.h"

#define AD_GC_PORT 0
#include "../../src/core/gc.c"

#include "core/gc_port.h"

#if RAMEND >= 0x2000 /* the largest block of this chip: some of it lies beyond 0x2000 */
#define BLOCK ((uint8_t *)0x1900)
enum { BYTES = 0x7c0, OBJECTS = 500 };
#else
static adcell block[200];
#define BLOCK ((uint8_t *)block)
enum { BYTES = sizeof block, OBJECTS = 80 };
#endif
enum { HEAPS = RAMEND >= 0x2000 ? 400 : 1500 };

static uint8_t kept[BYTES], wanted[BYTES];
static adcell object[OBJECTS];
static uint16_t objects;
static uint32_t state = 2463534242u;

void adidentity_sweep(struct adder_vm *vm, adcell table) { (void)vm, (void)table; }
void adcache_clear(struct adder_vm *vm) { (void)vm; }
size_t adheap_bytes(uint8_t layout, size_t size)
{
    size_t body = adlayout_is_bytes(layout) ? AD_ROUND(size) : size * AD_CELL_BYTES;
    return body + (AD_LONG(size) ? 2 : 1) * AD_CELL_BYTES;
}

static uint16_t random_below(uint16_t n)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return (uint16_t)(state >> 8) % n;
}

/* Headers, one behind the other; small objects mostly. */
static uint8_t *make_objects(uint8_t *at, uint8_t *end, uint8_t most)
{
    for (objects = 0; objects < OBJECTS; objects++) {
        uint8_t layout = 1 + random_below(ADT_handle);
        uint16_t size = random_below(30) ? random_below(most) : 120 + random_below(16);
        uint16_t bytes = adheap_bytes(layout, size);
        adcell *header = (adcell *)at;
        if (bytes > (size_t)(end - at))
            break;
        object[objects] = (adcell)(uintptr_t)at;
        *header = adhd_make(layout, size);
        if (AD_LONG(size))
            header[1] = ad_from_int(size);
        at += bytes;
    }
    return at;
}

/* `refs` of 16 cells refer to an object. */
static adcell random_cell(uint8_t refs)
{
    if (objects && random_below(16) < refs)
        return object[random_below(objects)];
    switch (random_below(4)) {
    case 0: return AD_UNBOUND;
    case 1: return ad_imm(random_below(500));
    case 2: return (adcell)(0x8400 + 2 * random_below(0x3d00));
    default: return ad_from_int(random_below(0x8000) - 0x4000);
    }
}

static void fill(uint8_t refs)
{
    for (uint16_t i = 0; i < objects; i++) {
        adcell *header = (adcell *)(uintptr_t)object[i], *cell = header + 1, *end;
        bool bytes = adlayout_is_bytes(adhd_layout(*header));
        end = header + object_bytes(header) / 2;
        for (cell += adhd_size(*header) == AD_ESCAPE; cell < end; cell++)
            *cell = bytes ? random_below(0xffff) : random_cell(refs);
    }
}

static void begin(struct adder_vm *vm, adcell *roots)
{
    uint8_t refs = random_below(17);
    memset(BLOCK, 0, BYTES);
    vm->start = BLOCK;
    vm->end = BLOCK + BYTES;
    vm->roots = roots;
    vm->sp = (adcell *)vm->end - random_below(20) - ADR_COUNT;
    vm->top = make_objects(BLOCK, (uint8_t *)vm->sp - random_below(2) * 10, 1 + random_below(12));
    fill(refs);
    for (adcell *root = vm->sp; root < roots + ADR_COUNT; root++)
        *root = random_cell(refs);
    vm->roots[ADR_IDS] = AD_UNBOUND;
    vm->error = vm->roots[ADR_ERROR];
}

static void put(const char *text)
{
    while (*text)
        adport_put(*text++);
}

static void put_number(uint16_t n)
{
    if (n >= 10)
        put_number(n / 10);
    adport_put('0' + n % 10);
}

static bool same(void)
{
    struct adder_vm vm = {0};
    uint8_t *top, *c_top;
    begin(&vm, (adcell *)(BLOCK + BYTES) - ADR_COUNT);
    memcpy(kept, BLOCK, BYTES);
    top = vm.top;
    adgc_run(&vm);
    c_top = vm.top;
    memcpy(wanted, BLOCK, BYTES);
    memcpy(BLOCK, kept, BYTES);
    adgc_trace(vm.sp, (adcell *)vm.end);
    return adgc_move(adgc_plan(BLOCK, top), top) == c_top &&
        !memcmp(BLOCK, wanted, (size_t)(c_top - BLOCK)) &&
        !memcmp(vm.sp, wanted + ((uint8_t *)vm.sp - BLOCK), (size_t)(vm.end - (uint8_t *)vm.sp));
}

int main(void)
{
    uint16_t heap = 0;
    adport_start(true);
    while (heap < HEAPS && same())
        heap++;
    put_number(heap);
    put(" heaps\n");
    adport_exit(heap < HEAPS);
}
