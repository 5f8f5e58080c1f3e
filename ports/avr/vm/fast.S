; SPDX-License-Identifier: MIT
; fast.S - the loop's simple cases in assembly: core/interp_loop.h says what an instruction does,
; this file does it for small ints, lists, plain calls. What is not simple leaves to the loop's own
; way, which finds everything as it was before the instruction. A few instructions have no other
; way at all (src/tool/avr/tailor_fast.c lists them); the loop does without theirs.
;
; Only what the program has is assembled: tailor_ops.h, made by the build, sets .Lin_NAME for each
; of its instructions and defines `all_instructions`, which calls `entry` for each in order of its
; number.
;
;   r2   sp while the loop runs; here Y is sp       Z        pc, behind what was read of it
;   r4   fp, local 0                                r6       pc behind the opcode
;   r18  the opcode                                 r16      Y of the loop
;   r1   0                                          r0 r19-r27  free
;
; adfast_run returns the opcode in r18, or the number of a place in the loop (tailor_ops.h), with a
; result in r24 and its place in r22 where that has use for them.

#include "tailor_ops.h"

#define sp r28
#define fp r4
#define pc r6
#define SMALL 0                 /* the bit of a cell that only small ints have */
#define HEAD(layout) (0x40 | layout) /* high byte of an unmarked header */
#define LONG_SIZE 0xfe          /* low byte of one whose size stands in the next cell */
#define FALSE_LOW 4             /* low bytes of immediates; the high one is 0x80 */
#define TRUE_LOW 6
#define TAILCALL_LOW 14
#define NONE_LOW 2
#define IMM_HIGH 0x80

.macro has name, ids:vararg
.irp id, \ids
.ifdef .Lin_\id
.L\name = 1
.endif
.endr
.endm
    has any_call, CALL, CALL_METHOD
.ifdef .Lany_call
.if HAS_OTHER_CALLS
.Lother_call = 1
.endif
.endif
    has any_method, LOAD_METHOD_L, LOAD_METHOD
    has any_own, IADD_S, IADD_L, IADD_I, ISUB_S, ISUB_L, ISUB_I
    has any_sum, IADD_S, IADD_L, IADD_I, ISUB_S, ISUB_L, ISUB_I
    has any_sum, ADD, ADD_LL, ADD_LI, ADD_SL, ADD_SI, IADD
    has any_sum, SUB, SUB_LL, SUB_LI, SUB_SL, SUB_SI, ISUB

; The table and what all handlers go on to lie in the middle: rjmp reaches 4 KB to both sides.
#define MIDDLE .subsection 2

    .section .lowtext.adfast, "ax", @progbits
    .global adfast_run
    .type adfast_code, @function
adfast_code:
    MIDDLE

; ---- what handlers are made of ---------------------------------------------------------------

; The next instruction, at Z.
.macro dispatch
    lpm r18, Z+
    movw pc, r30
    mov r30, r18
    ldi r31, 0
.if STEP == 1
    lsl r30
    rol r31
.endif
    subi r30, pm_lo8(-(table))
    sbci r31, pm_hi8(-(table))
    ijmp
.endm

; X = address of local \slot
.macro local slot
    movw r26, fp
    add r26, \slot
    adc r27, r1
    add r26, \slot
    adc r27, r1
.endm

.macro load_local low, high, slot
    local \slot
    ld \low, X+
    ld \high, X
.endm

; A small number of 8 bits in \low as a cell
.macro cell low, high
    lsl \low
    sbc \high, \high
    ori \low, 1
.endm

.macro push low, high
    st -Y, \high
    st -Y, \low
.endm

; The two bytes at Z are the distance to go on at.
.macro take_jump
    lpm r26, Z+
    lpm r27, Z+
    add r30, r26
    adc r31, r27
.endm

; To \label unless both cells, given by their low bytes, are small ints.
.macro need_ints a, b, label
    mov r0, \a
    and r0, \b
    sbrs r0, SMALL
    rjmp \label
.endm

; The condition of the flags is rare: a branch does not reach far.
.macro if_zero label
    brne 1f
    rjmp \label
1:
.endm

.macro handler name
.L_\name:
.endm

; ---- in and out ------------------------------------------------------------------------------

adfast_run:
    movw r16, r28
    movw sp, r2
again:                          ; Z is lost
    clr r3                      ; see `sums of up to 31 bits`
    movw r30, pc
next:
    dispatch

#ifdef UNBOUND_LOCAL
unbound:                        ; a local that has no value
    ldi r18, UNBOUND_LOCAL
#endif
leave:
    movw r2, sp
    movw r28, r16
    ret

; ---- the stack, constants, locals, globals ---------------------------------------------------

.ifdef .Lin_NOP
    handler NOP
    rjmp next
.endif
.ifdef .Lin_POP
    handler POP
    adiw sp, 2
    rjmp next
