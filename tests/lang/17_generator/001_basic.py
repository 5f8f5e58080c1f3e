# Generators: yield, next, for, exhaustion, return.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


g = count(3)
print(next(g), next(g), next(g))  # expect: 0 1 2
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)  # expect: stop None
print(next(g, "default"), list(count(4)), [x for x in count(2)], sum(count(10)))
# expect: default [0, 1, 2, 3] [0, 1] 45
for x in count(2):
    print(x)
# expect: 0
# expect: 1


def empty():
    return
    yield


def none():
    yield
    yield None


def ret():
    yield 1
    return "result"


print(list(empty()), list(none()), list(ret()))  # expect: [] [None, None] [1]
g = ret()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args)  # expect: result ('result',)
print(iter(g) is g, type(g).__name__, g.__name__)  # expect: True generator ret
lazy = count(1000000000)
print(next(lazy), next(lazy))  # expect: 0 1


def effects():
    print("started")
    yield 1
    print("resumed")
    yield 2
    print("ended")


g = effects()
print("not yet")  # expect: not yet
print(next(g))
# expect: started
# expect: 1
print(list(g))
# expect: resumed
# expect: ended
# expect: [2]
