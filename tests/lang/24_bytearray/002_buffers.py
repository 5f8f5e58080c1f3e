# bytearray as a buffer: fixed-size driver code, checksums, in-place work.
buf = bytearray(8)
for i in range(8):
    buf[i] = i * 37 & 0xFF
print(buf.hex(), sum(buf), max(buf), buf.find(b"\x25"), buf.count(0))
# expect: 00254a6f94b9de03 780 222 1 1


def crc8(data):
    crc = 0
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1
    return crc


print(hex(crc8(b"123456789")), crc8(buf), crc8(bytearray()))  # expect: 0xf4 71 0


def put16(buf, at, v):
    buf[at] = v >> 8 & 255
    buf[at + 1] = v & 255


def get16(buf, at):
    return buf[at] << 8 | buf[at + 1]


put16(buf, 2, 0xBEEF)
put16(buf, 6, 1)
print(buf.hex(), hex(get16(buf, 2)), get16(buf, 6))  # expect: 0025beef94b90001 0xbeef 1
buf[:4], buf[4:] = buf[4:], buf[:4]
print(buf.hex())  # expect: 94b900010025beef
for i in range(len(buf) // 2):
    buf[i], buf[-1 - i] = buf[-1 - i], buf[i]
print(buf.hex(), len(buf))  # expect: efbe25000100b994 8
bits = bytearray(4)
for n in (0, 5, 9, 31):
    bits[n >> 3] |= 1 << (n & 7)
print([n for n in range(32) if bits[n >> 3] >> (n & 7) & 1], bits)
# expect: [0, 5, 9, 31] bytearray(b'!\x02\x00\x80')
key = b"key"
msg = bytearray(b"secret message")
for i in range(len(msg)):
    msg[i] ^= key[i % 3]
print(msg.hex())  # expect: 18001a19000d4b081c1816180c00
for i in range(len(msg)):
    msg[i] ^= key[i % 3]
print(msg.decode())  # expect: secret message
