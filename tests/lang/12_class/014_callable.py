# __call__, classes as callables, callable().
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, scale=1):
        return (x + self.n + sum(rest)) * scale


a = Adder(5)
print(a(1), a(1, 2, 3), a(1, scale=10), callable(a), callable(Adder), callable(object()))
# expect: 6 11 60 True True False
print(list(map(Adder(1), [1, 2, 3])), sorted([3, -5, 1], key=abs), (lambda f: f(2))(a))
# expect: [2, 3, 4] [1, 3, -5] 7


class Deep:
    def __call__(self):
        return Deep2()


class Deep2:
    def __call__(self):
        return "deep"


print(Deep()()(), Deep()().__class__.__name__)  # expect: deep Deep2


class NotCallable:
    pass


n = NotCallable()
n.__call__ = lambda: "instance attribute does not count"
try:
    n()
except TypeError as e:
    print(e)  # expect: 'NotCallable' object is not callable
print([cls() for cls in (int, str, list, dict, tuple, float, bool)])
# expect: [0, '', [], {}, (), 0.0, False]
handlers = {"new": Adder, "int": int}
print(handlers["new"](3)(4), handlers["int"]("7"))  # expect: 7 7
