# Conversions between the basic types.
print(int("42") + 1, str(42) + "1", float("1.5") * 2, bool("0"), int(3.99), int(True), str(True), str(None))
# expect: 43 421 3.0 True 3 1 True None
print(list("12"), tuple([1]), set([1]), dict([(1, 2)]), list({1: 2}), list((1, 2)), tuple("ab"), str([1]))
# expect: ['1', '2'] (1,) {1} {1: 2} [1] [1, 2] ('a', 'b') [1]
print([int(c) for c in "123"], "".join(str(d) for d in [1, 2]), list(map(float, ["1", "2.5"])), int("0") or "zero")
# expect: [1, 2, 3] 12 [1.0, 2.5] zero
print(chr(ord("a") + 1), ord(chr(300)), int(str(10 ** 25)) == 10 ** 25, str(int("007")), float(str(0.1)) == 0.1)
# expect: b 300 True 7 True
print(bytes([1, 2]), list(b"ab"), bytes("é", "utf-8"), b"ab".decode(), str(b"x", "ascii"), bytearray(2), bytes(3))
# expect: b'\x01\x02' [97, 98] b'\xc3\xa9' ab x bytearray(b'\x00\x00') b'\x00\x00\x00'
print(int.from_bytes(b"\1\0", "big"), bool(float("nan")), int(-0.0), str(-0.0), repr(1e3), int(1e3))
# expect: 256 True 0 -0.0 1000.0 1000
for f in (lambda: int("1.5"), lambda: float(""), lambda: int([1]), lambda: list(1), lambda: dict(["abc"]), lambda: tuple(None),
          lambda: str(b"a", 5), lambda: bytes("a"), lambda: bytes([1.5]), lambda: chr("a"), lambda: ord(5)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: ValueError invalid literal for int() with base 10: '1.5'
# expect: ValueError could not convert string to float: ''
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError 'int' object is not iterable
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError 'NoneType' object is not iterable
# expect: TypeError str() argument 'encoding' must be str, not int
# expect: TypeError string argument without an encoding
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError ord() expected string of length 1, but int found