.endif
.ifdef .Lin_LOAD_I
    handler LOAD_I
    lpm r24, Z+
    cell r24, r25
    rjmp push_next
.endif
.ifdef .Lin_LOAD_IMM
    handler LOAD_IMM
    lpm r24, Z+
    lpm r25, Z+
    rjmp push_next
.endif
.ifdef .Lin_LOAD_K
    handler LOAD_K
    lpm r26, Z+
    movw pc, r30
    mov r30, r26
    ldi r31, 0
    lsl r30
    rol r31
    subi r30, lo8(-(adimage_consts))
    sbci r31, hi8(-(adimage_consts))
    lpm r24, Z+
    lpm r25, Z+
    push r24, r25
    rjmp again
.endif
.ifdef .Lin_LOAD_NONE
    handler LOAD_NONE
    ldi r24, NONE_LOW
    rjmp push_imm
.endif
.ifdef .Lin_LOAD_UNBOUND
    handler LOAD_UNBOUND
    push r1, r1
    dispatch
.endif
.ifdef .Lin_LOAD_TRUE
    handler LOAD_TRUE
    ldi r24, TRUE_LOW
    rjmp push_imm
.endif
.ifdef .Lin_LOAD_FALSE
    handler LOAD_FALSE
    ldi r24, FALSE_LOW
.endif
push_imm:
    ldi r25, IMM_HIGH
    rjmp push_next
.ifdef .Lin_LOAD_GLOBAL
    handler LOAD_GLOBAL
    lpm r19, Z+
    lds r26, adfast_globals
    lds r27, adfast_globals + 1
    add r26, r19
    adc r27, r1
    add r26, r19
    adc r27, r1
    ld r24, X+
    ld r25, X
    mov r0, r24
    or r0, r25
    if_zero leave
    rjmp push_next
.endif
.ifdef .Lin_LOAD2
    handler LOAD2
    clr r3
    lpm r22, Z+
    load_local r24, r25, r22
    mov r0, r24
    or r0, r25
    if_zero unbound
    push r24, r25
.Lin_LOAD = 1
.endif
.ifdef .Lin_LOAD
    handler LOAD
    clr r3
    lpm r22, Z+
    load_local r24, r25, r22
    mov r0, r24
    or r0, r25
    if_zero unbound
.endif
push_next:
    push r24, r25
    dispatch
.ifdef .Lin_STORE
    handler STORE
    lpm r22, Z+
    local r22
    ld r24, Y+
    ld r25, Y+
    st X+, r24
    st X, r25
    rjmp next
.endif
.ifdef .Lin_SET_I
    handler SET_I
    lpm r22, Z+
    local r22
    lpm r24, Z+
    cell r24, r25
    st X+, r24
    st X, r25
    rjmp next
.endif
.ifdef .Lin_MOVE
    handler MOVE
    clr r3
    lpm r23, Z+
    lpm r22, Z+
    load_local r24, r25, r22
    mov r0, r24
    or r0, r25
    if_zero unbound
    local r23
    st X+, r24
    st X, r25
    rjmp next
.endif
.ifdef .Lin_STORE_GLOBAL
    handler STORE_GLOBAL
    lpm r19, Z+
    lds r26, adfast_globals
    lds r27, adfast_globals + 1
    add r26, r19
    adc r27, r1
    add r26, r19
    adc r27, r1
    ld r24, Y+
    ld r25, Y+
    st X+, r24
    st X, r25
    rjmp next
.endif

; ---- jumps -----------------------------------------------------------------------------------

.ifdef .Lin_JUMP
    handler JUMP
.Lin_JUMP_BACK = 1
.endif
.ifdef .Lin_JUMP_BACK
    handler JUMP_BACK
    take_jump
    dispatch
.endif

; Of a cell in r25:r24 which no object must be asked about. Falls through when it is true.
.macro truth no, unknown
    sbrs r24, SMALL
    rjmp 1f
    cpi r24, 1
    cpc r25, r1
    breq \no
    rjmp 2f
1:  cpi r25, IMM_HIGH
    brne \unknown
    cpi r24, TRUE_LOW
    brlo 3f
    brne \unknown
    rjmp 2f
3:  tst r24
    brne \no
    rjmp \unknown
2:
.endm

; jump when false: `far` is what is done with the distance behind the instruction then.
.macro jump_truth name, when_true, local
.ifdef .Lin_\name
    handler \name
.if \local
    lpm r22, Z+
    load_local r24, r25, r22
.else
    ldd r24, Y+0
    ldd r25, Y+1
.endif
    truth 7f, 9f
.if ! \local
    adiw sp, 2
.endif
.if \when_true
    take_jump
.else
    adiw r30, 2
.endif
    rjmp next
7:
.if ! \local
    adiw sp, 2
.endif
.if \when_true
    adiw r30, 2
.else
    take_jump
