# memoryview: a window without copying.
b = bytearray(b"abcdef")
m = memoryview(b)
print(len(m), m[0], m[-1], bytes(m[1:3]), m[2:5].tobytes(), list(m[:2]), m.tolist()[-1])
# expect: 6 97 102 b'bc' b'cde' [97, 98] 102
m[0] = 65
m[1:3] = b"XY"
print(b, m == b"AXYdef", m[1:3] == b"XY", 65 in m)  # expect: bytearray(b'AXYdef') True True True
w = m[2:]
w[0] = 90
print(b, bytes(w), w.nbytes, m.readonly, memoryview(b"x").readonly, m.itemsize, m.format)
# expect: bytearray(b'AXZdef') b'Zdef' 4 False True 1 B
print(bytes(m[::2]), bytes(m[::-1]), [x for x in m[4:]], b"".join([m[:1], m[5:]]))
# expect: b'AZe' b'fedZXA' [101, 102] b'Af'
for f in (lambda: memoryview(b"ro").__setitem__(0, 1), lambda: m.__setitem__(0, 256), lambda: m[9], lambda: memoryview("s"),
          lambda: m.__setitem__(slice(0, 2), b"xyz")):
    try:
        f()
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__)
# expect: TypeError
# expect: ValueError
# expect: IndexError
# expect: TypeError
# expect: ValueError


def fill(view, v):
    for i in range(len(view)):
        view[i] = v


fill(m[1:3], 48)
print(b)  # expect: bytearray(b'A00def')
