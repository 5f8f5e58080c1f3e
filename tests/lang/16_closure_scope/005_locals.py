# locals(); comprehension scope.
def f(a, b=2):
    c = a + b
    return sorted(locals().items())


print(f(1))  # expect: [('a', 1), ('b', 2), ('c', 3)]
i = "outer"
print([i for i in range(3)], i)  # expect: [0, 1, 2] outer
print({i: i for i in "ab"}, {i for i in (1,)}, list(i for i in (5,)), i)
# expect: {'a': 'a', 'b': 'b'} {1} [5] outer
x = 10
print([x for _ in range(2)], [[x + y for y in range(2)] for x in (1, 2)], x)
# expect: [10, 10] [[1, 2], [2, 3]] 10


class C:
    n = 3
    squares = [k * k for k in range(n)]


print(C.squares)  # expect: [0, 1, 4]
