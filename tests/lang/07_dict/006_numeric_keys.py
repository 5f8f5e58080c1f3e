# Keys that are equal are one key: ints, floats, bools, big numbers.
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d)  # expect: {1: 'bool'}
d = {0: "a", -0.0: "b", False: "c"}
print(d)  # expect: {0: 'c'}
print({2 ** 70: 1}[2.0 ** 70], {0.5: "half"}[1 / 2], hash(1) == hash(1.0) == hash(True))
# expect: 1 half True
print(hash(0.5) == hash(1 / 2), hash(-0.0) == hash(0))  # expect: True True
big = {10 ** i: i for i in range(0, 40, 5)}
print(big[10 ** 35], 10 ** 20 in big, 10 ** 21 in big, list(big.values()))
# expect: 35 True False [0, 5, 10, 15, 20, 25, 30, 35]
neg = {-i: i for i in range(5)}
print(neg)  # expect: {0: 0, -1: 1, -2: 2, -3: 3, -4: 4}
d = {1.5: 1, "1.5": 2, (1.5,): 3, b"1.5": 4, None: 5}
print(d[1.5], d["1.5"], d[(1.5,)], d[b"1.5"], d[None])  # expect: 1 2 3 4 5
nan = float("nan")
d = {nan: 1}
print(d[nan], nan in d, float("nan") in d)  # expect: 1 True False
