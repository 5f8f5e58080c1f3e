# Equality and hash through inheritance; __class_getitem__; reassigning __class__.
class A:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, A) and self.v == other.v

    def __hash__(self):
        return hash(self.v)


class B(A):
    pass


class C(A):
    def __eq__(self, other):
        return False


print(A(1) == B(1), B(1) == A(1), A(1) != B(2), len({A(1), B(1), A(2)}), C(1) == C(1))
# expect: True True True 2 False
try:
    hash(C(1))
except TypeError as e:
    print(e)  # expect: unhashable type: 'C'


class G:
    def __class_getitem__(cls, key):
        return (cls.__name__, key)


print(G[int], G["k", 1])  # expect: ('G', <class 'int'>) ('G', ('k', 1))


class Off:
    def state(self):
        return "off"


class On:
    def state(self):
        return "on"


s = Off()
s.n = 1
print(s.state())  # expect: off
s.__class__ = On
print(s.state(), s.n, type(s).__name__, isinstance(s, On))  # expect: on 1 On True


class NoHash:
    __hash__ = None


try:
    {NoHash()}
except TypeError as e:
    print(e)  # expect: unhashable type: 'NoHash'
o = NoHash()
print(o == o, o != o, o in [o], [o].index(o))  # expect: True False True 0
