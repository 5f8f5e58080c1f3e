# __int__, __float__, __index__, __bool__, __bytes__, __complex__-free conversions, __hash__.
class C:
    def __int__(self):
        return 7

    def __float__(self):
        return 2.5

    def __index__(self):
        return 3

    def __bool__(self):
        return False

    def __bytes__(self):
        return b"bytes"

    def __hash__(self):
        return 99

    def __len__(self):
        return 5

    def __length_hint__(self):
        return 1


c = C()
print(int(c), float(c), bool(c), bytes(c), hash(c), len(c), hex(c), bin(c), oct(c), chr(C.__index__(c) + 62))
# expect: 7 2.5 False b'bytes' 99 5 0x3 0b11 0o3 A
print([0, 1, 2, 3, 4][c], "abcdef"[c:], [0] * c, range(10)[c], list(range(c)), round(2.34567, c), 1 if c else 0)
# expect: 3 def [0, 0, 0] 3 [0, 1, 2] 2.346 0


class OnlyIndex:
    def __index__(self):
        return 65


i = OnlyIndex()
print(int(i), float(i), chr(i), i.__index__(), b"%c" % 65, bytearray([i]), "abc" * OnlyIndex() == "abc" * 65)
# expect: 65 65.0 A 65 b'A' bytearray(b'A') True


class Bad:
    def __int__(self):
        return "x"

    def __float__(self):
        return 1

    def __index__(self):
        return 1.5


for f in (int, float, lambda b: [1][b], lambda b: range(b)):
    try:
        print(f(Bad()))
    except TypeError as e:
        print(e)
# expect: __int__ returned non-int (type str)
# expect: Bad.__float__ returned non-float (type int)
# expect: __index__ returned non-int (type float)
# expect: __index__ returned non-int (type float)
try:
    int(object())
except TypeError as e:
    print(e)
    # expect: int() argument must be a string, a bytes-like object or a real number, not 'object'
