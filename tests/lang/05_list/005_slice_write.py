# Assignment to slices: grow, shrink, insert, extended, self.
a = [0, 1, 2, 3, 4, 5]
a[1:3] = ["a", "b", "c"]
print(a)  # expect: [0, 'a', 'b', 'c', 3, 4, 5]
a[1:4] = []
print(a)  # expect: [0, 3, 4, 5]
a[0:0] = [9, 8]
print(a)  # expect: [9, 8, 0, 3, 4, 5]
a[len(a):] = "xy"
print(a)  # expect: [9, 8, 0, 3, 4, 5, 'x', 'y']
a[:] = range(6)
print(a)  # expect: [0, 1, 2, 3, 4, 5]
a[::2] = [10, 20, 30]
print(a)  # expect: [10, 1, 20, 3, 30, 5]
a[::-1] = [1, 2, 3, 4, 5, 6]
print(a)  # expect: [6, 5, 4, 3, 2, 1]
a[2:4] = a
print(a)  # expect: [6, 5, 6, 5, 4, 3, 2, 1, 2, 1]
a[5:2] = ["mid"]
print(a)  # expect: [6, 5, 6, 5, 4, 'mid', 3, 2, 1, 2, 1]
a[-1:] = (x for x in "gen")
print(a)  # expect: [6, 5, 6, 5, 4, 'mid', 3, 2, 1, 2, 'g', 'e', 'n']
for f in (lambda: a.__setitem__(slice(0, 4, 2), [1]), lambda: a.__setitem__(slice(0, 1), 5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, str(e)[:40] if isinstance(e, ValueError) else "")
# expect: ValueError attempt to assign sequence of size 1 to
# expect: TypeError
b = [1, 2, 3]
b[1:2] *= 3
print(b)  # expect: [1, 2, 2, 2, 3]
b[1:] += [7]
print(b)  # expect: [1, 2, 2, 2, 3, 7]
