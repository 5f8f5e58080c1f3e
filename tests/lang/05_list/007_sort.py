# sort and sorted: stable, key, reverse, errors.
a = [3, 1, 2]
a.sort()
print(a, sorted([2, 1]), sorted("cab"), sorted((3, 2)), sorted({3: 0, 1: 0}))
# expect: [1, 2, 3] [1, 2] ['a', 'b', 'c'] [2, 3] [1, 3]
a.sort(reverse=True)
print(a)  # expect: [3, 2, 1]
words = ["banana", "fig", "Apple", "kiwi", "date"]
print(sorted(words), sorted(words, key=len), sorted(words, key=str.lower))
# expect: ['Apple', 'banana', 'date', 'fig', 'kiwi'] ['fig', 'kiwi', 'date', 'Apple', 'banana'] ['Apple', 'banana', 'date', 'fig', 'kiwi']
print(sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
# expect: ['banana', 'Apple', 'kiwi', 'date', 'fig'] ['fig', 'date', 'kiwi', 'Apple', 'banana']
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1]))
# expect: [(0, 'a'), (0, 'x'), (1, 'a'), (1, 'b')] [(0, 'x'), (0, 'a'), (1, 'b'), (1, 'a')] [(1, 'a'), (0, 'a'), (1, 'b'), (0, 'x')]
print(sorted([]), sorted([1]), sorted([1.5, 1, True, 0]), sorted([[2], [1, 5], [1]]))
# expect: [] [1] [0, 1, True, 1.5] [[1], [1, 5], [2]]
b = [(i * 7919) % 101 for i in range(60)]
c = sorted(b)
print(c[:10], c[-5:], all(c[i] <= c[i + 1] for i in range(59)))
# expect: [0, 2, 3, 5, 6, 8, 9, 11, 12, 14] [93, 94, 96, 97, 100] True
b.sort(key=lambda x: -x)
print(b == c[::-1])  # expect: True
for f in (lambda: sorted([1, "a"]), lambda: sorted(5), lambda: [1].sort(1), lambda: sorted([None, 1])):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: '<' not supported between instances of 'str' and 'int'
# expect: 'int' object is not iterable
# expect: sort() takes no positional arguments
# expect: '<' not supported between instances of 'int' and 'NoneType'
try:
    [3, 1, 2].sort(key=lambda x: 1 // (x - 1))
except ZeroDivisionError:
    print("key raised")  # expect: key raised
