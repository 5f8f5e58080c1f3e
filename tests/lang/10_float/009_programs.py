# Numeric programs: Newton, integration, statistics, series.
def sqrt(x):
    g = x
    for _ in range(30):
        g = (g + x / g) / 2
    return g


print(sqrt(2.0), sqrt(9.0), sqrt(1e10))  # expect: 1.414213562373095 3.0 100000.0


def integrate(f, a, b, n):
    h = (b - a) / n
    s = (f(a) + f(b)) / 2
    for i in range(1, n):
        s += f(a + i * h)
    return s * h


print(integrate(lambda x: x * x, 0, 3, 100))  # expect: 9.000449999999995
e = term = 1.0
for n in range(1, 20):
    term /= n
    e += term
print(e)  # expect: 2.7182818284590455
pi = 0.0
for k in range(200):
    pi += (-1) ** k * 4 / (2 * k + 1)
print(pi)  # expect: 3.136592684838816
data = [2.5, 3.5, 1.25, 4.0, 5.75]
mean = var = 0.0
for x in data:
    mean += x / len(data)
for x in data:
    var += (x - mean) ** 2 / len(data)
print(mean, var, var ** 0.5)  # expect: 3.4 2.265 1.5049916943292412
x, v = 0.0, 1.0
for _ in range(10):
    v -= 0.1 * x
    x += 0.1 * v
print(x, v)  # expect: 0.8427503884058641 0.5820887703538016
c = 37.5
print(c * 9 / 5 + 32, f"{c:.1f}", "%.3f" % (c / 7))  # expect: 99.5 37.5 5.357
