# Many parameters, many arguments, many defaults.
def f(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o=15, p=16, *rest, q=17, r=18, **more):
    return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r, rest, more


print(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14))  # expect: (171, (), {})
print(f(*range(14)), f(*range(20)))  # expect: (157, (), {}) (155, (16, 17, 18, 19), {})
print(f(*range(10), n=1, m=2, l=3, k=4, r=0, z=1))  # expect: (103, (), {'z': 1})


def count(*a, **k):
    return len(a), len(k)


print(count(*range(300)))  # expect: (300, 0)
print(count(**{"k" + str(i): i for i in range(60)}))  # expect: (0, 60)
print(max(*range(100), 1000, *range(50)))  # expect: 1000
