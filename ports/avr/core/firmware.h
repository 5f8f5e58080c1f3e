/* SPDX-License-Identifier: MIT
 * firmware.h - what the core's sources turn to when `adder build` has rewritten them for one
 * machine
 * (docs/design/tailoring.md). Included by core/vm.h.
 */
#ifndef ADDER_AVR_FIRMWARE_H
#define ADDER_AVR_FIRMWARE_H

/* The machine: a variable for each of its fields, so that those without use fall away. */
#define AD_FIELDS(FIELD)                                                                           \
    FIELD(roots) FIELD(globals) FIELD(start) FIELD(end) FIELD(top) FIELD(limit) FIELD(threshold)   \
    FIELD(stack_limit) FIELD(error) FIELD(tail_dest) FIELD(tail_n) FIELD(tail_action)              \
    FIELD(tail_throw) FIELD(redirected) FIELD(error_again) FIELD(serial) FIELD(stats)
#if AD_RESERVE
#define AD_RESERVE_FIELDS(FIELD) FIELD(released) FIELD(reserve)
#else
#define AD_RESERVE_FIELDS(FIELD)
#endif
extern struct adder_vm advm; /* which there is not */
#define AD_FIELD(name) __typeof__(advm.name) advm_##name;
#define AD_EXTERN(name) extern AD_FIELD(name)
AD_FIELDS(AD_EXTERN)
AD_RESERVE_FIELDS(AD_EXTERN)

/* Its registers: r2 to r7 are saved by every library function that uses them. */
register adcell *advm_sp __asm__("r2");
register adcell *advm_fp __asm__("r4");
register const uint8_t *advm_pc __asm__("r6");

/* The sections of the image, in flash, and how long they are. */
extern const adcell adimage_consts[], adimage_texts[] __attribute__((weak));
extern const uint16_t adimage_names[], adimage_globals[];
extern const uint8_t adimage_modules[];
extern const uint8_t adimage_nglobals[], adimage_nmodules[], adimage_nnames[], adimage_own[];
extern const uint8_t adimage_first_method[], adimage_id[];
#define ADVM_BASE ((uint8_t *)0)
#define ADVM_CONSTS adimage_consts
#define ADVM_NAMES adimage_names
#define ADVM_NAMETEXT adimage_texts
#define ADVM_GLOBAL_NAMES adimage_globals
#define ADVM_MODULES adimage_modules
#define ADVM_DEBUG ((const uint8_t *)0)
#define ADVM_NGLOBALS ((uint16_t)(uintptr_t)adimage_nglobals)
#define ADVM_NMODULES ((uint16_t)(uintptr_t)adimage_nmodules)
#define ADVM_NNAMES ((uint16_t)(uintptr_t)adimage_nnames)
#define AD_FIRST_METHOD ((uint8_t)(uintptr_t)adimage_first_method)
#define ADVM_NNAMES_OWN ((uint16_t)(uintptr_t)adimage_own)
#define ADVM_ID ((uint16_t)(uintptr_t)adimage_id)

/* A value, and a word to the linker that it is used: no code, but a relocation of kind NONE, whose
 * undefined symbol the linker reports if the function is kept. */
#define AD_MENTIONED(x, prefix)                                                                    \
    ({                                                                                             \
        __asm__ volatile(".reloc ., R_AVR_NONE, aduse_" prefix #x);                                \
        x;                                                                                         \
    })
#define AD_USE(x) AD_MENTIONED(x, "")
#define AD_USE_AS(x, number)                                                                       \
    ({                                                                                             \
        __asm__ volatile(".reloc ., R_AVR_NONE, aduse_" #x);                                       \
        number;                                                                                    \
    })
#define AD_RAISED(x) AD_MENTIONED(x, "raised_")

/* Who looks at the roots has them. */
#define ADVM_ROOTS                                                                                 \
    (*({                                                                                           \
        AD_MAKES(roots);                                                                           \
        &advm_roots;                                                                               \
    }))

#define AD_MAKES(what) __asm__ volatile(".reloc ., R_AVR_NONE, aduse_has_" #what)

/* Runs instructions in assembly (ports/avr/vm/fast.S) up to one that is not simple; its number. */
#define AD_RUN_FAST(number, result, place)                                                         \
    do {                                                                                           \
        register uint8_t next_ __asm__("r18");                                                     \
        register adcell result_ __asm__("r24");                                                    \
        register adcell *place_ __asm__("r22");                                                    \
        __asm__ volatile("%~call adfast_run"                                                       \
                         : "=r"(next_), "=r"(result_), "=r"(place_), "+r"(advm_pc), "+r"(advm_sp), \
                           "+r"(advm_fp)                                                           \
                         :                                                                         \
                         : "r16", "r17", "r19", "r20", "r21", "r26", "r27", "r30", "r31",          \
                           "memory");                                                              \
        result = result_;                                                                          \
        place = place_;                                                                            \
        number = next_;                                                                            \
    } while (0)

/* goto *table[number], which is doubled already when step is "2". Left alone, gcc has the address
 * anywhere but in Z, pushes it and returns to it. */
#define AD_GOTO_PLACE(table, step, number)                                                         \
    do {                                                                                           \
        void *to_;                                                                                 \
        __asm__("mov r30,%1\n\tldi r31,0\n\t"                                                     \
                ".if " step "==1\n\tlsl r30\n\trol r31\n\t.endif\n\t"                             \
                "subi r30,lo8(-(%2))\n\tsbci r31,hi8(-(%2))\n\t"                                   \
                "lpm r0,Z+\n\tlpm r31,Z\n\tmov r30,r0"                                             \
                : "=z"(to_) : "r"((uint8_t)(number)), "i"(table));                                 \
        goto *to_;                                                                                 \
    } while (0)

/* What fast.S knows of the machine. */
#define AD_FAST_NAME(name, address)                                                                \
    __asm__ volatile(".global " #name "\n\t.set " #name ",%0" : : "i"(address))

/* The same of a function, which the assembler calls by gs(name). */
#define AD_FAST_CODE(name, function)                                                               \
    __asm__ volatile(".global " #name "\n\t.set " #name ",%x0" : : "i"(function))

#define ad_never(...) 0
/* adtail to a function that is not there. */
#define ad_shut(z, k) ((void)(z), adexc_raise0(AD_RAISED(ADT_TypeError)))
#define ad_no_method(...) AD_UNBOUND

#endif
