# A linear congruential generator and a checksum: much masked arithmetic.
seed = 12345
out = []
for i in range(8):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    out.append(seed >> 16 & 0x7FFF)
print(out)  # expect: [21468, 9988, 22117, 3498, 16927, 16045, 19741, 12122]
print(seed)  # expect: 794471793


def fletcher(data):
    a = b = 0
    for x in data:
        a = (a + x) % 255
        b = (b + a) % 255
    return b << 8 | a


print(fletcher([1, 2, 3, 4, 5]), hex(fletcher(range(200))))  # expect: 8975 0xa00a


def xorshift(x):
    x ^= x << 13 & 0xFFFFFFFF
    x ^= x >> 17
    x ^= x << 5 & 0xFFFFFFFF
    return x


x = 1
for i in range(5):
    x = xorshift(x)
    print(x)
# expect: 270369
# expect: 67634689
# expect: 2647435461
# expect: 307599695
# expect: 2398689233
