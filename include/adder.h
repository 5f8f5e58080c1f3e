/* SPDX-License-Identifier: MIT
 * adder.h - Adder inside a C program. examples/embed shows all of it.
 *
 *   memory   The host hands over one region; machine, image and all objects live in it, and
 *            nothing lives elsewhere. The block, what is left for objects and stack, is the hard
 *            limit.
 *   slots    Values of Python are reached through numbered slots, never as C values: the collector
 *            moves objects. Inside a function that Python calls, slots 0 ... n-1 are its arguments
 *            and slot 0 takes its result; they are gone when it returns. Outside, slots are those
 *            that adder_slots made.
 *   status   Everything that can fail returns a status. After ADDER_ERROR the exception stays in
 *            the machine until adder_report, adder_clear or the next run.
 *
 * A machine is used by one thread at a time. Different machines know nothing of each other.
 * /
 */
#ifndef ADDER_H
#define ADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct adder_vm;

#if defined(__GNUC__)
#define ADDER_MUST_CHECK __attribute__((warn_unused_result))
#else
#define ADDER_MUST_CHECK
#endif

enum adder_status {
    ADDER_OK,
    ADDER_ERROR,     /* a Python exception was not caught                                     */
    ADDER_LIMIT,     /* the steps are used up, or adder_stop was called: adder_run goes on    */
    ADDER_TYPE,      /* the slot holds something else                                         */
    ADDER_RANGE,     /* a number that does not fit, a slot that is not there                  */
    ADDER_NAME,      /* the program has no such global                                        */
    ADDER_MEMORY,    /* the region is too small                                               */
    ADDER_IMAGE,     /* a damaged image, or one for another build: adder_fault names it       */
    ADDER_STATE      /* not now: nothing is loaded, or the program has ended                  */
};

enum adder_kind {
    ADDER_NONE, ADDER_BOOL, ADDER_INT, ADDER_FLOAT, ADDER_STR, ADDER_BYTES, ADDER_OTHER
};

/* ---- machine -------------------------------------------------------------------------------- */

/* Bytes of a region for an image of this size and a block of that many bytes. */
size_t adder_memory(size_t image_size, size_t block_size);
/* The greatest block of this build. */
size_t adder_block_max(void);

/* Makes a machine at the start of the region, which must be aligned as malloc aligns. NULL: it is
 * too small. The machine needs no closing: when it is not used any more, the region is free. */
struct adder_vm *adder_open(void *memory, size_t size);

enum { ADDER_TRUSTED = 1 /* the image is known to be sound: do not verify it */ };
/* Copies the image into the region and makes the program ready to run; may be called again. block:
 * bytes of the block, 0 for all that is left. The verifier works in the empty block, and if that is
 * too small for it says ADDER_MEMORY. */
enum adder_status adder_load(struct adder_vm *vm, const void *image, size_t size, size_t block,
                             unsigned flags) ADDER_MUST_CHECK;
/* Verifies an image in any memory: NULL, or what is wrong with it. */
const char *adder_verify(const void *image, size_t size, void *scratch, size_t scratch_size);
size_t adder_verify_scratch(size_t image_size);
/* What was wrong with the image that adder_load refused. */
const char *adder_fault(const struct adder_vm *vm);

/* Starts the program, or goes on with it, for at most so many instructions; 0: to its end. */
enum adder_status adder_run(struct adder_vm *vm, uint64_t steps) ADDER_MUST_CHECK;

/* For signal handlers and other threads: the running program stops at its next call or loop, with
 * ADDER_LIMIT or, `interrupt`, with a KeyboardInterrupt that it may catch. */
void adder_stop(struct adder_vm *vm, bool interrupt);

/* The host's own pointer, kept for its functions; sys.argv, which is not copied. */
void adder_set_host(struct adder_vm *vm, void *host);
void *adder_host(const struct adder_vm *vm);
void adder_set_argv(struct adder_vm *vm, int argc, char **argv);

struct adder_stats {
    uint64_t steps;       /* instructions, counted in runs with a limit only   */
    uint64_t collections;
    size_t block;         /* bytes in the block                                */
    size_t high_water;    /* the most of them that were in use at once         */
    size_t used;          /* bytes of objects now, garbage included            */
};
void adder_get_stats(struct adder_vm *vm, struct adder_stats *stats);
void adder_collect(struct adder_vm *vm);

/* ---- exceptions ----------------------------------------------------------------------------- */

