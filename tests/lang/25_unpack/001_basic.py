# Tuple unpacking from every kind of iterable.
a, b = 1, 2
print(a, b)  # expect: 1 2
a, b = b, a
print(a, b)  # expect: 2 1
(a, b), [c, d] = (1, 2), "xy"
print(a, b, c, d)  # expect: 1 2 x y
[p, [q, [r]]] = [1, [2, [3]]]
print(p, q, r)  # expect: 1 2 3
x, = [5]
(y,) = "z"
print(x, y)  # expect: 5 z
a, b, c = {"k1": 0, "k2": 1, "k3": 2}
print(a, b, c)  # expect: k1 k2 k3
a, b = (i * i for i in range(2))
print(a, b)  # expect: 0 1
a, b = map(str, (1, 2))
print(a + b)  # expect: 12
a = b = c, d = 1, 2
print(a, b, c, d)  # expect: (1, 2) (1, 2) 1 2
l = [0, 0, 0]
i = 0
i, l[i] = 1, "set at 1"
print(i, l)  # expect: 1 [0, 'set at 1', 0]
l[0], l[1], l[2] = l[2], l[0], l[1]
print(l)  # expect: [0, 0, 'set at 1']


class O:
    pass


o = O()
o.x, o.y = 1, [2]
o.x, o.y[0] = o.y[0], o.x
print(o.x, o.y)  # expect: 2 [1]
a, b, c, d = b"\1\2\3\4"
print(a + b + c + d)  # expect: 10
() = []
[] = ()