.endif
    rjmp next
9:  rjmp leave
.endif
.endm

    jump_truth JF, 0, 0
    jump_truth JT, 1, 0
    jump_truth JF_L, 0, 1
    jump_truth JT_L, 1, 1

; Comparison of a, in r25:r24, with b, in r21:r20, then the jump.
.macro branch_ints cond, when_true
    need_ints r24, r20, 9f
.ifc \cond, LT
    cp r24, r20
    cpc r25, r21
.if \when_true
    brge 7f
.else
    brlt 7f
.endif
.endif
.ifc \cond, GE
    cp r24, r20
    cpc r25, r21
.if \when_true
    brlt 7f
.else
    brge 7f
.endif
.endif
.ifc \cond, GT
    cp r20, r24
    cpc r21, r25
.if \when_true
    brge 7f
.else
    brlt 7f
.endif
.endif
.ifc \cond, LE
    cp r20, r24
    cpc r21, r25
.if \when_true
    brlt 7f
.else
    brge 7f
.endif
.endif
.ifc \cond, EQ
    cp r24, r20
    cpc r25, r21
.if \when_true
    brne 7f
.else
    breq 7f
.endif
.endif
.ifc \cond, NE
    cp r24, r20
    cpc r25, r21
.if \when_true
    breq 7f
.else
    brne 7f
.endif
.endif
    take_jump
    dispatch
7:  adiw r30, 2
    rjmp next
9:  rjmp leave
.endm

.macro branch cond, j, when_true
.ifdef .Lin_LOCAL_\j\()_\cond
    handler LOCAL_\j\()_\cond
    lpm r22, Z+
    load_local r24, r25, r22
    sbrs r24, SMALL
    rjmp not_fused
    adiw r30, 1
    lpm r20, Z+
    lpm r21, Z+
    adiw r30, 1
    branch_ints \cond, \when_true
.endif
.ifdef .Lin_\j\()_\cond\()_LL
    handler \j\()_\cond\()_LL
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    load_local r20, r21, r23
    branch_ints \cond, \when_true
.endif
.ifdef .Lin_\j\()_\cond\()_LI
    handler \j\()_\cond\()_LI
    lpm r22, Z+
    lpm r20, Z+
    cell r20, r21
    load_local r24, r25, r22
    branch_ints \cond, \when_true
.endif
.ifdef .Lin_\j\()_\cond
    handler \j\()_\cond
    ldd r20, Y+0
    ldd r21, Y+1
    ldd r24, Y+2
    ldd r25, Y+3
    need_ints r24, r20, 8f
    adiw sp, 4
    branch_ints \cond, \when_true
8:  rjmp leave
.endif
.endm

    .subsection 0
.irp cond, LT, LE, EQ, NE, GT, GE
    branch \cond, JF, 0
    branch \cond, JT, 1
.endr
    MIDDLE

.ifdef .Lin_LOAD
not_fused:                      ; only the first instruction of a sequence
    movw r30, pc
    rjmp .L_LOAD
.endif

    .subsection 3
; ---- sums ------------------------------------------------------------------------------------

; a (r25:r24) + b or a - b (r21:r20) to a. At 9 that is no small int, a and b are as they were.
.macro sum ins, insc, undo, undoc
    need_ints r24, r20, 9f
    dec r20
    \ins r24, r20
    \insc r25, r21
    brvs 8f
.endm
.macro no_small_sum undo, undoc
8:  \undo r24, r20
    \undoc r25, r21
    inc r20
9:
.endm

; Where the sum goes. `routine` makes one of up to 31 bits; without it that is the loop's work.
.macro sum_pushed ins, insc, undo, undoc, routine
    sum \ins, \insc
    rjmp push_next
    no_small_sum \undo, \undoc
    rcall \routine
    brcs 7f
    rjmp push_next
7:  rjmp no_sum
.endm
.macro sum_on_top ins, insc, undo, undoc, routine, pops
    sum \ins, \insc
6:
.if \pops
    adiw sp, 2
.endif
    std Y+0, r24
    std Y+1, r25
    rjmp next
    no_small_sum \undo, \undoc
    rcall \routine
    brcc 6b
    rjmp no_sum
.endm
.macro sum_in_local ins, insc, undo, undoc, routine, pops
    sum \ins, \insc
    st X, r25                   ; X is where load_local left it
    st -X, r24
.if \pops
    adiw sp, 2
    rjmp next
.else
    dispatch
.endif
    no_small_sum \undo, \undoc
    rcall own_\routine
    brcs 7f
    local r22
    st X+, r24
    st X, r25
.if \pops
    adiw sp, 2
.endif
    rjmp next
7:  rjmp no_sum
.endm

.macro sums name, ins, insc, undo, undoc, routine
.ifdef .Lin_\name\()_LL
    handler \name\()_LL
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    load_local r20, r21, r23
    sum_pushed \ins, \insc, \undo, \undoc, \routine
