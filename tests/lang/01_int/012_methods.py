# Methods of ints.
print((5).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_length(), (256).bit_length())
# expect: 3 0 4 8 9
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
# expect: b'\x03\xe8' b'\xe8\x03\x00\x00' b'\xff\xfe'
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True))
# expect: 1000 -2
print(int.from_bytes(b"", "little"), int.from_bytes([1, 2], "little"))  # expect: 0 513
print((7).bit_count(), (-7).bit_count(), (7).conjugate(), (3).real, (3).imag)  # expect: 3 3 7 3 0
print((5).numerator, (5).denominator, (3).__add__(4), (3).__index__())  # expect: 5 1 7 3
try:
    (256).to_bytes(1, "big")
except OverflowError as e:
    print(e)  # expect: int too big to convert
try:
    (-1).to_bytes(1, "big")
except OverflowError as e:
    print(e)  # expect: can't convert negative int to unsigned
print((6).as_integer_ratio(), int.__name__)  # expect: (6, 1) int
