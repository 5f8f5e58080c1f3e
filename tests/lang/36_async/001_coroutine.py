# async def and await, driven by hand.
class Pause:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        got = yield self.v
        return got


async def inner(n):
    a = await Pause(n)
    b = await Pause(n + 1)
    return a + b


async def outer():
    try:
        r = await inner(10)
        print("inner gave", r)
        return r * 2
    finally:
        print("finally")


c = outer()
print(type(c).__name__, c.send(None), c.send(1))  # expect: coroutine 10 11
try:
    c.send(2)
    # expect: inner gave 3
    # expect: finally
except StopIteration as e:
    print("result", e.value)  # expect: result 6
c = outer()
c.send(None)
try:
    c.throw(ValueError("thrown in"))  # expect: finally
except ValueError as e:
    print(e)  # expect: thrown in
c = outer()
c.send(None)
c.close()  # expect: finally


def run(coro):
    values = []
    try:
        v = coro.send(None)
        while True:
            values.append(v)
            v = coro.send(v)
    except StopIteration as e:
        return values, e.value


print(run(inner(5)))  # expect: ([5, 6], 11)
try:
    run((lambda: (yield))())
    for x in inner(1):
        pass
except TypeError as e:
    print(e)  # expect: 'coroutine' object is not iterable
