# Starred targets: first, middle, last, empty, nested.
a, *b = [1, 2, 3]
print(a, b)  # expect: 1 [2, 3]
*a, b = "xyz"
print(a, b)  # expect: ['x', 'y'] z
a, *b, c = range(5)
print(a, b, c)  # expect: 0 [1, 2, 3] 4
a, *b, c = 1, 2
print(a, b, c)  # expect: 1 [] 2
*a, = (1, 2)
print(a)  # expect: [1, 2]
a, (b, *c), *d = 1, (2, 3, 4), 5
print(a, b, c, d)  # expect: 1 2 [3, 4] [5]
[*a, b] = {"p": 1, "q": 2}
print(a, b)  # expect: ['p'] q
for a, *b in [(1, 2, 3), "ab", [9]]:
    print(a, b)
# expect: 1 [2, 3]
# expect: a ['b']
# expect: 9 []
first, *_, last = (x * 2 for x in range(10))
print(first, last)  # expect: 0 18


class C:
    pass


c = C()
c.head, *c.tail = "hello"
print(c.head, c.tail)  # expect: h ['e', 'l', 'l', 'o']
l = [0] * 3
l[0], *l[1:], z = 1, 2, 3, 4, 5
print(l, z)  # expect: [1, 2, 3, 4] 5
print([*range(2), *"ab"], (*[1], *(2,)), {*[1, 1]}, {**{"a": 1}, **{"a": 2}})
# expect: [0, 1, 'a', 'b'] (1, 2) {1} {'a': 2}
a, *b = [[]]
print(a, b)  # expect: [] []
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)  # expect: not enough values to unpack (expected at least 2, got 1)
try:
    *a, b = 5
except TypeError as e:
    print(e)  # expect: cannot unpack non-iterable int object
