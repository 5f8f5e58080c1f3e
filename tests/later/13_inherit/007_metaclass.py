# Metaclasses: __new__, __init__, __call__, attributes and operators of classes.
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        ns["added"] = name.lower()
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw

    def __call__(cls, *args):
        obj = super().__call__(*args)
        obj.via = "meta"
        return obj

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return cls.__name__ + str(key)

    def __repr__(cls):
        return "<meta " + cls.__name__ + ">"


class A(metaclass=Meta, opt=1):
    def __init__(self, x=0):
        self.x = x


class B(A):
    pass


print(A.added, B.added, A.kw, B.kw, type(A) is Meta, type(B) is Meta)
# expect: a b {'opt': 1} {} True True
print(A(5).via, A(5).x, len(A), A[3], A, [B], isinstance(A, Meta))
# expect: meta 5 42 A3 <meta A> [<meta B>] True
T = type("T", (B,), {"y": 7, "f": lambda self: self.y})
print(T().f(), T.added if hasattr(T, "added") else None, type(T).__name__)  # expect: 7 t Meta
Plain = type("Plain", (), {})
print(Plain.__name__, Plain().__class__ is Plain, type(Plain), type(5), type("T", (int,), {})(7) + 1)
# expect: Plain True <class 'type'> <class 'int'> 8
try:
    class C(A, metaclass=type("M2", (type,), {})):
        pass
except TypeError as e:
    print("TypeError")  # expect: TypeError
