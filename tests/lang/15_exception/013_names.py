# NameError, UnboundLocalError, free variables before assignment.
def attempt(f):
    try:
        f()
    except NameError as e:
        print(type(e).__name__ + ":", e)


def local():
    print(later)
    later = 1


def maybe(flag):
    if flag:
        v = 1
    return v


def deleted():
    q = 1
    del q
    return q


def free():
    def inner():
        return z
    inner()
    z = 1


def aug():
    counter += 1


counter = 0


def del_global():
    global temp
    temp = 1
    del temp
    return temp


def loop():
    for i in []:
        pass
    return i


attempt(local)
# expect: UnboundLocalError: cannot access local variable 'later' where it is not associated with a value
attempt(lambda: maybe(0))
# expect: UnboundLocalError: cannot access local variable 'v' where it is not associated with a value
attempt(deleted)
# expect: UnboundLocalError: cannot access local variable 'q' where it is not associated with a value
attempt(free)
# expect: NameError: cannot access free variable 'z' where it is not associated with a value in enclosing scope
attempt(aug)
# expect: UnboundLocalError: cannot access local variable 'counter' where it is not associated with a value
attempt(del_global)  # expect: NameError: name 'temp' is not defined
attempt(loop)
# expect: UnboundLocalError: cannot access local variable 'i' where it is not associated with a value
attempt(lambda: nothing)  # expect: NameError: name 'nothing' is not defined
print(maybe(1))  # expect: 1


class C:
    try:
        print(unknown_in_class)
    except NameError as e:
        print(e)
# expect: name 'unknown_in_class' is not defined
