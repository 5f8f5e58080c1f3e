# Ranges beyond machine words.
big = 10 ** 20
r = range(big, big + 10, 3)
print(r, len(r), list(r)[-1] - big, r[1] - big)
# expect: range(100000000000000000000, 100000000000000000010, 3) 4 9 3
for x in r:
    print(x)
# expect: 100000000000000000000
# expect: 100000000000000000003
# expect: 100000000000000000006
# expect: 100000000000000000009
print(big + 3 in r, big + 4 in r, r.index(big + 6))  # expect: True False 2
r = range(-big, big, big)
print(len(r), list(r))  # expect: 2 [-100000000000000000000, 0]
print(range(0, big)[-1], range(big)[5:8], range(0, 2 ** 70, 2 ** 68)[3])
# expect: 99999999999999999999 range(5, 8) 885443715538058477568
print(range(2 ** 62, 2 ** 62 + 3)[2] - 2 ** 62)  # expect: 2
print([i for i in range(2 ** 64, 2 ** 64 - 3, -1)])
# expect: [18446744073709551616, 18446744073709551615, 18446744073709551614]
