# super() in methods, with and without arguments, through several levels.
class A:
    def __init__(self):
        self.log = ["A"]

    def f(self, x):
        return "A" + x


class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")

    def f(self, x):
        return "B" + super().f(x + "b")


class C(B):
    def __init__(self):
        super().__init__()
        self.log.append("C")

    def f(self, x):
        return "C" + super(C, self).f(x + "c")

    def skip(self, x):
        return super(B, self).f(x)

    @classmethod
    def make(cls):
        return cls()

    def nested(self):
        def inner():
            return super(C, self).f("n")
        return inner(), [super(C, self).f(i) for i in "xy"]

    def cell(self):
        return (lambda: __class__.__name__)()


c = C()
print(c.log, c.f("-"), c.skip("s"), c.nested(), c.cell())
# expect: ['A', 'B', 'C'] CBA-cb As ('BAnb', ['BAxb', 'BAyb']) C


class D(C):
    @classmethod
    def make(cls):
        r = super().make()
        r.log.append("made")
        return r

    @staticmethod
    def plain():
        return super


print(D.make().log, D.plain() is super)  # expect: ['A', 'B', 'C', 'made'] True
try:
    super(C, 5)
except TypeError as e:
    print("TypeError")  # expect: TypeError


class E(A):
    def g(self):
        return super().missing


try:
    E().g()
except AttributeError as e:
    print(e)  # expect: 'super' object has no attribute 'missing'
