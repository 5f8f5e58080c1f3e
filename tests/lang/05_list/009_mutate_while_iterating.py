# A for loop over a list that changes sees the change.
a = [1, 2, 3]
for x in a:
    if len(a) < 6:
        a.append(x * 10)
print(a)  # expect: [1, 2, 3, 10, 20, 30]
a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2:
        a.remove(x)
print(a)  # expect: [2, 4, 6]
a = [1, 2, 3, 4]
seen = []
for x in a:
    seen.append(x)
    del a[-1]
print(seen, a)  # expect: [1, 2] [1, 2]
a = [1, 2, 3]
it = iter(a)
print(next(it))  # expect: 1
a.clear()
print(next(it, "end"))  # expect: end
a.append(5)
print(next(it, "still ended"))  # expect: still ended
b = [0]
b.extend(b)
b.extend(b)
print(b)  # expect: [0, 0, 0, 0]
b[1:1] = b
print(len(b))  # expect: 8
a = [3, 1, 2]
for i, x in enumerate(a):
    a[i] = x * 2
print(a)  # expect: [6, 2, 4]
