/* SPDX-License-Identifier: MIT
 * math.c - the C library's mathematics, by number. Whether the arguments are in a function's
 * domain is asked before or after by whoever calls.
 */
#include <math.h>

#include "core/port.h"

double adport_pow(double x, double y) { return pow(x, y); }

double adport_fmod(double x, double y) { return fmod(x, y); }

double adport_math(unsigned function, double x, double y)
{
    switch ((enum admath)function) {
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
    case ADM_LOG2: return log2(x);
    case ADM_LOG10: return log10(x);
    case ADM_FLOOR: return floor(x);
    case ADM_CEIL: return ceil(x);
    case ADM_SINH: return sinh(x);
    case ADM_COSH: return cosh(x);
    case ADM_TANH: return tanh(x);
    case ADM_HYPOT: return hypot(x, y);
    case ADM_EXPM1: return expm1(x);
    case ADM_LOG1P: return log1p(x);
    case ADM_GAMMA: return tgamma(x);
    case ADM_LGAMMA: return lgamma(x);
    case ADM_ERF: return erf(x);
    case ADM_COPYSIGN: return copysign(x, y);
    case ADM_FMOD: return fmod(x, y);
    }
    return 0;
}
