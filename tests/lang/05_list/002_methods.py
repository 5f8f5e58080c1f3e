# append, extend, insert, remove, pop, clear, index, count, copy, reverse.
a = []
a.append(1)
a.append([2])
a.extend("ab")
a.extend(range(2))
print(a)  # expect: [1, [2], 'a', 'b', 0, 1]
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a)  # expect: ['start', 'first', 1, [2], 'a', 'b', 0, 'before last', 1, 'end']
a.remove("a")
print(a.pop(), a.pop(0), a.pop(-2), a)  # expect: end start before last ['first', 1, [2], 'b', 0, 1]
print(a.index(1), a.count(1), a.count("zzz"), a.index("b"))  # expect: 1 2 0 3
b = a.copy()
a.reverse()
print(a, b)  # expect: [1, 0, 'b', [2], 1, 'first'] ['first', 1, [2], 'b', 0, 1]
a.clear()
print(a, b == [], len(b))  # expect: [] False 6
print([].append(1), [3, 1].sort(), [1].extend([]), [1].insert(0, 0), [1, 2].reverse())
# expect: None None None None None
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2),
          lambda: [1, 2, 1].index(1, 3), lambda: [].extend(5)):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: IndexError pop from empty list
# expect: IndexError pop index out of range
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 2 is not in list
# expect: ValueError 1 is not in list
# expect: TypeError 'int' object is not iterable
print([1, 2, 1].index(1, 1), [1, 2, 3].index(3, -1))  # expect: 2 2
