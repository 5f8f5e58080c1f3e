# // and % round toward minus infinity; divmod agrees.
for a in (7, -7):
    for b in (3, -3, 7, 1, -1):
        print(a, b, a // b, a % b, divmod(a, b), b * (a // b) + a % b == a)
# expect: 7 3 2 1 (2, 1) True
# expect: 7 -3 -3 -2 (-3, -2) True
# expect: 7 7 1 0 (1, 0) True
# expect: 7 1 7 0 (7, 0) True
# expect: 7 -1 -7 0 (-7, 0) True
# expect: -7 3 -3 2 (-3, 2) True
# expect: -7 -3 2 -1 (2, -1) True
# expect: -7 7 -1 0 (-1, 0) True
# expect: -7 1 -7 0 (-7, 0) True
# expect: -7 -1 7 0 (7, 0) True
print(divmod(0, 5), divmod(True, 2))  # expect: (0, 0) (0, 1)
print((-1) // 2, (-1) % 2, 1 // -2, 1 % -2)  # expect: -1 1 -1 -1
