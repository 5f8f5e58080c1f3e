# Comparison of big ints with each other and small ones.
vals = [-2 ** 100, -2 ** 64 - 1, -2 ** 64, -2 ** 31, -1, 0, 1, 2 ** 31, 2 ** 62, 2 ** 64, 2 ** 64 + 1, 2 ** 100]
print(all((vals[i] < vals[j]) == (i < j) for i in range(12) for j in range(12)))  # expect: True
print(all((vals[i] >= vals[j]) == (i >= j) for i in range(12) for j in range(12)))  # expect: True
print(all((vals[i] == vals[j] + 0) == (i == j) for i in range(12) for j in range(12)))
# expect: True
print(sorted(vals[::-1]) == vals, max(vals) == 2 ** 100, min(vals) == -2 ** 100)
# expect: True True True
print(2 ** 100 == 2 ** 100 + 1 - 1, hash(2 ** 100) == hash(2 ** 99 * 2), {2 ** 80: 1}.get(4 ** 40))
# expect: True True 1
print(bool(2 ** 100), bool(2 ** 100 - 2 ** 100), 10 ** 30 in [10 ** 30], [10 ** 30].index(10 ** 15 * 10 ** 15))
# expect: True False True 0
print(10 ** 20 > 1.5, 10 ** 20 == 1e20, 10 ** 20 + 1 == 1e20, -10 ** 20 < -1e19)
# expect: True True False True
print(abs(-2 ** 70), -(-2 ** 70), +2 ** 70, (2 ** 70).__neg__())
# expect: 1180591620717411303424 1180591620717411303424 1180591620717411303424 -1180591620717411303424
