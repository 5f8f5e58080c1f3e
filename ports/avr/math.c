/* SPDX-License-Identifier: MIT
 * math.c - avr-libc's mathematics, by number; all on singles. What it lacks is made of what it has.
 */
#include <math.h>

#include "port.h"

/* avr-libc goes through logarithms and has 2 ** 70 wrong in the fifth digit. */
double adport_pow(double x, double y)
{
    double r = 1;
    uint8_t n = (uint8_t)fabs(y);
    if (n != fabs(y))
        return pow(x, y);
    for (; n; n >>= 1, x *= x)
        if (n & 1)
            r *= x;
    return y < 0 ? 1 / r : r;
}

double adport_fmod(double x, double y) { return fmod(x, y); }

/* A chip has no use for gamma and erf. */
double adport_math(unsigned function, double x, double y)
{
    switch (function) {
    case ADM_SQRT: return sqrt(x);
    case ADM_SIN: return sin(x);
    case ADM_COS: return cos(x);
    case ADM_TAN: return tan(x);
    case ADM_ASIN: return asin(x);
    case ADM_ACOS: return acos(x);
    case ADM_ATAN: return atan(x);
    case ADM_ATAN2: return atan2(x, y);
    case ADM_EXP: return exp(x);
    case ADM_LOG: return log(x);
    case ADM_LOG2: return log(x) * M_LOG2E;
    case ADM_LOG10: return log10(x);
    case ADM_FLOOR: return floor(x);
    case ADM_CEIL: return ceil(x);
    case ADM_SINH: return sinh(x);
    case ADM_COSH: return cosh(x);
    case ADM_TANH: return tanh(x);
    case ADM_HYPOT: return hypot(x, y);
    case ADM_EXPM1: return exp(x) - 1;
    case ADM_LOG1P: return log(1 + x);
    case ADM_COPYSIGN: return copysign(x, y);
    case ADM_FMOD: return fmod(x, y);
    }
    return NAN;
}
