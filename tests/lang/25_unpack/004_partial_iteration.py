# How much of an iterator unpacking takes; errors in the middle.
def gen():
    for i in range(10):
        taken.append(i)
        yield i


taken = []
try:
    a, b = gen()
except ValueError as e:
    print(e, taken)  # expect: too many values to unpack (expected 2) [0, 1, 2]
taken = []
it = gen()
a, b, c = next(it), next(it), next(it)
print(taken, a, b, c)  # expect: [0, 1, 2] 0 1 2


def fails():
    yield 1
    raise KeyError("mid")


a = b = "old"
try:
    a, b = fails()
except KeyError as e:
    print("KeyError", e, a, b)  # expect: KeyError 'mid' old old


class Seq:
    def __getitem__(self, i):
        if i == 2:
            raise IndexError
        return i + 10


a, b = Seq()
print(a, b)  # expect: 10 11
try:
    a, b, c = Seq()
except ValueError as e:
    print(e)  # expect: not enough values to unpack (expected 3, got 2)


class NoLenNeeded:
    def __iter__(self):
        return iter((1, 2, 3))


a, *b = NoLenNeeded()
print(a, b, [*NoLenNeeded()], max(*NoLenNeeded()))  # expect: 1 [2, 3] [1, 2, 3] 3
