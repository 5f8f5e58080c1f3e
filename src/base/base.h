/* SPDX-License-Identifier: MIT
 * base.h - what every file of Adder may assume: fixed-width integers, attributes, the four memory
 * functions that a freestanding compiler may call anyway. It knows nothing of Python.
 */
#ifndef ADDER_BASE_H
#define ADDER_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define AD_MUST_CHECK __attribute__((warn_unused_result))
#define AD_NOINLINE __attribute__((noinline))
#define AD_INLINE static inline __attribute__((always_inline))
#define AD_UNUSED __attribute__((unused))
#else
#define AD_MUST_CHECK
#define AD_NOINLINE
#define AD_INLINE static inline
#define AD_UNUSED
#endif

/* Not on AVR: there a jump costs the same either way, and avr-gcc makes a number of x first. */
#if defined(__GNUC__) && !defined(__AVR__)
#define AD_LIKELY(x) __builtin_expect(!!(x), 1)
#define AD_UNLIKELY(x) __builtin_expect(!!(x), 0)
#else
#define AD_LIKELY(x) (x)
#define AD_UNLIKELY(x) (x)
#endif

/* It never comes here when x is true. */
#ifdef __GNUC__
#define AD_CANNOT(x)                                                                               \
    do {                                                                                           \
        if (x)                                                                                     \
            __builtin_unreachable();                                                               \
    } while (0)
#else
#define AD_CANNOT(x) ((void)0)
#endif

/* Behind the name of a constant table: the chip keeps it in flash, where C can index it. */
#ifdef __AVR__
#define AD_FLASH_TABLE const __flash
#else
#define AD_FLASH_TABLE const
#endif

#define AD_STATIC_ASSERT(cond, name) typedef char ad_assert_##name[(cond) ? 1 : -1] AD_UNUSED
#define AD_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define AD_MIN(a, b) ((a) < (b) ? (a) : (b))
#define AD_MAX(a, b) ((a) > (b) ? (a) : (b))

/* In the hostile build a broken invariant stops at its line; elsewhere it costs nothing. The host
 * supplies ad_assert_failed. */
#ifdef AD_HOSTILE
void ad_assert_failed(const char *file, int line, const char *what);
#define AD_ASSERT(x) ((x) ? (void)0 : ad_assert_failed(__FILE__, __LINE__, #x))
#else
#define AD_ASSERT(x) ((void)0)
#endif

/* The four functions that a compiler may call even in freestanding code; every port has them. */
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);

#endif
