/* SPDX-License-Identifier: MIT
 * gc_port.h - the collector's loops for the AVR, where gc.c's in C take twice the cycles and the
 * flash.
 * They know no machine, only addresses: base is 0 on this chip. docs/design/collector.md
 *
 * A real header is 010lllll sssssss0 and stays so. What is *reached* has a chain instead, the cells
 * that refer to it: header -> cell -> cell ... -> the header's own bits. A link in it is
 * 011ooooo ooooooo0 (TAG more than the address, so that an 8 KB block goes into 13 bits), a pattern
 * that no value has. The first cell behind the header is always the one that the object was reached
 * by. Hence:
 *   - one look at a cell marks and threads it; there is no second pass over the cells;
 *   - an object is scanned from its last cell down; what ends it is its header, whose first link
 *     says where to go on, one object up. No mark stack and no reversed pointers.
 */
#ifndef ADDER_AVR_GC_PORT_H
#define ADDER_AVR_GC_PORT_H

#include <avr/io.h>

#define AD_GC_TAG (0x60 - (RAMSTART >> 8)) /* of the high byte   */
#define AD_GC_CELLS (0x41 + ADT_buffer)    /* headers with less in the high byte hold bytes */

/* Chains the cells from `from` up to `to`, and those of all that they reach. A set T bit says that
 * Y is in this range, where an end must be looked for; elsewhere a header ends the scan. */
static AD_NOINLINE void adgc_trace(adcell *from, adcell *to)
{
    __asm__ volatile(
        "    set                                                  \n"
        "    rjmp .Lroot%=                                        \n"
        ".Lseen%=:" /* a chain: Y goes behind its first cell */
        "    subi r19,%[tag]       $ movw r30,r18                 \n"
        "    ld r18,Z              $ ldd r19,Z+1                  \n"
        "    st Y,r18              $ std Y+1,r19                  \n"
        "    movw r24,r28          $ subi r25,-%[tag]             \n"
        "    st Z,r24              $ std Z+1,r25                  \n"
        ".Lnext%=:"
        "    brtc .Lcell%=                                        \n"
        ".Lroot%=:"
        "    cp r28,%A[from]       $ cpc r29,%B[from]             \n"
        "    breq .Ldone%=                                        \n"
        ".Lcell%=:"
        "    ld r25,-Y             $ ld r24,-Y                    \n"
        "    sbrc r24,0            $ rjmp .Lnext%=                \n" /* an int */
        "    cpi r25,0x40          $ brsh .Lother%=               \n"
        "    sbiw r24,0            $ breq .Lnext%=                \n" /* unbound */
        "    movw r30,r24                                         \n"
        "    ld r18,Z              $ ldd r19,Z+1                  \n"
        "    sbrc r19,5            $ rjmp .Lseen%=                \n"
        "    st Y,r18              $ std Y+1,r19                  \n"
        "    movw r24,r28          $ subi r25,-%[tag]             \n"
        "    st Z,r24              $ std Z+1,r25                  \n"
        "    cpi r19,%[cells]      $ brlo .Lnext%=                \n" /* it holds bytes */
        "    clt                                                  \n"
        "    cpi r18,2*%[escape]   $ breq .Llong%=                \n"
        "    adiw r30,2                                           \n"
        "    add r30,r18           $ adc r31,__zero_reg__         \n"
        "    movw r28,r30          $ rjmp .Lcell%=                \n"
        ".Llong%=:"
        "    ldd r28,Z+2           $ ldd r29,Z+3                  \n" /* twice its size, and 1 */
        "    adiw r28,3                                           \n"
        "    add r28,r30           $ adc r29,r31                  \n"
        "    rjmp .Lcell%=                                        \n"
        ".Lother%=:"
        "    sbrc r25,7            $ rjmp .Lnext%=                \n" /* the image's */
        "    subi r25,%[tag]       $ movw r28,r24                 \n" /* a header: up */
        "    cp r28,%A[from]       $ cpc r29,%B[from]             \n"
        "    brlo .Lcell%=                                        \n"
        "    set                                                  \n"
        "    rjmp .Lroot%=                                        \n"
        ".Ldone%=:"
        : "+y"(to)
        : [from] "r"(from), [tag] "n"(AD_GC_TAG), [cells] "n"(AD_GC_CELLS), [escape] "n"(AD_ESCAPE)
        : "r18", "r19", "r24", "r25", "r30", "r31", "memory");
}

/* Y goes over an object whose header is in r25:r24; its bytes in r19:r18. */
#define AD_GC_OVER                                                                                 \
    ".Lover%=:"                                                                                    \
    "    mov r18,r24           $ ldi r19,0                    \n"                                  \
    "    cpi r18,2*%[escape]   $ breq .Llong%=                \n"                                  \
    "    cpi r25,%[cells]      $ brsh .Lcells%=               \n"                                  \
    "    lsr r18               $ inc r18                      \n"                                  \
    "    andi r18,0xfe                                        \n"                                  \
    ".Lcells%=:"                                                                                   \
    "    subi r18,-2                                          \n"                                  \
    ".Lstep%=:"                                                                                    \
    "    add r28,r18           $ adc r29,r19                  \n"                                  \
    "    ret                                                  \n"                                  \
    ".Llong%=:" /* in the next cell twice the size, and 1 */                                       \
    "    ldd r18,Y+2           $ ldd r19,Y+3                  \n"                                  \
    "    cpi r25,%[cells]      $ brsh .Lmany%=                \n"                                  \
    "    lsr r19               $ ror r18                      \n"                                  \
    "    subi r18,lo8(-1)      $ sbci r19,hi8(-1)             \n"                                  \
    "    ori r18,1                                            \n"                                  \
    ".Lmany%=:"                                                                                    \
    "    subi r18,lo8(-3)      $ sbci r19,hi8(-3)             \n"                                  \
    "    rjmp .Lstep%=                                        \n"

