# iter with a sentinel.
data = [3, 1, 4, 0, 9]
it = iter(lambda: data.pop(0), 0)
print(list(it), data, list(it))  # expect: [3, 1, 4] [9] []
n = 0


def step():
    global n
    n += 1
    return n


for x in iter(step, 4):
    print(x)
# expect: 1
# expect: 2
# expect: 3
print(n)  # expect: 4


class Source:
    def __init__(self):
        self.i = 0

    def __call__(self):
        self.i += 2
        return self.i

    def read(self):
        self.i += 1
        return "end" if self.i > 3 else self.i


print([v for v in iter(Source(), 8)], list(iter(Source().read, "end")))
# expect: [2, 4, 6] [1, 2, 3]
try:
    iter(5, 0)
except TypeError as e:
    print(e)  # expect: iter(v, w): v must be callable


def stops():
    raise StopIteration


print(list(iter(stops, 1)))  # expect: []


def fails():
    raise ValueError("inside")


try:
    list(iter(fails, 1))
except ValueError as e:
    print(e)  # expect: inside
print(type(iter([])).__name__, type(iter(())).__name__, type(iter("")).__name__, type(iter({})).__name__)
# expect: list_iterator tuple_iterator str_ascii_iterator dict_keyiterator
