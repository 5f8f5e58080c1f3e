# tuple() of iterables, unpacking into displays, identity.
print(tuple(), tuple("abc"), tuple([1, 2]), tuple({1: 2}), tuple(range(3)), tuple(x for x in "g"))
# expect: () ('a', 'b', 'c') (1, 2) (1,) (0, 1, 2) ('g',)
t = (1, 2)
print(tuple(t) is t, t[:] is t, (*t, 3, *t), (*"ab",))
# expect: True True (1, 2, 3, 1, 2) ('a', 'b')
print([t, t], list(t), dict([t]))  # expect: [(1, 2), (1, 2)] [1, 2] {1: 2}
try:
    tuple(5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable


def divide(a, b):
    return a // b, a % b


q, r = divide(17, 5)
print(q, r, divide(9, 2)[1])  # expect: 3 2 1
print((lambda *a: a)(1, 2), isinstance((), tuple))  # expect: (1, 2) True
print(repr(("a", b"b", None, 1.5)), str((1,)), "%s %s" % (1, 2))
# expect: ('a', b'b', None, 1.5) (1,) 1 2
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
# expect: 0 1 2
# expect: 1 3 4