.endif
.ifdef .Lin_\name\()_LI
    handler \name\()_LI
    lpm r22, Z+
    lpm r20, Z+
    cell r20, r21
    load_local r24, r25, r22
    sum_pushed \ins, \insc, \undo, \undoc, \routine
.endif
.ifdef .Lin_\name\()_SL
    handler \name\()_SL
    lpm r22, Z+
    load_local r20, r21, r22
    ldd r24, Y+0
    ldd r25, Y+1
    sum_on_top \ins, \insc, \undo, \undoc, \routine, 0
.endif
.ifdef .Lin_\name\()_SI
    handler \name\()_SI
    lpm r20, Z+
    cell r20, r21
    ldd r24, Y+0
    ldd r25, Y+1
    sum_on_top \ins, \insc, \undo, \undoc, \routine, 0
.endif
.ifdef .Lin_I\name
    handler I\name
.Lin_\name = 1
.endif
.ifdef .Lin_\name
    handler \name
    ldd r20, Y+0
    ldd r21, Y+1
    ldd r24, Y+2
    ldd r25, Y+3
    sum_on_top \ins, \insc, \undo, \undoc, \routine, 1
.endif
.ifdef .Lin_I\name\()_S
    handler I\name\()_S
    lpm r22, Z+
    load_local r24, r25, r22
    ldd r20, Y+0
    ldd r21, Y+1
    sum_in_local \ins, \insc, \undo, \undoc, \routine, 1
.endif
.ifdef .Lin_I\name\()_L
    handler I\name\()_L
    lpm r22, Z+
    lpm r23, Z+
    load_local r20, r21, r23
    load_local r24, r25, r22
    sum_in_local \ins, \insc, \undo, \undoc, \routine, 0
.endif
.ifdef .Lin_I\name\()_I
    handler I\name\()_I
    lpm r22, Z+
    lpm r20, Z+
    cell r20, r21
    load_local r24, r25, r22
    sum_in_local \ins, \insc, \undo, \undoc, \routine, 0
.endif
.endm

    sums ADD, add, adc, sub, sbc, plus
    sums SUB, sub, sbc, add, adc, minus

; ---- sums of up to 31 bits, as adint_sum (core/obj/int_bytes.c) makes them ----------------------
;
; r3:r2 is a positive box (an int object of four bytes) to which only one local refers, or r3 is 0.
; What adds a small int to that local changes the box instead of making another. What copies locals
; clears r3, and so does all that is not done in this file. There must be room for another one
; nevertheless: a program needs here what it needs on the PC.

.macro negate low, b, c, high
    com \high
    com \c
    com \b
    neg \low
    sbci \b, 255
    sbci \c, 255
    sbci \high, 255
.endm

; To \full unless the block has room up to X. r1 is lost if not.
.macro need_room full
    lds r1, adfast_limit
    cp r1, r26
    lds r1, adfast_limit + 1
    cpc r1, r27
    brlo \full
    clr r1
.endm

.ifdef .Lany_sum
; The loop's way; or r19 bytes are wanted first.
no_sum:
    tst r19
    if_zero leave
    mov r22, r19
    ldi r18, HEAP_FULL
    rjmp leave

; r23:r20 = the int that X says. Carry: it is none of up to 31 bits. r19 and X are lost.
get_long:
    sbrs r26, SMALL
    rjmp 1f
    movw r20, r26
    asr r21
    ror r20
    mov r22, r21
    lsl r22
    sbc r22, r22
    mov r23, r22
    clc
    ret
1:  cpi r27, 1
    brlo 9f
    cpi r27, 0x40
    brsh 8f                     /* not in the block */
    ld r23, X+
    ld r19, X+
    ld r20, X+
    ld r21, X+
    clr r22
    cpi r23, 2 * 2
    breq 2f
    cpi r23, 2 * 4
    brne 8f
    ld r22, X+
    ld r23, X
    tst r23
    brmi 8f
    rjmp 3f
2:  clr r23
3:  cpi r19, HEAD(LAYOUT_int)
    breq 4f
    cpi r19, HEAD(LAYOUT_int_neg)
    brne 8f
    negate r20, r21, r22, r23
4:  clc
    ret
8:  sec
9:  ret
.endif

.ifdef .Lany_own
; The same as plus and minus for what is stored to the local that a comes from.
own_minus:
    set
    rjmp 1f
own_plus:
    clt
1:  tst r3
    breq 3f
    cp r24, r2
    cpc r25, r3
    brne 3f
    sbrs r20, SMALL
    rjmp 3f
    lds r26, adfast_top
    lds r27, adfast_top + 1
    adiw r26, 6
    need_room 5f
    mov r0, r22
    asr r21
    ror r20
    brtc 2f
    com r21
    neg r20
    sbci r21, 255
