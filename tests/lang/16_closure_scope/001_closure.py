# Closures read the variable, not its value at definition.
def make():
    x = 1

    def get():
        return x

    x = 2
    return get


print(make()())  # expect: 2


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return inc, get


inc, get = counter()
inc2, get2 = counter()
inc()
inc(5)
inc2(100)
print(get(), get2())  # expect: 6 100
fs = [lambda: i for i in range(3)]
print([f() for f in fs])  # expect: [2, 2, 2]
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])  # expect: [0, 1, 2]
fs = []
for k in range(3):
    def f(k=k):
        return k * 10
    fs.append(f)
print([f() for f in fs])  # expect: [0, 10, 20]


def outer():
    out = []
    for j in range(3):
        out.append(lambda: j)
    return out


print([f() for f in outer()])  # expect: [2, 2, 2]
