# __get__ of functions, methods from other classes, partial binding, class-level access.
def free(self, x=0):
    return (type(self).__name__, x)


class A:
    m = free
    b = len
    s = staticmethod(free)
    c = classmethod(free)
    v = [1]


a = A()
print(a.m(), a.m(5), A.m(3, 4), a.b([1, 2]), a.s("self", 1), a.c(2), A.c(), a.v is A.v)
# expect: ('A', 0) ('A', 5) ('int', 4) 2 ('str', 1) ('type', 2) ('type', 0) True
print(free.__get__(7)(1), free.__get__(a, A)(2), A.__dict__["m"] is free, a.m.__func__ is free, A.m is free)
# expect: ('int', 1) ('A', 2) True True True
bound = free.__get__("text")
print(bound(), bound.__self__, type(bound).__name__)  # expect: ('str', 0) text method
A.m = lambda self: "replaced"
print(a.m())  # expect: replaced
a.m = "instance wins over function"
print(a.m)  # expect: instance wins over function


class B:
    pass


B.taken = A.s
B.copied = A.__dict__["c"]
print(B().taken(1), B.copied(3), B().copied())  # expect: ('B', 1) ('type', 3) ('type', 0)
setattr(B, "odd name", free)
print(getattr(B(), "odd name")(1))  # expect: ('B', 1)
B.gen = lambda self: (yield self.__class__.__name__)
print(list(B().gen()))  # expect: ['B']
f = a.c
A.c = None
print(f(9), a.c)  # expect: ('type', 9) None
print([m(a) for m in (str.__class__, type)], (5).__add__.__self__, "a".join.__name__, list.append.__name__)
# expect: [<class '__main__.A'>, <class '__main__.A'>] 5 join append