2:  mov r19, r21
    lsl r19
    sbc r19, r19
    movw r26, r24
    adiw r26, 2
    ld r22, X+
    add r20, r22
    ld r22, X+
    adc r21, r22
    ld r22, X+
    adc r22, r19
    ld r23, X
    adc r23, r19
    brmi no_long
    mov r19, r22
    or r19, r23
    breq 4f                     /* a shorter one now */
    st X, r23
    st -X, r22
    st -X, r21
    st -X, r20
    mov r22, r0
    clc
    ret
3:  rcall long
    sbrc r26, 3                 /* a positive box of four bytes is new */
    movw r2, r24
    ret
4:  rjmp put_long
5:  clr r1
    ldi r19, 6
    sec
    ret
.endif

.ifdef .Lany_sum
; a + b, a - b of r25:r24 and r21:r20 to r25:r24. r22 is kept. Carry: see no_sum.
no_long:
    clr r19
    sec
    ret
minus:
    set
    rjmp long
plus:
    clt
long:
    mov r0, r22
    movw r26, r20
    rcall get_long
    brcs no_long
    brtc 1f
    negate r20, r21, r22, r23
1:  movw r26, r24
    movw r24, r20
    movw r2, r22
    rcall get_long
    brcs no_long
    add r20, r24
    adc r21, r25
    adc r22, r2
    adc r23, r3
    brvs no_long
put_long:                       ; r23:r20 as a cell
    ldi r19, HEAD(LAYOUT_int)
    tst r23
    brpl 2f
    negate r20, r21, r22, r23
    brmi no_long                /* -2**31 */
    ldi r19, HEAD(LAYOUT_int_neg)
2:  mov r26, r22
    or r26, r23
    ldi r26, 2 * 4
    brne 5f
    ldi r26, 2 * 2
    cpi r21, 0x40
    brlo 3f
    brne 5f
    tst r20
    brne 5f
    cpi r19, HEAD(LAYOUT_int_neg)
    brne 5f
3:  cpi r19, HEAD(LAYOUT_int)
    breq 4f
    com r21
    neg r20
    sbci r21, 255
4:  movw r24, r20
    lsl r24
    rol r25
    ori r24, 1
    rjmp 7f
5:  mov r3, r26                 ; a new box
    lsr r26
    clr r27
    adiw r26, 2
    mov r2, r26
    lds r24, adfast_top
    lds r25, adfast_top + 1
    add r26, r24
    adc r27, r25
    need_room 9f
    sts adfast_top, r26
    sts adfast_top + 1, r27
    movw r26, r24
    st X+, r3
    st X+, r19
    st X+, r20
    st X+, r21
    sbrs r3, 3
    rjmp 6f
    st X+, r22
    st X, r23
6:  mov r26, r3
    cpi r19, HEAD(LAYOUT_int)
    breq 7f
    clr r26
7:  mov r22, r0
    clr r3
    clc
    ret
9:  clr r1
    mov r19, r2
    sec
    ret
.endif

; ---- loops over ranges -----------------------------------------------------------------------

; Next number of the loop into r25:r24; to 7 at its end, to 9 when it is no counted loop.
.macro next_number
    ldd r20, Y+0
    ldd r21, Y+1
    sbrs r20, SMALL
    rjmp 9f
    subi r20, 2
    sbci r21, 0
    brcs 7f                     /* it was 0 */
    std Y+0, r20
    std Y+1, r21
    ldd r24, Y+4
    ldd r25, Y+5
    ldd r20, Y+2
    ldd r21, Y+3
    dec r20
    add r20, r24
    adc r21, r25
    std Y+4, r20
    std Y+5, r21
    adiw r30, 2
.endm

.ifdef .Lin_NEXT_IN_RANGE
    handler NEXT_IN_RANGE       ; JUMP_BACK to a FOR_RANGE_L
    take_jump
    adiw r30, 1
    movw pc, r30
    ldi r18, NUMBER_FOR_RANGE_L
.endif
.ifdef .Lin_FOR_RANGE_L
    handler FOR_RANGE_L
    lpm r22, Z+
    next_number
    local r22
    st X+, r24
    st X, r25
    dispatch
7:  adiw sp, 6
    take_jump
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lin_FOR_RANGE
    handler FOR_RANGE
    next_number
    rjmp push_next
7:  adiw sp, 6
    take_jump
    rjmp next
9:  rjmp leave
.endif

; ---- items of lists --------------------------------------------------------------------------

; X = address of the item b, in r21:r20, of the list a, in r25:r24; to 9 when it is none.
.macro item_address
    sbrs r20, SMALL
    rjmp 9f
    sbrc r24, SMALL
    rjmp 9f
    cpi r25, 0x40
    brsh 9f                     /* not in the block */
    movw r26, r24
    adiw r26, 1
    ld r19, X+
    cpi r19, HEAD(LAYOUT_list)
    brne 9f
    ld r22, X+
    ld r23, X+
    cp r20, r22
    cpc r21, r23
    brsh 9f                     /* negative ones are large here */
    ld r22, X+
    ld r23, X
    movw r26, r22
    ld r22, X+
    cpi r22, LONG_SIZE
    brne 1f
    adiw r26, 2
