# The math module, where results are exact or correctly rounded everywhere.
import math

print(math.pi, math.e, math.inf, math.nan, math.tau)
# expect: 3.141592653589793 2.718281828459045 inf nan 6.283185307179586
print(math.sqrt(2), math.sqrt(16), math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1))
# expect: 1.4142135623730951 4.0 2 -3 3 -2
print(math.trunc(-2.7), math.fabs(-3), math.fmod(-7, 3), math.copysign(1, -0.0))
# expect: -2 3.0 -1.0 -1.0
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0))  # expect: True True True
print(math.gcd(12, 18), math.factorial(20), math.isqrt(10 ** 20 + 1), math.pow(2, 10))
# expect: 6 2432902008176640000 10000000000 1024.0
print(math.frexp(6.0), math.ldexp(0.75, 3), math.modf(2.5), math.modf(-2.5))
# expect: (0.75, 3) 6.0 (0.5, 2.0) (-0.5, -2.0)
print(math.sin(0), math.cos(0), math.exp(0), math.log(1), math.atan2(0, 1), math.hypot(3, 4))
# expect: 0.0 1.0 1.0 0.0 0.0 5.0
print(round(math.sin(1), 10), round(math.cos(1), 10), round(math.log(10), 10), round(math.exp(1), 10))
# expect: 0.8414709848 0.5403023059 2.302585093 2.7182818285
print(round(math.degrees(math.pi), 10), round(math.radians(180), 10), math.log2(8), math.log10(1000))
# expect: 180.0 3.1415926536 3.0 3.0
try:
    math.sqrt(-1)
except ValueError as e:
    print("ValueError")  # expect: ValueError
