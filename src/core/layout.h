/* SPDX-License-Identifier: MIT
 * layout.h - what tools that look into a block from outside must know of it, whatever the width of
 * its cells: places of cells in a frame, among the roots, and in objects (core/object.h has the
 * structures; core/state.c holds the two against each other).
 */
#ifndef ADDER_LAYOUT_H
#define ADDER_LAYOUT_H

/* A frame: its code lies at fp - 1, its link at fp - 2, its caller's pc at fp - 3 (frame.h). */
#define AD_FRAME_CELLS 3
#define AD_LINK_SHIFT 6
#define AD_ACT_MASK 31u
#define AD_ACT_GEN 32u /* the frame is that of a generator; the action is that of its resumption */

/* What becomes of the result of a frame when it returns: the action of its link. */
enum adaction {
    AD_ACT_PUSH,    /* it is the result                                                       */
    AD_ACT_DISCARD, /* dropped                                                                */
    AD_ACT_STORE1,  /* into the local that the last byte before the caller's pc names         */
    AD_ACT_STORE2,  /* ... the last but one                                                   */
    AD_ACT_BOOL,    /* its truth is the result                                                */
    AD_ACT_NOT,     /* its negated truth                                                      */
    AD_ACT_JT,      /* the instruction's jump is taken if it is true                          */
    AD_ACT_JF,      /* ... if it is false                                                     */
    AD_ACT_INIT,    /* __init__: must be None; the result is the object in the cell below     */
    AD_ACT_NEXT,    /* an iterator's next item; StopIteration ends the instruction's loop     */
    AD_ACT_NEXT_L,  /* the same into a local                                                  */
    AD_ACT_SEND,    /* what SEND got; StopIteration gives the value of `yield from`           */
    AD_ACT_BINARY,  /* of a special method: NotImplemented tries the other operand            */
    AD_ACT_STR,     /* must be a str                                                          */
    AD_ACT_INT,     /* must be an int                                                         */
    AD_ACT_HOST,    /* return to the host                                                     */
    AD_ACT_KEEP_T,  /* JT_KEEP: if true jump, the asked cell stays; else it is dropped        */
    AD_ACT_KEEP_F   /* JF_KEEP: if false jump                                                 */
};

/* Cells that the collector knows beside stack and globals. */
enum {
    ADR_ERROR,
    ADR_MODULES /* array of module objects */,
    ADR_DYNAMIC_NAMES,
    ADR_ROM_ATTRS,
    ADR_IDS,
    ADR_LAST_TRACE,
    ADR_GLOBALS,
    ADR_ARGV,
    ADR_COUNT
};

/* Cells of objects, 0 is the first one behind the header. */
enum { ADL_FUNCTION_CODE = 0, ADL_FUNCTION_CLOSURE = 3 };
enum { ADL_CLASS_NAME, ADL_CLASS_BASES, ADL_CLASS_MRO, ADL_CLASS_ATTRS, ADL_CLASS_KEYS,
    ADL_CLASS_NKEYS, ADL_CLASS_FLAGS, ADL_CLASS_NATIVE, ADL_CLASS_CELLS };
enum { ADL_GENERATOR_STATE, ADL_GENERATOR_PC, ADL_GENERATOR_CODE, ADL_GENERATOR_HEIGHT,
    ADL_GENERATOR_VALUE, ADL_GENERATOR_FRAME };
enum { ADL_INSTANCE_MORE = 1 };
enum { ADL_DICT_ENTRIES = 2 };
enum { ADL_EXC_ARGS = 1, ADL_EXC_CAUSE, ADL_EXC_CONTEXT, ADL_EXC_TRACE, ADL_EXC_DICT };
enum { ADL_MODULE_NUMBER, ADL_MODULE_STATE, ADL_MODULE_MORE };

/* The first number of LOAD_SLOT that means what lies behind an object's class. */
enum { ADSLOT_VIRTUAL = 128 };

/* What an iterator goes through; all up to VALUES give their items as they are. */
enum aditer_kind {
    AD_ITER_LIST, AD_ITER_TUPLE, AD_ITER_STR, AD_ITER_BYTES, AD_ITER_BYTEARRAY, AD_ITER_RANGE,
    AD_ITER_KEYS, AD_ITER_VALUES, AD_ITER_ITEMS, AD_ITER_SET, AD_ITER_REVERSED, AD_ITER_ENUM
};

/* A generator's state. */
enum adgenerator_state { AD_GEN_NEW, AD_GEN_SUSPENDED, AD_GEN_RUNNING, AD_GEN_DONE };

#endif
