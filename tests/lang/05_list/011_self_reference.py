# Lists that contain themselves print with dots.
a = [1]
a.append(a)
print(a)  # expect: [1, [...]]
print(a[1][1][1] is a, len(a))  # expect: True 2
b = [a, [a]]
print(b)  # expect: [[1, [...]], [[1, [...]]]]
d = {}
d["me"] = d
print(d)  # expect: {'me': {...}}
l = []
t = (l,)
l.append(t)
print(t, l)  # expect: ([(...)],) [([...],)]
e = [[]]
e[0].append(e)
print(e, [e[0], e[0]])  # expect: [[[...]]] [[[[...]]], [[[...]]]]
x = [1, [2]]
y = [x, x]
print(y)  # expect: [[1, [2]], [1, [2]]]
