# The rare steps of long division: quotient digit too large, add back.
cases = [
    (2 ** 64 * (2 ** 32 - 1), 2 ** 63 + 2 ** 31),
    (0x7FFFFFFF800000010000000000000000, 0x800000008000000200000005),
    (0x80000000000000000000000000000003, 0x200000000000000000000001),
    (0x7FFF800100000000, 0x800080020005),
    (0x8000000000000003, 0x2000000000000001),
    (0x800000000000FFFE0000, 0x80000000FFFF),
    (2 ** 127 - 1, 2 ** 63 + 1),
    (2 ** 160 - 1, 2 ** 80 - 1),
    (0xFFFFFFFEFFFFFFFF00000000, 0xFFFFFFFFFFFFFFFF),
    (0xFFFEFFFF0000, 0xFFFFFFFF),
]
for n, d in cases:
    q, r = divmod(n, d)
    print(hex(q), hex(r), q * d + r == n, 0 <= r < d)
# expect: 0x1fffffffc 0x200000000 True True
# expect: 0xfffffffd 0x80000000800000010000000f True True
# expect: 0x3ffffffff 0x1ffffffffffffffc00000004 True True
# expect: 0xfffd 0x80008001000f True True
# expect: 0x3 0x2000000000000000 True True
# expect: 0xfffffffe 0x1fffffffe True True
# expect: 0xfffffffffffffffe 0x1 True True
# expect: 0x100000000000000000001 0x0 True True
# expect: 0xfffffffe 0xfffffffffffffffe True True
# expect: 0xfffe 0xfffffffe True True
bad = 0
seed = 1
for i in range(150):
    seed = seed * 6364136223846793005 + 1442695040888963407 & 2 ** 128 - 1
    n = seed * seed
    d = (seed >> i % 70) | 1
    q, r = divmod(n, d)
    if q * d + r != n or not 0 <= r < d:
        bad += 1
print(bad, hex(seed))  # expect: 0 0x5433199ee7cccea4783e7c45aff4ed0f
