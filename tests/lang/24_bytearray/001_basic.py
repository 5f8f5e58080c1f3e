# bytearray: assign, delete, grow, compare.
a = bytearray(b"abc")
a[0] = 65
a[-1] = ord("C")
print(a, len(a), a[1], a == b"AbC", bytes(a), list(a))
# expect: bytearray(b'AbC') 3 98 True b'AbC' [65, 98, 67]
a.append(33)
a.extend(b"xy")
a.extend([1, 2])
a += b"!"
print(a)  # expect: bytearray(b'AbC!xy\x01\x02!')
a.insert(0, 62)
print(a.pop(), a.pop(0), a, a.remove(1), a.index(2))
# expect: 33 62 bytearray(b'AbC!xy\x02') None 6
del a[0]
del a[-2:]
print(a)  # expect: bytearray(b'bC!x')
a[1:2] = b"long"
a[0:0] = [48, 49]
a[::2] = bytes(len(a[::2]))
print(a, a[2:4], type(a[:1]).__name__)
# expect: bytearray(b'\x001\x00l\x00n\x00!\x00') bytearray(b'\x00l') bytearray
a.reverse()
a *= 2
print(a, a.copy() == a, a.copy() is a)
# expect: bytearray(b'\x00!\x00n\x00l\x001\x00\x00!\x00n\x00l\x001\x00') True False
a.clear()
print(a, bool(a), bytearray(4), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray())
# expect: bytearray(b'') False bytearray(b'\x00\x00\x00\x00') bytearray(b'\x01\x02') bytearray(b'\xc3\xa9') bytearray(b'')
b = c = bytearray(b"x")
b += b"y"
print(c, b is c, b + b"z", b"z" + b, b * 2, b < b"y", b"x" in b, 120 in b)
# expect: bytearray(b'xy') True bytearray(b'xyz') b'zxy' bytearray(b'xyxy') True True True
for f in (lambda: b.__setitem__(0, 256), lambda: b.__setitem__(9, 1), lambda: b.append("a"), lambda: hash(b), lambda: b.pop(9),
          lambda: b.remove(0), lambda: bytearray("s"), lambda: b.append(-1), lambda: bytearray().pop()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError byte must be in range(0, 256)
# expect: IndexError bytearray index out of range
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError unhashable type: 'bytearray'
# expect: IndexError pop index out of range
# expect: ValueError value not found in bytearray
# expect: TypeError string argument without an encoding
# expect: ValueError byte must be in range(0, 256)
# expect: IndexError pop from empty bytearray
