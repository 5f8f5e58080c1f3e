# Binary files: bytes in and out, seek and tell.
with open("b.bin", "wb") as f:
    print(f.write(bytes(range(20))), f.write(bytearray(b"\r\n\xff")), f.tell())  # expect: 20 3 23
with open("b.bin", "rb") as f:
    print(f.read(3), f.tell(), f.seek(18), f.read())
    # expect: b'\x00\x01\x02' 3 18 b'\x12\x13\r\n\xff'
    f.seek(-2, 2)
    print(f.read(), f.read())  # expect: b'\n\xff' b''
    f.seek(5)
    f.seek(2, 1)
    print(f.read(1))  # expect: b'\x07'
with open("b.bin", "r+b") as f:
    f.seek(4)
    f.write(b"HERE")
    f.seek(0)
    print(f.read(10))  # expect: b'\x00\x01\x02\x03HERE\x08\t'
with open("b.bin", "rb") as f:
    buf = bytearray(6)
    print(f.readinto(buf), buf)  # expect: 6 bytearray(b'\x00\x01\x02\x03HE')
with open("b.bin", "ab") as f:
    f.write(b"tail")
print(open("b.bin", "rb").read()[-6:])  # expect: b'\n\xfftail'
with open("b.bin", "rb") as f:
    print([len(line) for line in f])  # expect: [11, 11, 5]
