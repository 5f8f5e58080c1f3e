/* SPDX-License-Identifier: MIT
 * types_walk.h - what types.c, types_step.c and types_call.c share: the values of the analysis and
 * the places where it keeps them.
 *
 * A value is a set of kinds, an interval for its ints, the builtin function or type that it is, and
 * the sites where it can have been made: functions by their code, containers by the instruction or
 * constant. So what lies in a list, or what a function returns, is known by the site. Values only
 * ever grow.
 *
 * What C code or an unknown callee gets has escaped: an unknown value can be anything of the kinds
 * there are, but of functions and containers only those that have escaped.
 */
#ifndef ADDER_TOOL_TYPES_WALK_H
#define ADDER_TOOL_TYPES_WALK_H

#include "tool/avr/content.h"
#include "tool/avr/tailor.h"

enum {
    ADSITES = 256, ADSITE_WORDS = ADSITES / 64,
    ADSITE_FUNCTIONS = 160, /* the sites below are functions', the last of them of all others */
    ADIMM_MANY = 0xffff,
    ADLENGTH_MOST = 0x3000, /* of an object in an image: adcc_size_max */
    ADINT_LEAST = -16384, ADINT_MOST = 16383 /* of a cell of 16 bits */
};

struct adtv {
    uint64_t kinds;
    uint64_t site[ADSITE_WORDS]; /* bit 0: of a class that is not among the known ones */
    int32_t least, most; /* of its ints; INT32_MIN and INT32_MAX: without bound */
    uint16_t imm;        /* the type or native that it is, by its immediate's number; ADIMM_MANY */
};

/* A cell of the operand stack: what LOAD_METHOD found keeps the name. */
struct adtcell {
    struct adtv v;
    uint32_t name; /* index among the image's names, plus one; 0: it is no method */
};

#define ADNAME_MIXED UINT32_MAX /* two ways lead here: they left different names */

struct adtbody {
    struct adimg_code code;
    uint32_t offset;
    uint16_t *heights;
    struct adtcell **state; /* what jumps bring to an instruction; NULL: none does */
    uint8_t *sites;         /* of the containers that an instruction makes; 0: none yet */
    struct adtv *local;
    struct adtv result, yielded;
    uint8_t site, extra; /* its own, and that of its *args */
    bool middle;  /* it begins where a frame goes on, not at its beginning */
    bool called;  /* it runs, as far as is known by now */
    bool resumed; /* a frame goes on in it whose result goes where nobody sees it */
};

struct adtclass {
    struct adcontent object;
    uint8_t site;
};

struct adtwalk {
    const struct adimg *image;
    const struct adram *ram; /* or NULL */
    const struct adtailor *tailor;
    struct adtypes *types;
    struct adtbody *body;
    uint32_t bodies, names, globals;
    struct adtv *global;
    uint16_t *number;                  /* of names: the image's, then those of the block   */
    struct adtv *in_class, *in_object; /* by name: what class bodies store; what a.x = y does */
    struct adtv cells;                 /* of closures, all together */
    struct adtv thrown;      /* what exceptions are made of                                */
    struct adtv handed;      /* what C code has to go through and cannot */
    struct adtreturn *returned;
    struct adtpairs *paired;
    uint32_t returns, pairs;
    struct adtv items[ADSITES];
    bool escaped[ADSITES], method[ADSITES];
    bool counts[ADSITES];    /* iterators that enumerate(): of pairs of ints and `counted` */
    struct adtv counted[ADSITES];
    uint8_t *constant_site; /* by the object's offset / 2 */
    struct adtclass class[ADSHAKE_CLASSES];
    unsigned classes_known, new_class; /* the site of those that are still to be made */
    unsigned next_site, pass;
    uint32_t longest; /* of the constants with items */
    bool changed, failed;
    bool specials; /* are there methods like __add__? */
    bool classes;  /* can code that nobody sees get hold of a class? */
    bool marked;   /* are there functions of the block with attributes? */
};

/* A frame that waits for the result of another when the program goes on in the middle. */
struct adtreturn {
    const struct adtbody *from;
    struct adtv *to;
};

/* An iterator that goes on with pairs of what it goes through. */
struct adtpairs {
    struct adtv source;
    uint8_t site, tuple;
};

enum { ADTPASSES = 200, ADTWIDEN = 6 };

/* values */
void adtv_add(struct adtv *to, const struct adtv *v);
/* The same of a place: when that is new, another pass is needed. */
void adtv_join(struct adtwalk *w, struct adtv *to, const struct adtv *v);
struct adtv adtv_of(uint64_t kinds);
struct adtv adtv_int(int64_t least, int64_t most);
struct adtv adtv_unknown(void);
struct adtv adtv_imm(unsigned number);
struct adtv adtv_constant(struct adtwalk *w, uint64_t cell);
struct adtv adtv_at_site(uint64_t kinds, unsigned site);
bool adtv_has_site(const struct adtwalk *w, const struct adtv *v, unsigned site);
bool adtv_is_any(const struct adtv *v);

/* C code goes through the value; functions of lib/builtins do when it cannot. */
void adtwalk_hand(struct adtwalk *w, const struct adtv *v);

/* What a handler may find; what a generator may find that its yield gives. */
struct adtv adtv_exception(void);
struct adtv adtwalk_sent(const struct adtwalk *w, const struct adtbody *b);