struct adder_reporter {
    void *ctx;
    void (*write)(void *ctx, const char *text, size_t length);
    /* After each `File` line, to add the source line. May be NULL. */
    void (*source)(void *ctx, const char *file, size_t length, unsigned line);
};
/* Tells the exception that was not caught as Python does, and forgets it. Returns the status with
 * which Python would exit: that of SystemExit, 130 for KeyboardInterrupt, else 1. */
int adder_report(struct adder_vm *vm, const struct adder_reporter *to);
/* "ValueError: no" into text, cut at size, with a NUL; the whole length. The exception stays. */
size_t adder_error_text(struct adder_vm *vm, char *text, size_t size);
void adder_clear(struct adder_vm *vm);
/* For functions of the host: raises a builtin exception ("ValueError"); message may be NULL.
 * Returns ADDER_ERROR, to be returned at once. */
enum adder_status adder_raise(struct adder_vm *vm, const char *type, const char *message);

/* ---- slots ---------------------------------------------------------------------------------- */

/* At least n slots, the new ones None. They stay until the function returns, or until
 * adder_slots(vm, 0) or adder_run. */
enum adder_status adder_slots(struct adder_vm *vm, unsigned n) ADDER_MUST_CHECK;
enum adder_kind adder_kind(const struct adder_vm *vm, unsigned slot);

enum adder_status adder_get_bool(const struct adder_vm *vm, unsigned slot, bool *value)
    ADDER_MUST_CHECK;
enum adder_status adder_get_int(const struct adder_vm *vm, unsigned slot, int64_t *value)
    ADDER_MUST_CHECK;
enum adder_status adder_get_float(const struct adder_vm *vm, unsigned slot, double *value)
    ADDER_MUST_CHECK; /* of an int too */
/* UTF-8 of a str, or the bytes of bytes and bytearray; not closed by a NUL. Good until the next
 * call of a function other than adder_get_*. */
enum adder_status adder_get_text(const struct adder_vm *vm, unsigned slot, const char **text,
                                 size_t *length) ADDER_MUST_CHECK;

enum adder_status adder_set_none(struct adder_vm *vm, unsigned slot) ADDER_MUST_CHECK;
enum adder_status adder_set_bool(struct adder_vm *vm, unsigned slot, bool value) ADDER_MUST_CHECK;
enum adder_status adder_set_int(struct adder_vm *vm, unsigned slot, int64_t value) ADDER_MUST_CHECK;
enum adder_status adder_set_float(struct adder_vm *vm, unsigned slot, double value)
    ADDER_MUST_CHECK;
enum adder_status adder_set_str(struct adder_vm *vm, unsigned slot, const char *text, size_t length)
    ADDER_MUST_CHECK; /* valid UTF-8 */
enum adder_status adder_set_bytes(struct adder_vm *vm, unsigned slot, const void *bytes,
                                  size_t length) ADDER_MUST_CHECK;
enum adder_status adder_copy(struct adder_vm *vm, unsigned to, unsigned from) ADDER_MUST_CHECK;

/* Globals of __main__ that the program mentions. A value put into one stays alive there. */
enum adder_status adder_get_global(struct adder_vm *vm, const char *name, unsigned slot)
    ADDER_MUST_CHECK;
enum adder_status adder_set_global(struct adder_vm *vm, const char *name, unsigned slot)
    ADDER_MUST_CHECK;

/* Calls the global `name` with slots 0 ... n-1; the result comes to slot 0. When the program
 * __main__ has not run yet, its functions are not there yet. Also from functions of the host. */
enum adder_status adder_call(struct adder_vm *vm, const char *name, unsigned n) ADDER_MUST_CHECK;

/* ---- functions of the host ------------------------------------------------------------------ */

/* arguments: how many there are. The result is what slot 0 holds at ADDER_OK (None when the
 * function has no arguments and made no slots). Any other status raises; see adder_raise. */
typedef enum adder_status adder_function_body(struct adder_vm *vm, unsigned arguments);

struct adder_function {
    const char *name; /* NULL closes a table */
    adder_function_body *body;
    uint8_t least, most; /* arguments; most 255: any number */
};
/* Puts the functions into the program's globals of these names, before adder_run and after
 * adder_load. The table must stay. A name that the program does not mention is left out. */
enum adder_status adder_define(struct adder_vm *vm, const struct adder_function *table)
    ADDER_MUST_CHECK;

#endif
