# bytes: literals, index, slice, repr, immutable.
b = b"abc\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b))
# expect: b'abc\x00\xff' 5 97 255 b'bc' b'\xff\x00cba' [97, 98, 99, 0, 255]
print(b"", b"it's", b'say "x"', b"both ' and \"", b"\t\n\r\\", b"\x7f\x80", rb"\n", b"a" b"b")
# expect: b'' b"it's" b'say "x"' b'both \' and "' b'\t\n\r\\' b'\x7f\x80' b'\\n' b'ab'
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(b"copy"), bytes("é", "utf-8"), bytes(range(5)), bytes(bytearray(b"x")))
# expect: b'' b'\x00\x00\x00' b'\x01\x02\xff' b'copy' b'\xc3\xa9' b'\x00\x01\x02\x03\x04' b'x'
print(b"a" + b"b", b"ab" * 2, b"a" in b"cat", 97 in b"cat", b"" in b"x", b"a" < b"b", b"a" == "a", b"a" == bytearray(b"a"))
# expect: b'ab' b'abab' True True True True False True
print(bytes.fromhex("00ff 10"), b"\x01\xab".hex(), b"\x01\x02\x03".hex(":"), b"\x01\x02\x03".hex("-", 2), bool(b""), bool(b"\0"))
# expect: b'\x00\xff\x10' 01ab 01:02:03 01-0203 False True
for f in (lambda: b[9], lambda: bytes([256]), lambda: bytes([-1]), lambda: b"a" + "a", lambda: bytes("x"), lambda: b"a" < "a",
          lambda: b.__setitem__, lambda: bytes(-1), lambda: "a" in b"a", lambda: 300 in b"a", lambda: bytes.fromhex("0g")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# expect: IndexError index out of range
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError can't concat str to bytes
# expect: TypeError string argument without an encoding
# expect: TypeError '<' not supported between instances of 'bytes' and 'str'
# expect: AttributeError 'bytes' object has no attribute '__setitem__'
# expect: ValueError negative count
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError byte must be in range(0, 256)
# expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
try:
    b[0] = 1
except TypeError as e:
    print(e)  # expect: 'bytes' object does not support item assignment
x, y = b"hi"
print(x, y, hash(b"a") == hash(b"a"), {b"k": 1}[b"k"], [c for c in b"AB"], sorted(b"cab"), max(b"az"), sum(b"\1\2"))
# expect: 104 105 True 1 [65, 66] [97, 98, 99] 122 3
