# Every way to call with wrong arguments, in CPython's words.
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def fd(a, b=1): pass
def fv(a, *args): pass
def fk(*, k, m): pass
def fall(a, b, c, d): pass


def attempt(call):
    try:
        call()
        print("fine")
    except TypeError as e:
        print(e)


attempt(lambda: f0(1))  # expect: f0() takes 0 positional arguments but 1 was given
attempt(lambda: f0(x=1))  # expect: f0() got an unexpected keyword argument 'x'
attempt(lambda: f1())  # expect: f1() missing 1 required positional argument: 'a'
attempt(lambda: f1(1, 2))  # expect: f1() takes 1 positional argument but 2 were given
attempt(lambda: f1(1, 2, 3))  # expect: f1() takes 1 positional argument but 3 were given
attempt(lambda: f1(1, a=2))  # expect: f1() got multiple values for argument 'a'
attempt(lambda: f1(b=2))  # expect: f1() got an unexpected keyword argument 'b'
attempt(lambda: f2())  # expect: f2() missing 2 required positional arguments: 'a' and 'b'
attempt(lambda: f2(1))  # expect: f2() missing 1 required positional argument: 'b'
attempt(lambda: f2(b=1))  # expect: f2() missing 1 required positional argument: 'a'
attempt(lambda: f2(1, 2, 3))  # expect: f2() takes 2 positional arguments but 3 were given
attempt(lambda: f2(1, 2, c=3))  # expect: f2() got an unexpected keyword argument 'c'
attempt(lambda: fd())  # expect: fd() missing 1 required positional argument: 'a'
attempt(lambda: fd(1, 2, 3))  # expect: fd() takes from 1 to 2 positional arguments but 3 were given
attempt(lambda: fd(1, 2, b=3))  # expect: fd() got multiple values for argument 'b'
attempt(lambda: fv())  # expect: fv() missing 1 required positional argument: 'a'
attempt(lambda: fv(1, 2, 3))  # expect: fine
attempt(lambda: fk())  # expect: fk() missing 2 required keyword-only arguments: 'k' and 'm'
attempt(lambda: fk(k=1))  # expect: fk() missing 1 required keyword-only argument: 'm'
attempt(lambda: fk(1, k=1, m=2))
# expect: fk() takes 0 positional arguments but 1 positional argument (and 2 keyword-only arguments) were given
attempt(lambda: fall())
# expect: fall() missing 4 required positional arguments: 'a', 'b', 'c', and 'd'
attempt(lambda: fall(1, d=4))  # expect: fall() missing 2 required positional arguments: 'b' and 'c'
attempt(lambda: f2(*[1]))  # expect: f2() missing 1 required positional argument: 'b'
attempt(lambda: f2(*[1, 2], **{"a": 3}))  # expect: f2() got multiple values for argument 'a'
attempt(lambda: f2(**{"a": 1, "b": 2}))  # expect: fine
