# Exceptions raised in the middle of expressions and calls leave nothing behind.
def boom(*a):
    raise ValueError("boom")


def attempt(f):
    try:
        return f()
    except ValueError:
        return "caught"


data = [1, 2, 3]
for i in range(30):
    attempt(lambda: [1, 2, [3, boom()], 4])
    attempt(lambda: {"a": 1, "b": boom()})
    attempt(lambda: 1 + (2 * (3 - boom())))
    attempt(lambda: print(1, 2, boom(), end=""))
    attempt(lambda: [x + y for x in data for y in (1, boom())])
    attempt(lambda: f"{1} {2} {boom()}")
    attempt(lambda: data[boom():2])
    attempt(lambda: sorted(data, key=boom))
    attempt(lambda: list(map(boom, data)))
    attempt(lambda: sum(boom() for _ in data))
print(data)  # expect: [1, 2, 3]


def loop():
    n = 0
    for a in range(5):
        for b in [10, 20]:
            try:
                n += a * b if a != 3 else boom()
            except ValueError:
                n += 1000
                break
    return n


print(loop())  # expect: 1210
x = [0]
try:
    x[boom()] = 1
except ValueError:
    pass
try:
    x[0] += boom()
except ValueError:
    print(x)  # expect: [0]


def gen():
    for i in range(3):
        try:
            yield i
            if i == 1:
                boom()
        except ValueError:
            yield "handled"


print(list(gen()), [attempt(lambda: 5), attempt(boom)])
# expect: [0, 1, 'handled', 2] [5, 'caught']
