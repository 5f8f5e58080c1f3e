# Aliased float variables must not change when one of them is updated in place.
a = 1.5
b = a
a += 1
print(a, b)  # expect: 2.5 1.5
x = [0.5, 0.25]
y = x[0]
x[0] += 1
print(x, y)  # expect: [1.5, 0.25] 0.5


def f(v):
    v += 1.0
    v *= 2.0
    return v


w = 3.0
print(f(w), w, f(f(w)), w)  # expect: 8.0 3.0 18.0 3.0


def acc():
    total = 0.0
    hist = []
    for i in range(5):
        total += i / 2
        hist.append(total)
    return hist


print(acc())  # expect: [0.0, 0.5, 1.5, 3.0, 5.0]


class P:
    def __init__(self, x):
        self.x = x
        self.old = x


p = P(1.25)
p.x += 1
print(p.x, p.old)  # expect: 2.25 1.25
big = 10 ** 20
c = big
big += 1
print(big - c, c)  # expect: 1 100000000000000000000
d = {"k": 1.5}
e = d["k"]
d["k"] -= 0.5
print(d["k"], e)  # expect: 1.0 1.5
t = (a, a + 1, a)
a -= 5
print(t, a)  # expect: (2.5, 3.5, 2.5) -2.5
z = [2.5] * 3
z[1] += 1
print(z)  # expect: [2.5, 3.5, 2.5]
m = n = 4.5
m -= n
print(m, n, (lambda q: (q, q + 1, q))(n))  # expect: 0.0 4.5 (4.5, 5.5, 4.5)
