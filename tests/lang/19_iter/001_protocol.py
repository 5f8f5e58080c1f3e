# The iterator protocol by hand.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


print(list(Countdown(3)), [x for x in Countdown(2)], sum(Countdown(4)), 2 in Countdown(3), max(Countdown(5)))
# expect: [3, 2, 1] [2, 1] 10 True 5
for x in Countdown(2):
    print(x)
# expect: 2
# expect: 1
a, b, c = Countdown(3)
print(a, b, c, sorted(Countdown(3)), dict(zip(Countdown(2), "xy")), tuple(map(str, Countdown(2))))
# expect: 3 2 1 [1, 2, 3] {2: 'x', 1: 'y'} ('2', '1')


class Sep:
    def __init__(self, data):
        self.data = data

    def __iter__(self):
        return iter(self.data)


s = Sep([1, 2])
print([(x, y) for x in s for y in s], list(s), list(s))
# expect: [(1, 1), (1, 2), (2, 1), (2, 2)] [1, 2] [1, 2]
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None), iter(it) is it)  # expect: 1 [2, 3] None True


class NoNext:
    def __iter__(self):
        return 5


class Raises:
    def __iter__(self):
        raise KeyError("iter")


class NextRaises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("next")


for bad in (NoNext(), Raises(), NextRaises(), 5, object):
    try:
        for x in bad:
            pass
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError iter() returned non-iterator of type 'int'
# expect: KeyError 'iter'
# expect: ValueError next
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'type' object is not iterable
try:
    next([1])
except TypeError as e:
    print(e)  # expect: 'list' object is not an iterator
try:
    next(iter([]))
except StopIteration as e:
    print("StopIteration", e.args)  # expect: StopIteration ()
