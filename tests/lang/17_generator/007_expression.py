# Generator expressions: laziness, scope, first iterable early.
g = (x * x for x in range(4))
print(next(g), list(g), list(g))  # expect: 0 [1, 4, 9] []
print(sum(x for x in range(101)), max(len(w) for w in ("a", "bbb", "cc")), sorted(-x for x in (1, 3, 2)))
# expect: 5050 3 [-3, -2, -1]
print(any(x > 2 for x in (1, 2, 3)), all(x for x in ()), ",".join(str(i) for i in range(3)))
# expect: True True 0,1,2
print(list((x, y) for x in range(3) for y in range(x)), list(x for x in range(10) if x % 2 if x > 4))
# expect: [(1, 0), (2, 0), (2, 1)] [5, 7, 9]
k = 1
g = (x + k for x in (1, 2))
k = 10
print(list(g))  # expect: [11, 12]
src = [1, 2]
g = (x for x in src)
src.append(3)
src = []
print(list(g))  # expect: [1, 2, 3]
try:
    (x for x in undefined_thing)
except NameError as e:
    print(e)  # expect: name 'undefined_thing' is not defined
g = (undefined_thing for x in (1,))
try:
    next(g)
except NameError as e:
    print("later:", e)  # expect: later: name 'undefined_thing' is not defined
print(list(list(y for y in range(x)) for x in range(3)), type(g).__name__)
# expect: [[], [0], [0, 1]] generator
fs = list(lambda: x for x in range(3))
print([f() for f in fs])  # expect: [2, 2, 2]
print(dict((c, ord(c)) for c in "ab"), tuple(i for i in range(2)), [*(c for c in "hi")])
# expect: {'a': 97, 'b': 98} (0, 1) ['h', 'i']


def seen(x):
    print("saw", x)
    return x


print(next(seen(x) for x in range(5) if x == 2))
# expect: saw 2
# expect: 2
print(any(seen(x) for x in (0, 1, 2)))
# expect: saw 0
# expect: saw 1
# expect: True
