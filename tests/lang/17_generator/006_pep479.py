# StopIteration inside a generator becomes RuntimeError; not in plain iterators.
def bad():
    yield 1
    raise StopIteration("mine")


def bad2():
    yield next(iter([]))


g = bad()
print(next(g))  # expect: 1
try:
    next(g)
except RuntimeError as e:
    print(e, "|", type(e.__cause__).__name__)
    # expect: generator raised StopIteration | StopIteration
try:
    list(bad2())
except RuntimeError as e:
    print(e)  # expect: generator raised StopIteration
try:
    list(next(iter([])) for _ in "a")
except RuntimeError as e:
    print(e)  # expect: generator raised StopIteration


def fine():
    try:
        next(iter([]))
    except StopIteration:
        yield "caught inside"


print(list(fine()))  # expect: ['caught inside']


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


print(list(It()))  # expect: []


def raises():
    yield 1
    raise KeyError("k")


g = raises()
next(g)
try:
    next(g)
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'k'
print(next(g, "ended"))  # expect: ended


def reenter():
    next(me)
    yield


me = reenter()
try:
    next(me)
except ValueError as e:
    print(e)  # expect: generator already executing
