/* SPDX-License-Identifier: MIT
 * random_machine.c - random programs for the integer machines. Half of them are random bytes, half
 * random instructions. Whatever the bytes are, a run ends with a halt, with a named fault at an
 * address of the code or at its end, or at the limit of steps; it does so again when it is made of
 * single steps; and sanitizers see nothing.
 *
 *   random_machine COUNT SEED [MACHINE]    COUNT programs for each machine, or for this one
 *   random_machine MACHINE HEX             this program
 *
 * When something is wrong, it prints the program, in hexadecimal digits, and exits with 1. The word
 * at the end of a machine's line is a checksum of all ends: two builds can be compared by it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machines/microvm.h"
#include "machines/portvm.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

enum {
    LONGEST = 96,
    PHRASE = 32, /* no instruction is longer either */
    STEPS = 3000,
    SINGLE = 16 /* each so-many-th program is also run step by step */
};

static uint32_t seed;

static uint32_t next_random(void) /* xorshift */
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    return seed ^= seed << 5;
}

static unsigned below(unsigned n)
{
    return (unsigned)((uint64_t)next_random() * n >> 32);
}

static int32_t read_port(void *ctx, unsigned number)
{
    static const int32_t values[] = {0, 1, -1, INT32_MIN, INT32_MAX, 255, 256, 65536};
    (void)ctx;
    return values[number % AD_COUNT(values)];
}

static void write_port(void *ctx, unsigned number, int32_t value)
{
    (void)ctx, (void)number, (void)value;
}

static const struct admachine_host host = {.port_read = read_port, .port_write = write_port};

/* ---- the machines --------------------------------------------------------------------------- */

/* Makes the machine for the program and returns it; NULL: it cannot. Each piece of its memory comes
 * from a malloc of its own, of just its size, once for all: so what is read or written beside it is
 * seen. */
struct machine {
    const struct admachine_type *type;
    void *(*make)(const uint8_t *code, uint32_t size);
    /* Or NULL: writes a few instructions, at most PHRASE bytes, that chance seldom brings. */
    unsigned (*phrase)(uint8_t *to);
};

static void *exactly(size_t size)
{
    void *memory = malloc(size);
    if (!memory)
        abort();
    return memory;
}

static void *make_portvm(const uint8_t *code, uint32_t size)
{
    static const struct adportvm_config config = {.stack = 12, .calls = 3, .memory = 20};
    static struct adportvm *vm, pieces;
    static void *memory;
    size_t need = adportvm_size(&config);
    if (!vm) {
        vm = exactly(sizeof *vm);
        memory = exactly(need);
        pieces.memory = exactly(config.memory * sizeof(int32_t));
        pieces.stack = exactly((config.stack + 1) * sizeof(int32_t));
        pieces.calls = exactly(config.calls * sizeof(struct adportvm_call));
        pieces.globals = exactly(ADPORTVM_GLOBALS);
    }
    if (!adportvm_init(vm, memory, need, &config, code, size, &host))
        return NULL;
    vm->memory = pieces.memory;
    vm->stack = pieces.stack;
    vm->calls = pieces.calls;
    vm->globals = pieces.globals;
    adportvm_restart(vm);
    return vm;
}

/* A jump or a call to somewhere in the code, RET, or the one quotient that does not fit. */
static unsigned phrase_portvm(uint8_t *to)
{
    static const uint8_t jumps[] = {ADPORTVM_JPE, ADPORTVM_JPN, ADPORTVM_CALL, ADPORTVM_CALL};
    const uint8_t jump[] = {ADPORTVM_PUSH, 0, ADPORTVM_PUSH, 0, ADPORTVM_PUSH, 0, ADPORTVM_PUSH,
        (uint8_t)below(LONGEST), jumps[below(4)], (uint8_t)below(5)};
    const uint8_t quotient[] = {ADPORTVM_PUSH, 3, ADPORTVM_PTLD, ADPORTVM_PUSH, 2, ADPORTVM_PTLD,
        ADPORTVM_IDIV}; /* of what read_port gives */
    const uint8_t back[] = {ADPORTVM_RET, (uint8_t)below(5)};
    switch (below(8)) {
    case 0:
        memcpy(to, quotient, sizeof quotient);
        return sizeof quotient;
    case 1:
    case 2:
        memcpy(to, back, sizeof back);
        return sizeof back;
    default:
        memcpy(to, jump, sizeof jump);
        return sizeof jump - (jump[8] != ADPORTVM_CALL);
    }
}

