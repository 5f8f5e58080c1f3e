# Context managers: order, value, exceptions, suppression.
class M:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else t, v, tb is not None)
        return self.swallow


with M("a") as x:
    print("body", x)
# expect: enter a
# expect: body A
# expect: exit a None None False
with M("b"), M("c") as c:
    print("two", c)
# expect: enter b
# expect: enter c
# expect: two C
# expect: exit c None None False
# expect: exit b None None False
with (M("p") as p, M("q")):
    print("paren", p)
# expect: enter p
# expect: enter q
# expect: paren P
# expect: exit q None None False
# expect: exit p None None False
try:
    with M("d"):
        raise ValueError("boom")
except ValueError as e:
    print("out", e)
# expect: enter d
# expect: exit d ValueError boom True
# expect: out boom
with M("e", True):
    {}["gone"]
# expect: enter e
# expect: exit e KeyError 'gone' True
print("after")  # expect: after
with M("outer", True):
    with M("inner"):
        1 // 0
    print("never")
# expect: enter outer
# expect: enter inner
# expect: exit inner ZeroDivisionError integer division or modulo by zero True
# expect: exit outer ZeroDivisionError integer division or modulo by zero True
print("done")  # expect: done
with M("x") as (a):
    pass
# expect: enter x
# expect: exit x None None False
print(a)  # expect: X