/* Gives each chain's cells the place that the object will have, and puts the headers back. The dead
 * between two that live become a gap: its first cell links to the next gap, or to the top; the
 * second is where it ends. Bit 0 of the link: there is no second cell. Returns the first gap. */
static AD_NOINLINE uint8_t *adgc_plan(uint8_t *start, uint8_t *top)
{
    uint8_t *first;
    __asm__ volatile(
        "    movw r26,r28                                         \n" /* X: place */
        "    ldi r20,0             $ ldi r21,0                    \n" /* the gap before */
        "    rjmp .Lobject%=                                      \n"
        ".Llive%=:"
        "    subi r25,%[tag]       $ movw r30,r24                 \n"
        "    ld r24,Z              $ ldd r25,Z+1                  \n"
        "    st Z,r26              $ std Z+1,r27                  \n"
        "    sbrc r25,5            $ rjmp .Llive%=                \n"
        "    st Y,r24              $ std Y+1,r25                  \n"
        "    rcall .Lover%=                                       \n"
        "    add r26,r18           $ adc r27,r19                  \n"
        ".Lobject%=:"
        "    cp r28,%A[top]        $ cpc r29,%B[top]              \n"
        "    brsh .Ldone%=                                        \n"
        "    ld r24,Y              $ ldd r25,Y+1                  \n"
        "    sbrc r25,5            $ rjmp .Llive%=                \n"
        "    rcall .Llink%=        $ movw r20,r28                 \n"
        ".Ldead%=:"
        "    rcall .Lover%=                                       \n"
        "    cp r28,%A[top]        $ cpc r29,%B[top]              \n"
        "    brsh .Lgap%=                                         \n"
        "    ld r24,Y              $ ldd r25,Y+1                  \n"
        "    sbrs r25,5            $ rjmp .Ldead%=                \n"
        ".Lgap%=:"
        "    movw r30,r20          $ adiw r30,2                   \n"
        "    ori r20,1                                            \n"
        "    cp r30,r28            $ cpc r31,r29                  \n"
        "    breq .Lobject%=                                      \n"
        "    andi r20,0xfe                                        \n"
        "    st Z,r28              $ std Z+1,r29                  \n"
        "    rjmp .Lobject%=                                      \n"

        ".Llink%=:" /* the gap before, or `first`, leads to Y */
        "    movw r30,r20          $ sbiw r30,0                   \n"
        "    breq .Lfirst%=                                       \n"
        "    movw r18,r28                                         \n"
        "    bst r30,0             $ bld r18,0                    \n"
        "    andi r30,0xfe                                        \n"
        "    st Z,r18              $ std Z+1,r19                  \n"
        "    ret                                                  \n"
        ".Lfirst%=:"
        "    movw %A[first],r28                                   \n"
        "    ret                                                  \n"
        AD_GC_OVER
        ".Ldone%=:"
        "    rcall .Llink%=                                       \n"
        : "+y"(start), [first] "=&r"(first)
        : [top] "r"(top), [tag] "n"(AD_GC_TAG), [cells] "n"(AD_GC_CELLS), [escape] "n"(AD_ESCAPE)
        : "r18", "r19", "r20", "r21", "r24", "r25", "r26", "r27", "r30", "r31", "memory");
    return first;
}

/* Moves what lies between the gaps; the new top. */
static AD_NOINLINE uint8_t *adgc_move(uint8_t *gap, uint8_t *top)
{
    uint8_t *place = gap;
    __asm__ volatile(
        "    rjmp .Lgap%=                                         \n"
        ".Lrun%=:"
        "    ld r24,Z+             $ ld r25,Z+                    \n"
        "    sbrc r24,0            $ rjmp .Lshort%=               \n"
        "    ld r18,Z              $ ldd r19,Z+1                  \n"
        "    movw r30,r18                                         \n"
        ".Lshort%=:"
        "    andi r24,0xfe         $ rjmp .Lmoved%=               \n"
        ".Lmove%=:"
        "    ld r18,Z+             $ ld r19,Z+                    \n"
        "    st X+,r18             $ st X+,r19                    \n"
        ".Lmoved%=:"
        "    cp r30,r24            $ cpc r31,r25                  \n"
        "    brne .Lmove%=                                        \n"
        ".Lgap%=:"
        "    cp r30,%A[top]        $ cpc r31,%B[top]              \n"
        "    brne .Lrun%=                                         \n"
        : "+x"(place), "+z"(gap)
        : [top] "r"(top)
        : "r18", "r19", "r24", "r25", "memory");
    return place;
}

#endif