/* The call stack lies behind the others, so a piece of its own is all that it needs. */
static void *make_microvm(const uint8_t *code, uint32_t size)
{
    static const struct admicrovm_config config = {.stack = 12, .calls = 3, .variables = 20};
    static struct admicrovm *vm;
    static void *memory;
    static admicrovm_index *calls;
    size_t need = admicrovm_size(&config);
    if (!vm) {
        vm = exactly(sizeof *vm);
        memory = exactly(need);
        calls = exactly(config.calls * sizeof *calls);
    }
    if (!admicrovm_init(vm, memory, need, &config, code, size & ~3u, &host))
        return NULL;
    vm->calls = calls;
    return vm;
}

/* A jump or a call to somewhere in the code, behind a comparison; RET. */
static unsigned phrase_microvm(uint8_t *to)
{
    const uint8_t codes[] = {ADMICROVM_CALL, ADMICROVM_RET, ADMICROVM_JE, ADMICROVM_JL,
        ADMICROVM_JNE, ADMICROVM_JLE};
    unsigned n = 0, code = codes[below(6)];
    memset(to, 0, PHRASE);
    if (code != ADMICROVM_CALL && code != ADMICROVM_RET) {
        to[n] = ADMICROVM_CMP;
        n += 4;
    }
    to[n] = (uint8_t)code;
    to[n + 4] = (uint8_t)below(LONGEST / 4);
    return n + (code == ADMICROVM_RET ? 4 : 8);
}

static const struct machine machines[] = {
    {&adportvm_type, make_portvm, phrase_portvm},
    {&admicrovm_type, make_microvm, phrase_microvm},
};

/* ---- programs ------------------------------------------------------------------------------- */

static const struct machine *machine; /* and the program that it runs, to be printed */
static const uint8_t *program;
static uint32_t program_size;

static void print_program(void)
{
    if (!program)
        return;
    printf("%s ", machine->type->isa->name);
    for (uint32_t i = 0; i < program_size; i++)
        printf("%02x", program[i]);
    printf("\n");
    fflush(stdout);
}

static void wrong(const char *what)
{
    printf("%s: ", what);
    print_program();
    exit(1);
}

static uint32_t random_bytes(uint8_t *to)
{
    uint32_t size = below(LONGEST + 1);
    bool small = machine->type->isa->unit > 1 && below(8); /* words */
    for (uint32_t i = 0; i < size; i++)
        to[i] = small && i % 4 ? 0 : (uint8_t)(small ? below(48) : next_random());
    return size;
}

/* Most operands are small: they mean something then. */
static uint32_t operand(unsigned width)
{
    switch (below(8)) {
    case 0:
        return next_random();
    case 1:
        return width > 1 ? 0u - below(3) : 255 - below(3);
    case 2:
    case 3:
        return below(LONGEST);
    case 4:
        return below(22);
    case 5:
        return below(3);
    default:
        return 0;
    }
}

/* An instruction that finds enough on a stack of this height, as the table says. One in 16 is
 * taken as it comes. */
static unsigned pick(const struct adisa *isa, int height)
{
    bool any = !below(16);
    for (;;) {
        unsigned code = below(isa->count);
        const struct adisa_row *row = &isa->rows[code];
        int need = row->pops == AD_VAR ? 4 : row->pops;
        if (row->name && (any || (need <= height && (!(row->flags & AD_F_END) || !below(8)))))
            return code;
    }
}

static unsigned put(const struct adisa *isa, unsigned code, uint8_t *to)
{
    memset(to, 0, isa->unit);
    *to = (uint8_t)code;
    to += isa->unit;
    for (const char *o = isa->rows[code].operands; *o; o++) {
        uint32_t value = operand(adisa_width(*o));
        for (unsigned i = 0; i < adisa_width(*o); i++)
            *to++ = (uint8_t)(value >> 8 * i);
    }
    return adisa_length(isa, code);
}

static uint32_t random_instructions(uint8_t *to)
{
    const struct adisa *isa = machine->type->isa;
    uint32_t size = 0, limit = below(LONGEST - PHRASE + 1);
    int height = 0;
    while (size < limit) {
        if (machine->phrase && !below(8)) {
            size += machine->phrase(to + size);
            continue;
        }
        /* Half of all make work for the others. */
        unsigned code = pick(isa, below(2) ? 0 : height);
        const struct adisa_row *row = &isa->rows[code];
        size += put(isa, code, to + size);
        height += row->pops == AD_VAR ? -4 : row->pushes - row->pops;
        height = AD_MAX(height, 0);
    }
    return size;
}

/* ---- runs ----------------------------------------------------------------------------------- */

