# del of names, items, attributes, slices, several and nested targets.
a = b = c = 1
del a
del b, c
for n in ("a", "b", "c"):
    print(n in globals(), end=" ")
print()  # expect: False False False
l = [0, 1, 2, 3, 4, 5]
d = {"k": [1, 2], "j": 2}


class O:
    pass


o = O()
o.x = [1, 2, 3]
o.y = 1
del l[0], d["j"], o.y, o.x[1]
print(l, d, o.x, hasattr(o, "y"))  # expect: [1, 2, 3, 4, 5] {'k': [1, 2]} [1, 3] False
del (l[0], (d["k"][0], [o.x[0]]))
print(l, d, o.x)  # expect: [2, 3, 4, 5] {'k': [2]} [3]
del l[::2], l[:0]
print(l)  # expect: [3, 5]


def f():
    x = [1]
    y = x
    del x
    y.append(2)
    x = "again"
    return x, y


print(f())  # expect: ('again', [1, 2])


def d1():
    global z
    del z


def d2():
    del l[99]


def d3():
    del d["zz"]


def d4():
    del o.zz


def d5():
    del l.x


for f in (d1, d2, d3, d4, d5):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
# expect: NameError
# expect: IndexError
# expect: KeyError
# expect: AttributeError
# expect: AttributeError
for i in range(2):
    del i
x = 1
del x
x = 2
print(x)  # expect: 2
