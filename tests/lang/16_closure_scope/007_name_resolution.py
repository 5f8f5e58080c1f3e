# Local, enclosing, global, builtin: which one is found, also in class bodies.
v = "global"


def f():
    v = "enclosing"

    def g():
        return v

    class C:
        a = v
        v = "class"
        b = v

        def m(self):
            return v

    return g(), C.a if True else 0, C.b, C().m()


try:
    print(f())  # expect: ('enclosing', 'global', 'class', 'enclosing')
except NameError as e:
    print(e)


def p():
    w = "enclosing"

    class C:
        a = w

        def m(self):
            return w, self.a

    return C().m()


print(p())  # expect: ('enclosing', 'enclosing')


def q():
    print = lambda *a: "shadowed builtin"
    return print(1)


print(q())  # expect: shadowed builtin


def r(flag):
    if flag:
        max = lambda *a: "mine"
    try:
        return max(1, 2)
    except UnboundLocalError as e:
        return "unbound"


print(r(1), r(0), max(1, 2))  # expect: mine unbound 2
max = lambda *a: "global max"
print(max(1, 2))  # expect: global max
del max
print(max(1, 2))  # expect: 2