1:  add r26, r20                /* twice the index and one, which is that of the header's half */
    adc r27, r21
.endm

; a (r25:r24) [b (r21:r20)]
.macro item
    item_address
    ld r24, X+
    ld r25, X
.endm

.ifdef .Lin_GET_ITEM_LL
    handler GET_ITEM_LL
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    load_local r20, r21, r23
    item
    rjmp push_next
9:  rjmp leave
.endif
.ifdef .Lin_GET_ITEM_LI
    handler GET_ITEM_LI
    lpm r22, Z+
    lpm r20, Z+
    cell r20, r21
    load_local r24, r25, r22
    item
    rjmp push_next
9:  rjmp leave
.endif
.ifdef .Lin_GET_ITEM_SL
    handler GET_ITEM_SL
    lpm r22, Z+
    load_local r20, r21, r22
    ldd r24, Y+0
    ldd r25, Y+1
    item
    std Y+0, r24
    std Y+1, r25
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lin_GET_ITEM
    handler GET_ITEM
    ldd r20, Y+0
    ldd r21, Y+1
    ldd r24, Y+2
    ldd r25, Y+3
    item
    adiw sp, 2
    std Y+0, r24
    std Y+1, r25
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lin_SET_ITEM_LL
    handler SET_ITEM_LL
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    load_local r20, r21, r23
    item_address
    ld r24, Y+
    ld r25, Y+
    st X+, r24
    st X, r25
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lin_SET_ITEM
    handler SET_ITEM
    ldd r20, Y+0
    ldd r21, Y+1
    ldd r24, Y+2
    ldd r25, Y+3
    item_address
    adiw sp, 4
    ld r24, Y+
    ld r25, Y+
    st X+, r24
    st X, r25
    rjmp next
9:  rjmp leave
.endif

; ---- attributes ------------------------------------------------------------------------------

; X = address of the value with the number at Z, of the instance X.
.macro slot
    lpm r19, Z+
    lsl r19
    add r26, r19
    adc r27, r1
    adiw r26, 6                 ; struct adinstance: behind head, class, more
.endm

.ifdef .Lin_LOAD_SLOT
    handler LOAD_SLOT
.if HAS_VIRTUALS
    lpm r19, Z
    sbrc r19, 7                 ; ADSLOT_VIRTUAL: behind the class
    rjmp leave
.endif
    ldd r26, Y+0
    ldd r27, Y+1
    slot
    ld r24, X+
    ld r25, X
    mov r0, r24
    or r0, r25
    if_zero leave
    std Y+0, r24
    std Y+1, r25
    rjmp next
.endif
.ifdef .Lin_STORE_SLOT
    handler STORE_SLOT
    ld r26, Y+
    ld r27, Y+
    slot
    ld r24, Y+
    ld r25, Y+
    st X+, r24
    st X, r25
    rjmp next
.endif

; ---- methods ---------------------------------------------------------------------------------

; r21:r20 = the method of the builtin object r25:r24 whose name has number r23: what
; adnative_method (core/native_table.h) finds; to 9 when there is none.
.macro find_method
    sbrc r24, SMALL
    rjmp 9f
    cpi r25, 0x40
    brsh 9f                     /* not in the block; what is unbound has no header there */
    movw r26, r24
    adiw r26, 1
    ld r19, X+
    cpi r19, HEAD(LAYOUT_handle)
    brne 1f
    ld r19, X                   /* its type as a small int */
1:  mov r30, r23
    ldi r31, 0
    lsl r30
    rol r31
    subi r30, lo8(-(adimage_methods))
    sbci r31, hi8(-(adimage_methods))
    lpm r20, Z+
    cp r20, r19
    brne 9f
    lpm r20, Z
.endm

.ifdef .Lin_LOAD_METHOD_L
    handler LOAD_METHOD_L
    clr r3
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    find_method
    rcall push_method
    adiw r30, 1
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lin_LOAD_METHOD
    handler LOAD_METHOD
    lpm r23, Z+
    ldd r24, Y+0
    ldd r25, Y+1
    find_method
    adiw sp, 2
    rcall push_method
    rjmp next
9:  rjmp leave
.endif
.ifdef .Lany_method
push_method:                    ; method number r20, and self; Z is behind a byte of operands
    ldi r21, 0
    lsl r20
    rol r21
    subi r20, lo8(-(FIRST_METHOD))
    sbci r21, hi8(-(FIRST_METHOD))
    push r20, r21
    push r24, r25
    movw r30, pc
    adiw r30, 1
    ret
