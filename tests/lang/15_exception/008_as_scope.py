# The name behind `as` is deleted at the end of the clause; nested names survive.
e = "outer"
try:
    raise ValueError("v")
except ValueError as e:
    print("in", e)  # expect: in v
try:
    print(e)
except NameError as err:
    print(err)  # expect: name 'e' is not defined


def f():
    try:
        1 // 0
    except ZeroDivisionError as x:
        saved = x
    try:
        return x
    except UnboundLocalError as u:
        return str(u), type(saved).__name__


print(f())
# expect: ("cannot access local variable 'x' where it is not associated with a value", 'ZeroDivisionError')
try:
    raise KeyError("a")
except KeyError as k:
    k = 5
    print(k)  # expect: 5
try:
    raise KeyError("a")
except KeyError as k:
    del k
print("k" in globals())  # expect: False


def g():
    try:
        raise ValueError("one")
    except ValueError as a:
        try:
            raise TypeError("two")
        except TypeError as b:
            return f"{a} {b}"


print(g())  # expect: one two
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as v:
        if i == 0:
            continue
        print("last", v)
# expect: last 1
print("v" in globals())  # expect: False
