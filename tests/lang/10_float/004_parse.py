# float() of text and numbers.
print(float("1.5"), float("-1e3"), float(" 2 "), float("1_0.5"), float(".5"), float("5."), float("+7"))
# expect: 1.5 -1000.0 2.0 10.5 0.5 5.0 7.0
print(float("inf"), float("-Infinity"), float("NaN"), float("1e400"), float("1e-400"), float("-0"))
# expect: inf -inf nan inf 0.0 -0.0
print(float(3), float(True), float(2 ** 60), float(), float(1.25), float(b"2.5"))
# expect: 3.0 1.0 1.152921504606847e+18 0.0 1.25 2.5
print(float("0.1"), float("123456789.123456789"), float("9007199254740993"), float("2.2250738585072011e-308"))
# expect: 0.1 123456789.12345679 9007199254740992.0 2.225073858507201e-308
print(float("179769313486231580793728971405301e276"), float("0.000000000000000000000000000001"))
# expect: 1.7976931348623157e+308 1e-30
for text in ("", "abc", "1.5.2", "1e", "e5", "0x10", "1__0", "_1", "1 2", "--1", "infin"):
    try:
        print(float(text))
    except ValueError as e:
        print(e)
# expect: could not convert string to float: ''
# expect: could not convert string to float: 'abc'
# expect: could not convert string to float: '1.5.2'
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: 'e5'
# expect: could not convert string to float: '0x10'
# expect: could not convert string to float: '1__0'
# expect: could not convert string to float: '_1'
# expect: could not convert string to float: '1 2'
# expect: could not convert string to float: '--1'
# expect: could not convert string to float: 'infin'
for bad in (None, [], (1,)):
    try:
        float(bad)
    except TypeError as e:
        print(e)
# expect: float() argument must be a string or a real number, not 'NoneType'
# expect: float() argument must be a string or a real number, not 'list'
# expect: float() argument must be a string or a real number, not 'tuple'
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
