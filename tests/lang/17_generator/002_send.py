# send: values come back from yield.
def echo():
    got = yield "ready"
    while got != "stop":
        got = yield ("echo", got)
    return "bye"


g = echo()
print(next(g), g.send(1), g.send("x"), next(g))
# expect: ready ('echo', 1) ('echo', 'x') ('echo', None)
try:
    g.send("stop")
except StopIteration as e:
    print(e.value)  # expect: bye
g = echo()
try:
    g.send(5)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started generator
print(g.send(None))  # expect: ready


def averager():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        total += x
        n += 1
        avg = total / n


a = averager()
next(a)
print([a.send(v) for v in (10, 20, 60)])  # expect: [10.0, 15.0, 30.0]


def expr():
    x = (yield 1) + (yield 2)
    y = [(yield x), (yield "b")]
    print("y", y)
    z = yield
    print("z", z)


g = expr()
print(next(g), g.send(10), g.send(20), g.send("p"), g.send("q"))
# expect: y ['p', 'q']
# expect: 1 2 30 b None
for _ in g:
    pass
# expect: z None
try:
    g.send(1)
except StopIteration:
    print("finished")  # expect: finished