struct end {
    enum admachine_stop stop;
    enum admachine_fault fault;
    uint32_t pc, fault_pc, height;
    int32_t top;
};

static uint32_t ends[ADMACHINE_STOPPED + 1], faults[ADMACHINE_FAULTS], checksum;

/* Runs at most STEPS instructions, `steps` at a time. */
static struct end run(uint32_t steps)
{
    const struct admachine_type *type = machine->type;
    struct end e = {.stop = ADMACHINE_STEPS};
    void *vm = machine->make(program, program_size);
    if (!vm)
        wrong("the machine cannot be made");
    for (uint32_t done = 0; done < STEPS && e.stop == ADMACHINE_STEPS; done += steps)
        e.stop = type->run(vm, steps);
    e.pc = type->pc(vm);
    e.fault = type->fault(vm, &e.fault_pc);
    e.height = type->spaces[0].size(vm);
    if (e.height && !type->spaces[0].read(vm, 0, &e.top))
        wrong("a stack without a top");
    if (e.stop == ADMACHINE_FAULT && type->run(vm, 1) != ADMACHINE_FAULT)
        wrong("it goes on after a fault");
    return e;
}

static void judge(const struct end *e)
{
    bool bad = e->fault <= ADMACHINE_OK || e->fault >= ADMACHINE_FAULTS;
    if (e->stop > ADMACHINE_BREAK)
        wrong("an end that nobody asked for");
    if ((e->stop == ADMACHINE_FAULT) == bad)
        wrong("a fault without a name");
    if (e->stop == ADMACHINE_FAULT && e->fault_pc > program_size / machine->type->isa->unit)
        wrong("a fault outside the code");
    ends[e->stop]++;
    faults[e->fault]++; /* ADMACHINE_OK too */
    const uint32_t parts[] = {e->stop, e->fault, e->pc, e->height, (uint32_t)e->top};
    for (unsigned i = 0; i < AD_COUNT(parts); i++)
        checksum = (checksum ^ parts[i]) * 16777619;
}

static bool same(const struct end *a, const struct end *b)
{
    return a->stop == b->stop && a->fault == b->fault && a->pc == b->pc &&
           a->height == b->height && a->top == b->top;
}

/* The program from malloc, to the byte. */
static void try(const uint8_t *code, uint32_t size, bool single)
{
    uint8_t *copy = exactly(size + !size);
    memcpy(copy, code, size);
    program = copy;
    program_size = size;
    struct end whole = run(STEPS);
    judge(&whole);
    if (single) {
        struct end steps = run(1);
        if (!same(&whole, &steps))
            wrong("single steps end otherwise");
    }
    program = NULL;
    free(copy);
}

static void try_many(uint32_t count)
{
    uint8_t code[LONGEST];
    memset(ends, 0, sizeof ends);
    memset(faults, 0, sizeof faults);
    checksum = 2166136261;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t size = i % 2 ? random_bytes(code) : random_instructions(code);
        try(code, size, i / 2 % SINGLE == 0);
    }
    printf("%s: %u programs: %u halts, %u faults, %u at the limit, %u breaks, %08x\n",
        machine->type->isa->name, count, ends[ADMACHINE_HALT], ends[ADMACHINE_FAULT],
        ends[ADMACHINE_STEPS], ends[ADMACHINE_BREAK], checksum);
    for (unsigned i = ADMACHINE_OK + 1; i < ADMACHINE_FAULTS; i++)
        printf("    %8u %s\n", faults[i], admachine_fault_text(i));
}

static void try_hex(const char *hex)
{
    uint8_t code[2 * LONGEST];
    uint32_t size = 0;
    unsigned byte;
    for (; size < sizeof code && sscanf(hex + 2 * size, "%2x", &byte) == 1; size++)
        code[size] = (uint8_t)byte;
    try(code, size, true);
    printf("no harm\n");
}

int main(int count, char **words)
{
    unsigned tried = 0;
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_set_death_callback(print_program);
#endif
    for (unsigned i = 0; count >= 3 && i < AD_COUNT(machines); i++) {
        machine = &machines[i];
        const char *name = machine->type->isa->name;
        if (!strcmp(words[1], name)) {
            try_hex(words[2]);
        } else if (count == 3 || !strcmp(words[3], name)) {
            seed = (uint32_t)strtoul(words[2], NULL, 0) * 2654435761u | 1;
            try_many((uint32_t)strtoul(words[1], NULL, 0));
        } else {
            continue;
        }
        tried++;
    }
    if (!tried)
        printf("random_machine COUNT SEED [MACHINE] | random_machine MACHINE HEX\n");
    return !tried;
}
