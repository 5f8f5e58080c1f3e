# Cooperative tasks: a round-robin scheduler and a coroutine pipeline.
def task(name, n):
    for i in range(n):
        print(name, i)
        yield
    return name + " done"


def run(tasks):
    ready = list(tasks)
    while ready:
        t = ready.pop(0)
        try:
            next(t)
        except StopIteration as e:
            print(e.value)
        else:
            ready.append(t)


run([task("a", 2), task("b", 3), task("c", 1)])
# expect: a 0
# expect: b 0
# expect: c 0
# expect: a 1
# expect: b 1
# expect: c done
# expect: a done
# expect: b 2
# expect: b done


def sink(out):
    try:
        while True:
            out.append((yield))
    except GeneratorExit:
        out.append("closed")


def doubler(target):
    while True:
        x = yield
        target.send(x * 2)


out = []
s = sink(out)
next(s)
d = doubler(s)
next(d)
for v in range(3):
    d.send(v)
s.close()
print(out)  # expect: [0, 2, 4, 'closed']
