# Locals, loops, try blocks and operand stack survive a yield.
def many():
    a, b = 0, 1
    for i in range(3):
        for j in "xy":
            a, b = b, a + b
            try:
                r = [i, (yield a), j] + [(yield b)]
            finally:
                a += 100
            yield r


g = many()
out = [next(g)]
try:
    while True:
        out.append(g.send(len(out)))
except StopIteration:
    pass
print(out)
# expect: [1, 1, [0, 1, 'x', 2], 1, 102, [0, 4, 'y', 5], 102, 203, [1, 7, 'x', 8], 203, 405, [1, 10, 'y', 11], 405, 708, [2, 13, 'x', 14], 708, 1213, [2, 16, 'y', 17]]


def call(*args, **kw):
    return args, kw


def inside_call():
    yield call((yield 1), k=(yield 2), *[(yield 3)])


g = inside_call()
next(g)
g.send("one")
g.send("three" if False else "two")
print(g.send("x"))  # expect: (('one', 'two'), {'k': 'x'})


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f1, f2 = fib(), fib()
print([next(f1) for _ in range(10)], next(f2), next(f2), next(f1))
# expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34] 0 1 55


def interleave(*gens):
    gens = list(gens)
    while gens:
        for g in list(gens):
            try:
                yield next(g)
            except StopIteration:
                gens.remove(g)


print(list(interleave(iter("ab"), iter(range(4)), iter([]))))  # expect: ['a', 0, 'b', 1, 2, 3]