.endif
.ifdef .Lin_CALL_LOCAL
    handler CALL_LOCAL          ; LOAD_METHOD_L, CALL_METHOD 0, POP
    lpm r22, Z+
    lpm r23, Z+
    load_local r24, r25, r22
    find_method
    ldi r19, 4
    mul r20, r19
    movw r30, r0
    clr r1
    subi r30, lo8(-(adfast_natives + 4 * METHOD_ROW))
    sbci r31, hi8(-(adfast_natives + 4 * METHOD_ROW))
    lpm r20, Z+                 ; struct adnative_call: max
    cpi r20, 1
    brne 9f
    lpm r26, Z+
    lpm r27, Z
    add pc, r19
    adc r7, r1                  ; behind CALL_METHOD
    movw r30, r26
    st -Y, r1                   ; where the result would come
    st -Y, r1
    push r24, r25
    movw r2, sp
    movw r24, sp                ; its argument
    adiw sp, 4
    ldi r22, 1
    ldi r23, 0
    icall
    cpi r25, IMM_HIGH
    breq 2f
    mov r0, r24
    or r0, r25
    breq 3f
1:  clr r3
    movw r30, pc
    adiw r30, 1
    dispatch
2:  cpi r24, TAILCALL_LOW
    brne 1b
3:  sbiw sp, 2
#ifdef NATIVE_ENDED
    rjmp native_ends
#endif
9:  rjmp leave
.endif

; ---- calls -----------------------------------------------------------------------------------

; Z = the body of the code object that r21:r20 refers to.
.macro code_body
    movw r30, r20
    subi r30, lo8(-(adimage_end))
    sbci r31, hi8(-(adimage_end))
    lpm r19, Z+
    adiw r30, 1
    cpi r19, LONG_SIZE
    brne 1f
    adiw r30, 2
1:
.endm

.ifdef .Lin_CALL_METHOD
    handler CALL_METHOD
    lpm r22, Z
    inc r22                     ; the callable lies below self; unbound: below the arguments
    rjmp call
.endif
.ifdef .Lin_CALL
    handler CALL
    lpm r22, Z
.endif
.ifdef .Lany_call
; What lies below the r22 topmost cells is called with them. pc stays where it is until there is no
; way back; one byte of operand follows it.
call:
    movw r26, sp
    add r26, r22
    adc r27, r1
    add r26, r22
    adc r27, r1
    ld r24, X+
    ld r25, X
    sbiw r26, 1                 ; X: where the result comes
    sbrc r24, SMALL
    rjmp leave
    cpi r25, hi8(FIRST_ROM)
    brsh 2f                     ; an object in the image
    movw r30, r24
.ifdef .Lother_call
    subi r30, lo8(FIRST_NATIVE)
    sbci r31, hi8(FIRST_NATIVE)
    brcs 1f
.if HAS_LOOSE_METHODS
    rjmp leave                  ; who calls it may have got it from its type
.else
    rjmp call_native
.endif
1:  movw r30, r24
.endif
    cpi r25, 1
    brlo 8f
    cpi r25, 0x40
    brsh 8f
    ldd r19, Z+1
    cpi r19, HEAD(LAYOUT_function)
    brne 8f
    ldd r20, Z+2
    ldd r21, Z+3
    rjmp 3f
8:  rjmp leave
2:  movw r30, r24
    subi r30, lo8(-(adimage_end + 1))
    sbci r31, hi8(-(adimage_end + 1))
    lpm r19, Z+
    cpi r19, HEAD(LAYOUT_function)
    brne 8b
    lpm r20, Z+
    lpm r21, Z+
3:  code_body
.ifdef .Lother_call
    lpm r19, Z+                 ; struct adcode (image/format.h): npos
    cp r19, r22
    brne 8b
    adiw r30, 2
    lpm r19, Z+                 ; flags
    andi r19, CODE_KIND
    cpi r19, CODE_SIMPLE
    brne 8b
.else                           ; all its parameters are there
    adiw r30, 4
.endif
    lpm r19, Z+                 ; nlocals
    sub r26, r19
    sbc r27, r1
    sub r26, r19
    sbc r27, r1                 ; X: the new fp
    adiw r30, 3
    lpm r24, Z+                 ; depth
    lpm r25, Z+
    adiw r30, 6
    add r30, r22
    adc r31, r1
    add r30, r22
    adc r31, r1                 ; Z: the callee's first instruction
    lsl r24
    rol r25
    adiw r24, FRAME_ROOM
    movw r22, r26
    sub r22, r24
    sbc r23, r25
    brcs 9f
    lds r24, adfast_stack_limit
    lds r25, adfast_stack_limit + 1
    cp r22, r24
    cpc r23, r25
    brlo 9f
    movw r22, fp                ; the link: distance of the frames, and what becomes of the result
    sub r22, r26
    sbc r23, r27
    cpi r23, 4
    brsh 9f
    ldi r19, 0
    lsr r23
    ror r22
    ror r19
    lsr r23
    ror r22
    ror r19
    ori r19, 1
    rjmp 5f
