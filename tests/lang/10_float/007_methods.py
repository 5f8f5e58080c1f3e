# Methods of floats and attributes.
print((1.5).is_integer(), (2.0).is_integer(), float("inf").is_integer())  # expect: False True False
print((0.5).as_integer_ratio(), (-2.75).as_integer_ratio(), (3.0).as_integer_ratio())
# expect: (1, 2) (-11, 4) (3, 1)
print((1.0).hex(), (0.1).hex(), (-2.5).hex(), float.fromhex("0x1.8p1"), float.fromhex("-0x.1p4"))
# expect: 0x1.0000000000000p+0 0x1.999999999999ap-4 -0x1.4000000000000p+1 3.0 -1.0
print((2.5).real, (2.5).imag, (2.5).conjugate(), (1.5).__add__(1), (1.5).__int__())
# expect: 2.5 0.0 2.5 2.5 1
print(int(1e18), int(-1.999), 7.9.__trunc__(), (1.5).__floor__(), (1.5).__ceil__(), (-1.5).__floor__())
# expect: 1000000000000000000 -1 7 1 2 -2
print(hash(2.0), hash(0.0), hash(-3.0), hash(0.5) == hash(0.5), isinstance(1.0, float), isinstance(1, float))
# expect: 2 0 -3 True True False
print(bool(0.0), bool(-0.0), bool(1e-300), bool(float("nan")))  # expect: False False True True
print(float.__name__, type(1.0), type(1 / 1))  # expect: float <class 'float'> <class 'float'>
