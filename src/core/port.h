/* SPDX-License-Identifier: MIT
 * port.h - what a port must supply to the core, and the knobs it may set. Each knob is 0 or 1.
 */
#ifndef ADDER_PORT_H
#define ADDER_PORT_H

#include "base/base.h"

#ifndef AD_ROM_DIRECT
#define AD_ROM_DIRECT 1 /* a C pointer reads the image (not on AVR)                  */
#endif
#ifndef AD_TEXTS
#define AD_TEXTS 1 /* texts of exceptions are there                                 */
#endif
#ifndef AD_RESERVE
#define AD_RESERVE 128 /* not a flag: cells kept back for the handler of a MemoryError     */
#endif
#ifndef AD_AS_CHIP
#define AD_AS_CHIP 0 /* on the PC: a program needs as much memory as its firmware does   */
#endif
#ifndef AD_GC_PORT
#define AD_GC_PORT 0 /* the port has the loops of the collector: core/gc_port.h             */
#endif
#ifndef AD_TAILORED
#define AD_TAILORED 0 /* the sources are those of `adder build`: one machine, one program */
#endif
#ifndef AD_FLOAT_BYTES
#define AD_FLOAT_BYTES 8 /* 4: single floats                                             */
#endif

struct adder_vm;

/* Output and input of print() and input(). `to` is 1 (standard output) or 2 (errors). */
void adport_write(struct adder_vm *vm, int to, const char *text, size_t length);
int adport_read(struct adder_vm *vm); /* next byte, -1 at the end */
uint32_t adport_ticks_ms(void);
uint32_t adport_ticks_us(void);
/* At least so long, unless the user interrupts. Long sleeps are in milliseconds. */
void adport_sleep_us(uint32_t us);
void adport_sleep_ms(uint32_t ms);

/* The program is about to learn how much memory there is: it has asked, or (lacking) there was too
 * little. For a port that runs a program ahead for another machine. */
#if AD_TAILORED
#define adport_tells_memory(lacking) ((void)0)
#else
void adport_tells_memory(bool lacking);
#endif

/* Pins by number. mode: 0 input, 1 output, 2 input with pull-up. */
void adport_pin_mode(struct adder_vm *vm, uint8_t pin, uint8_t mode);
void adport_pin_write(struct adder_vm *vm, uint8_t pin, bool high);
bool adport_pin_read(struct adder_vm *vm, uint8_t pin);

/* Mathematics that the PC's library has (and avr-libc): x ** y for floats, and by number the
 * others. */
double adport_pow(double x, double y);
double adport_fmod(double x, double y);
double adport_math(unsigned function, double x, double y); /* enum admath */

enum admath {
    ADM_SQRT, ADM_SIN, ADM_COS, ADM_TAN, ADM_ASIN, ADM_ACOS, ADM_ATAN, ADM_ATAN2, ADM_EXP, ADM_LOG,
    ADM_LOG2, ADM_LOG10, ADM_FLOOR, ADM_CEIL, ADM_SINH, ADM_COSH, ADM_TANH, ADM_HYPOT, ADM_EXPM1,
    ADM_LOG1P, ADM_GAMMA, ADM_LGAMMA, ADM_ERF, ADM_COPYSIGN, ADM_FMOD
};

#endif
