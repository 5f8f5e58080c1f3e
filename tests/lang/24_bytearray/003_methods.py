# str-like methods of bytearray return bytearrays; iteration; growing in a loop.
a = bytearray(b"Hello, World")
print(a.upper(), a.split(b", "), a.replace(b"l", b"L"), a.find(b"World"), a.startswith(b"Hell"), a.decode(), a.hex()[:6])
# expect: bytearray(b'HELLO, WORLD') [bytearray(b'Hello'), bytearray(b'World')] bytearray(b'HeLLo, WorLd') 7 True Hello, World 48656c
print(a.partition(b","), bytearray(b" x ").strip(), bytearray(b",").join([b"1", bytearray(b"2")]), a.title(), a.lower(), a.count(b"o"))
# expect: (bytearray(b'Hello'), bytearray(b','), bytearray(b' World')) bytearray(b'x') bytearray(b'1,2') bytearray(b'Hello, World') bytearray(b'hello, world') 2
print([chr(c) for c in a[:3]], list(zip(a, range(2))), sorted(bytearray(b"cab")), reversed(a).__next__(), a.isalpha())
# expect: ['H', 'e', 'l'] [(72, 0), (101, 1)] [97, 98, 99] 100 False
b = bytearray()
for i in range(300):
    b.append(i & 0xFF)
print(len(b), b[255], b[256], b[299])  # expect: 300 255 0 43
while len(b) > 3:
    del b[::2]
print(b, len(b))  # expect: bytearray(b'\x7f\xff') 2
c = bytearray(b"abc")
for x in c:
    if len(c) < 6:
        c.append(x + 1)
print(c)  # expect: bytearray(b'abcbcd')
c[:] = b"new"
c[1:1] = c
print(c, c.translate(None, b"n"), c.center(10, b"-"), bytearray.fromhex("01 02"), int.from_bytes(c[:2], "big"))
# expect: bytearray(b'nnewew') bytearray(b'ewew') bytearray(b'--nnewew--') bytearray(b'\x01\x02') 28270
d = bytearray(b"xyz")
print(d[::-1], d[-2:], d[1:1], d == bytearray(b"xyz"), d != b"xyz", repr(bytearray(b"'")), str(bytearray(b"\xff")))
# expect: bytearray(b'zyx') bytearray(b'yz') bytearray(b'') True False bytearray(b"\'") bytearray(b'\xff')
