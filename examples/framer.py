# Frames for a serial line: a length, data, CRC-16, and byte stuffing so that 0x7E only marks ends.
# As in HDLC: 0x7E is sent as 7D 5E, 0x7D as 7D 5D. A CRC-8 (as of 1-wire sensors) for comparison.
END, ESC = 0x7E, 0x7D


def crc8(data):
    crc = 0
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
    return crc


def crc16(data):
    "CRC-16/CCITT: polynomial 0x1021, start 0xFFFF."
    crc = 0xFFFF
    for b in data:
        crc ^= b << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    return crc


def encode(data):
    crc = crc16(data)
    out = bytearray([END])
    for part in (data, (crc >> 8, crc & 255)):
        for b in part:
            if b == END or b == ESC:
                out.append(ESC)
                b ^= 0x20
            out.append(b)
    out.append(END)
    return out


def decode(stream):
    "Yields the data of each good frame, and None for a damaged one."
    buf = bytearray()
    esc = False
    for b in stream:
        if b == END:
            if buf:
                good = len(buf) > 2 and crc16(buf[:-2]) == buf[-2] << 8 | buf[-1]
                yield buf[:-2] if good else None
                buf = bytearray()
            esc = False
        elif b == ESC:
            esc = True
        else:
            buf.append(b ^ 0x20 if esc else b)
            esc = False


check = b"123456789"
print("crc8", hex(crc8(check)), "crc16", hex(crc16(check)))
line = bytearray()
for message in b"hello", b"\x7e\x7d~}", bytes(3):
    frame = encode(message)
    print(len(message), "->", frame.hex())
    line += frame
line[3] ^= 1
for got in decode(line):
    print("damaged" if got is None else bytes(got))
