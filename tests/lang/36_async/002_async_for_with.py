# async for, async with, asynchronous generators and comprehensions.
class Tick:
    def __await__(self):
        yield "tick"


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await Tick()
        return self.n


class Lock:
    async def __aenter__(self):
        print("acquire")
        await Tick()
        return "lock"

    async def __aexit__(self, t, v, tb):
        print("release", t and t.__name__)
        return t is KeyError


async def agen(n):
    for i in range(n):
        await Tick()
        yield i * i


async def main():
    async for x in Count(2):
        print("item", x)
    else:
        print("else")
    async with Lock() as l:
        print("held", l)
    async with Lock():
        raise KeyError
    print([x async for x in agen(4)], {x: 1 async for x in agen(2)}, [await two() for _ in range(2)])
    return [x async for x in agen(5) if x % 2]


async def two():
    await Tick()
    return 2


def run(coro):
    ticks = 0
    try:
        while True:
            coro.send(None)
            ticks += 1
    except StopIteration as e:
        return ticks, e.value


print(run(main()))
# expect: item 1
# expect: item 0
# expect: else
# expect: acquire
# expect: held lock
# expect: release None
# expect: acquire
# expect: release KeyError
# expect: [0, 1, 4, 9] {0: 1, 1: 1} [2, 2]
# expect: (17, [1, 9])
