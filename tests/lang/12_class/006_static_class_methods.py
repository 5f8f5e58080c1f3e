# staticmethod and classmethod.
class Temp:
    made = 0

    def __init__(self, c):
        self.c = c

    @staticmethod
    def f_to_c(f):
        return (f - 32) * 5 // 9

    @classmethod
    def from_f(cls, f):
        cls.made += 1
        return cls(cls.f_to_c(f))

    @classmethod
    def who(cls):
        return cls.__name__

    def inst(self):
        return self.f_to_c(212), self.who()


class Sub(Temp):
    pass


t = Temp.from_f(212)
s = Sub.from_f(32)
print(t.c, s.c, type(s).__name__, Temp.made, Sub.made, "made" in vars(Sub))
# expect: 100 0 Sub 1 2 True
print(Temp.f_to_c(50), t.f_to_c(50), t.who(), Sub.who(), s.inst())
# expect: 10 10 Temp Sub (100, 'Sub')
f = Sub.who
print(f(), f.__self__ is Sub)  # expect: Sub True


def plain(cls_or_self):
    return type(cls_or_self).__name__


class W:
    a = staticmethod(plain)
    b = classmethod(plain)
    c = plain


print(W.a(1), W().a("s"), W.b(), W().b(), W().c(), W.c(2.5))  # expect: int str type type W float
