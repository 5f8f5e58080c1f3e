# set() of iterables, comprehension, duplicates that are equal.
print(sorted(set("mississippi")), sorted(set([1, 2, 1])), sorted(set(range(3))), set(()) == set())
# expect: ['i', 'm', 'p', 's'] [1, 2] [0, 1, 2] True
print(sorted({x % 3 for x in range(10)}), len({1, 1.0, True}), len({0, False, 0.0, -0.0}))
# expect: [0, 1, 2] 1 1
print(sorted({*"ab", *"bc"}), {1, 1.0}, {True, 1})  # expect: ['a', 'b', 'c'] {1} {True}
s = set()
for i in range(100):
    s.add(i * i % 17)
print(len(s), sorted(s))  # expect: 9 [0, 1, 2, 4, 8, 9, 13, 15, 16]
for i in range(17):
    s.discard(i)
print(s)  # expect: set()
big = {i * 1000003 for i in range(200)}
print(len(big), 1000003 * 199 in big, 1000003 * 200 in big, sum(big))
# expect: 200 True False 19900059700
for i in range(0, 200, 2):
    big.remove(i * 1000003)
print(len(big), min(big), 0 in big)  # expect: 100 1000003 False
uniq = []
seen = set()
for w in "a b a c b d".split():
    if w not in seen:
        seen.add(w)
        uniq.append(w)
print(uniq)  # expect: ['a', 'b', 'c', 'd']
for f in (lambda: set(5), lambda: {*5}, lambda: set([[]])):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: unhashable type: 'list'