9:  rjmp leave
4:  st -Y, r1                   ; locals without a value
    st -Y, r1
5:  cp r28, r26
    cpc r29, r27
    brne 4b
    movw fp, sp
    st -X, r21
    st -X, r20
    st -X, r22
    st -X, r19
    ldi r24, lo8(adimage_end - 1)
    ldi r25, hi8(adimage_end - 1)
    sub r24, pc
    sbc r25, r7
    lsl r24
    rol r25
    ori r24, 1
    st -X, r25
    st -X, r24
    movw sp, r26
    rjmp next
.endif

.ifdef .Lother_call
; A native: r31:r30 is twice its number.
call_native:
    lsl r30
    rol r31
    subi r30, lo8(-(adfast_natives))
    sbci r31, hi8(-(adfast_natives))
    lpm r19, Z+                 ; struct adnative_call (core/native_table.h): max
    lpm r20, Z+
    lpm r21, Z+                 ; the function
    cp r19, r22
    breq 3f
    brlo 9b
    lpm r23, Z                  ; min
    cp r22, r23
    brlo 9b
    cpi r19, 255
    breq 3f
2:  st -Y, r1                   ; what it is not given is unbound
    st -Y, r1
    dec r19
    cp r19, r22
    brne 2b
3:  movw r30, pc
    adiw r30, 1
    movw pc, r30
    movw r30, r20
    movw r2, sp
    movw sp, r26
    movw r24, r26
    sbiw r24, 2                 ; its arguments
    ldi r23, 0
.endif

.ifdef .Lin_CALL_NATIVE
.ifdef .Lother_call
    rjmp run_native
.endif
    handler CALL_NATIVE         ; the image has the native's address
    lpm r20, Z+
    lpm r22, Z+
    lpm r26, Z+
    lpm r27, Z+
    movw pc, r30
    movw r2, sp
    movw r30, r26
    add r28, r20
    adc r29, r1
    add r28, r20
    adc r29, r1
    sbiw sp, 2                  ; the first argument, and where the result comes
    movw r24, sp
    ldi r23, 0
.Lany_native = 1
.endif
.ifdef .Lother_call
.Lany_native = 1
.endif
.ifdef .Lany_native
run_native:
    icall
.if HAS_TAILS
    cpi r25, IMM_HIGH
    brne 6f
    cpi r24, TAILCALL_LOW
    breq native_ends
6:
.endif
.if HAS_ERRORS
    mov r0, r24
    or r0, r25
    breq native_ends
.endif
    std Y+0, r24
    std Y+1, r25
    rjmp again
#ifdef NATIVE_ENDED
native_ends:                    ; the loop looks what it said
    movw r22, sp
    movw r28, r16
    ldi r18, NATIVE_ENDED
    ret
#endif
.endif

.ifdef .Lin_RETURN_L
    handler RETURN_L
    clr r3
    lpm r22, Z+
    load_local r24, r25, r22
    mov r0, r24
    or r0, r25
    if_zero unbound
    rjmp return
.endif
.ifdef .Lin_RETURN
    handler RETURN
    ldd r24, Y+0
    ldd r25, Y+1
.Lin_RETURN_L = 1
.endif
.ifdef .Lin_RETURN_L
; Back to a caller that wants the result, r25:r24, on its stack.
return:
    movw r30, fp
    sbiw r30, 6
    ld r22, Z+                  ; the caller's pc
    ld r23, Z+
    ld r26, Z+                  ; the link
    ld r27, Z+
    ld r20, Z+                  ; the code
    ld r21, Z
    mov r19, r26
    andi r19, 0x7e
    brne 9f
    code_body
    adiw r30, 4
    lpm r19, Z                  ; nlocals
    movw sp, fp
    add r28, r19
    adc r29, r1
    add r28, r19
    adc r29, r1
    std Y+0, r24
    std Y+1, r25
    ldi r19, 0
    lsl r26
    rol r27
    rol r19
    lsl r26
    rol r27
    rol r19
    add fp, r27
    adc r5, r19
    lsr r23
    ror r22
    ldi r30, lo8(adimage_end)
    ldi r31, hi8(adimage_end)
    sub r30, r22
    sbc r31, r23
    rjmp next
9:  rjmp leave
.endif

; ---- the table -------------------------------------------------------------------------------

; Each entry has two words, so that opcodes that count by twos are distances.
.macro entry name
    movw r30, pc
.ifdef .L_\name
    rjmp .L_\name
.else
    rjmp leave
.endif
.endm

    .subsection 1
table:
    all_instructions
    .subsection 4
    .size adfast_code, . - adfast_code
