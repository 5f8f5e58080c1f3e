# * and ** in calls, several of each, from any iterable.
def f(*a, **k):
    return a, k


print(f(*[1, 2], *(3,), 4, *"ab"))  # expect: ((1, 2, 3, 4, 'a', 'b'), {})
print(f(**{"x": 1}, y=2, **{"z": 3}))  # expect: ((), {'x': 1, 'y': 2, 'z': 3})
print(f(*range(3), k=1, *[9]))  # expect: ((0, 1, 2, 9), {'k': 1})
print(f(*{}, **{}))  # expect: ((), {})
print(f(*{"a": 1, "b": 2}))  # expect: (('a', 'b'), {})
print(f(*(x * x for x in range(4))))  # expect: ((0, 1, 4, 9), {})


def gen():
    yield 1
    yield 2


print(f(0, *gen(), 3, **dict(a=1)))  # expect: ((0, 1, 2, 3), {'a': 1})
for call in (lambda: f(**{"a": 1}, a=2), lambda: f(**{1: 2}), lambda: f(*5), lambda: f(**5),
             lambda: f(a=1, **{"b": 1}, **{"b": 2})):
    try:
        print(call())
    except TypeError as e:
        text = str(e)
        print(text[text.find("f() ") if "f() " in text else 0:])
# expect: f() got multiple values for keyword argument 'a'
# expect: keywords must be strings
# expect: f() argument after * must be an iterable, not int
# expect: f() argument after ** must be a mapping, not int
# expect: f() got multiple values for keyword argument 'b'
