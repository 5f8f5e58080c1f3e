# Exceptions have no comparison of their own: each is equal to itself only.
e = ValueError(1)
f = ValueError(1)
print(e == e, e == f, e != f, e in [f], e in [f, e], [e].index(e), [e].count(f))
# expect: True False True False True 0 0
print((e,) == (f,), [e] == [e], {e: 1}[e], e == 1, e != "x")  # expect: False True 1 False True
try:
    print(e < f)
except TypeError as t:
    print(t)  # expect: '<' not supported between instances of 'ValueError' and 'ValueError'
try:
    print([e] < [f])
except TypeError as t:
    print(t)  # expect: '<' not supported between instances of 'ValueError' and 'ValueError'


class Own(Exception):
    def __eq__(self, other):
        return True

    __hash__ = None


print(Own() == e, e == Own(), [e] == [Own()], Own() != e)  # expect: True True True False