/* Binary operators (ADOP_ADD ..): of ints and bools; what sequences and tables add to *r. */
struct adtv adtv_as_int(const struct adtv *v);
/* ADD .. MATMUL, their in-place kin and forms with operands: the code of the plain one; 0: none. */
unsigned adtv_operator(const char *name, const char **form);
struct adtv adtv_computed(unsigned op, const struct adtv *a, const struct adtv *b);
void adtv_add_containers(unsigned op, const struct adtv *a, const struct adtv *b, struct adtv *r);
bool adtv_bounded(const struct adtv *v);

bool adtwalk_asks(const struct adtwalk *w, const struct adtv *v);
/* ... or, where values are compared, one of something that lies in it? */
bool adtwalk_meets(struct adtwalk *w, const struct adtv *v);

/* A use, with all that the value contains. */
void adtwalk_use(struct adtwalk *w, enum adtypes_use use, const struct adtv *v);
void adtwalk_use_flat(struct adtwalk *w, enum adtypes_use use, const struct adtv *v);
void adtwalk_use_all(struct adtwalk *w, const struct adtv *v);
void adtwalk_escape(struct adtwalk *w, const struct adtv *v);

/* What lies in a container; what a loop over it gives. */
struct adtv adtwalk_items(struct adtwalk *w, const struct adtv *v);
struct adtv adtwalk_returned(struct adtwalk *w, const struct adtv *v);
struct adtv adtwalk_iterated(struct adtwalk *w, const struct adtv *v);
void adtwalk_put(struct adtwalk *w, const struct adtv *container, const struct adtv *item);
void adtwalk_put_at(struct adtwalk *w, unsigned site, const struct adtv *item);
void adtwalk_note_size(struct adtwalk *w, const struct adtv *v); /* of ints beyond a cell */
/* The iterator of this site gives pairs of ints and such items. Does an iterator do that, wherever
 * it comes from, and of what? */
void adtwalk_count(struct adtwalk *w, unsigned site, const struct adtv *item);
bool adtwalk_counts(const struct adtwalk *w, const struct adtv *iter, struct adtv *counted);
unsigned adtwalk_site(struct adtwalk *w, struct adtbody *b, uint32_t pc);

/* Attributes. */
unsigned adtwalk_name(const struct adtwalk *w, uint32_t index); /* its number */
struct adtv adtwalk_named(struct adtwalk *w, const struct adtv *by_name, unsigned number);
struct adtv adtwalk_attribute(struct adtwalk *w, const struct adtv *object, uint32_t index);
struct adtv adtwalk_globals_named(struct adtwalk *w, uint32_t index);
struct adtv adtwalk_global(struct adtwalk *w, uint32_t slot);

/* Are all the classes known that the instance can be of, or that the class can be? */
bool adtwalk_knows_class(const struct adtwalk *w, const struct adtv *v);
/* Classes that exist: the class, or an instance of it. */
void adtwalk_find_classes(struct adtwalk *w);
struct adtv adtwalk_class(const struct adtwalk *w, const struct adcontent *class, uint64_t kind);
struct adtv adtwalk_of_class(const struct adtv *self, uint64_t kinds);
/* An object that finds the body's function by a name, perhaps behind super(): leaves the classes
 * that it can be of. False: none. */
bool adtwalk_narrow(const struct adtwalk *w, struct adtv *self, uint32_t index,
                    const struct adtbody *b);
/* What the n-th value of an instance is; it gets another one. */
struct adtv adtwalk_slot(struct adtwalk *w, const struct adtv *object, unsigned n);
/* What lies n cells behind its class. */
struct adtv adtwalk_virtual(struct adtwalk *w, const struct adtv *object, unsigned n);
void adtwalk_set_slot(struct adtwalk *w, const struct adtv *object, unsigned n,
                      const struct adtv *value);
/* Notes what object the instruction at pc asks for an attribute: of a `method`, or a value. */
void adtwalk_receives(struct adtwalk *w, const struct adtbody *b, uint32_t pc, uint32_t name,
                      const struct adtv *object, bool method);
void adtwalk_note_idle(const struct adtwalk *w);
/* A class in it gets another attribute. */
void adtwalk_written(struct adtwalk *w, const struct adtv *v);

/* Calls. args: the first one first. */
struct adtargs {
    struct adtv *v;
    uint32_t n;
    bool spread; /* any of them may come to any parameter: keywords, *args */
};
struct adtv adtwalk_call(struct adtwalk *w, struct adtbody *b, uint32_t pc, const struct adtv *f,
                         const struct adtargs *args);
struct adtv adtwalk_call_method(struct adtwalk *w, struct adtbody *b, uint32_t pc, uint32_t name,
                                const struct adtv *self, const struct adtargs *args);
/* The code runs. */
static inline void adtwalk_runs(struct adtwalk *w, struct adtbody *b)
{
    w->changed |= !b->called;
    b->called = true;
}
/* Code that begins when the functions that the value may be are run, otherwise than by a call. */
void adtwalk_begins(struct adtwalk *w, const struct adtv *f);
void adtwalk_begin_modules(struct adtwalk *w);
void adtwalk_note_call(struct adtwalk *w, const struct adtv *f, uint32_t n);
struct adtv adtwalk_call_class(struct adtwalk *w, const struct adtv *class,
                               const struct adtargs *args);
void adtwalk_default(struct adtwalk *w, const struct adtv *function, const struct adtv *values);

/* The names of the image, and those that only objects of the block have: w->names, w->number. */
bool adtwalk_find_names(struct adtwalk *w);
/* What is there when the program goes on in the middle. */
void adtwalk_contents(struct adtwalk *w, const struct adram *ram);
/* Has this global a value all the time? */
bool adtwalk_is_bound(const struct adtwalk *w, uint32_t slot);

/* One pass over a body. */
void adtwalk_body(struct adtwalk *w, struct adtbody *b);

#endif
