# list() of everything iterable; list of lists is shallow.
print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list([1]), list(b"ab"))
# expect: [] ['a', 'b', 'c'] [1, 2] [1] [0, 1, 2] [1] [97, 98]
print(list(x for x in "gen"), list(map(abs, [-1, 2])), list(zip([1], [2])), list({5}))
# expect: ['g', 'e', 'n'] [1, 2] [(1, 2)] [5]
for bad in (5, None, 1.5, len):
    try:
        list(bad)
    except TypeError as e:
        print(e)
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'float' object is not iterable
# expect: 'builtin_function_or_method' object is not iterable
try:
    list(1, 2)
except TypeError as e:
    print(e)  # expect: list expected at most 1 argument, got 2
a = [[1]]
b = list(a)
b[0].append(2)
b.append(3)
print(a, b)  # expect: [[1, 2]] [[1, 2], 3]


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


print(list(Seq()), [*Seq()], 4 in Seq(), 5 in Seq())  # expect: [0, 1, 4, 9] [0, 1, 4, 9] True False
print([*range(3), *"ab", *[]], [*[*[1]]])  # expect: [0, 1, 2, 'a', 'b'] [1]
print(isinstance([], list), type([]) is list, list is type([]))  # expect: True True True
