# Multiple inheritance: the C3 order, diamonds, cooperative super.
class Base:
    def who(self):
        return ["Base"]


class L(Base):
    def who(self):
        return ["L"] + super().who()


class R(Base):
    def who(self):
        return ["R"] + super().who()


class Bottom(L, R):
    def who(self):
        return ["Bottom"] + super().who()


print(Bottom().who(), L().who())  # expect: ['Bottom', 'L', 'R', 'Base'] ['L', 'Base']
print([c.__name__ for c in Bottom.__mro__])  # expect: ['Bottom', 'L', 'R', 'Base', 'object']


class X: a = "X"
class Y: a = "Y"; b = "Y"
class XY(X, Y): pass
class YX(Y, X): pass


print(XY.a, YX.a, XY.b, XY().b)  # expect: X Y Y Y
try:
    class Bad(XY, YX):
        pass
except TypeError as e:
    print(str(e)[:44])  # expect: Cannot create a consistent method resolution
try:
    class Bad2(Base, L):
        pass
except TypeError as e:
    print("TypeError")  # expect: TypeError
try:
    class Bad3(X, X):
        pass
except TypeError as e:
    print(e)  # expect: duplicate base class X


class O: pass
class P1(O): pass
class P2(O): pass
class P3(O): pass
class Q1(P1, P2): pass
class Q2(P2, P3): pass
class Z(Q1, Q2): pass


print("".join(c.__name__ for c in Z.__mro__), Z.mro() == list(Z.__mro__))
# expect: ZQ1P1Q2P2P3Oobject True
