# Classes inside classes and functions; class bodies do not leak into methods.
x = "global"


class Outer:
    x = "outer"

    class Inner:
        x = "inner"

        def get(self):
            return x, self.x, Outer.x

    def make(self):
        return self.Inner()

    def get(self):
        return x


print(Outer().make().get(), Outer().get(), Outer.Inner.x)
# expect: ('global', 'inner', 'outer') global inner


def factory(n):
    class Made:
        base = n

        def add(self, k):
            return n + k + self.base

    return Made


A, B = factory(1), factory(10)
print(A().add(5), B().add(5), A is B, A.__name__, isinstance(A(), B))
# expect: 7 25 False Made False
print(Outer.Inner.__qualname__, A.__qualname__)  # expect: Outer.Inner factory.<locals>.Made


class Body:
    print("body runs once", x)
    x = "class"
    print("body sees", x)
    ys = [i for i in range(2)]
# expect: body runs once global
# expect: body sees class


if Body:
    class Cond:
        v = 1
else:
    class Cond:
        v = 2
print(Cond.v, [type("T" + str(i), (), {"n": i}).n for i in range(3)])  # expect: 1 [0, 1, 2]
