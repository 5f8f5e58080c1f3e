# global: in functions, nested functions, classes; globals(); del.
x = 1


def setx(v):
    global x
    x = v


def shadow():
    x = "local"

    def inner():
        global x
        x = "from inner"
        return x

    return inner(), x


setx(5)
print(x)  # expect: 5
print(shadow(), x)  # expect: ('from inner', 'local') from inner


def create():
    global fresh
    fresh = [1]


create()
fresh.append(2)
print(fresh, "fresh" in globals(), globals()["fresh"])  # expect: [1, 2] True [1, 2]
globals()["made"] = 42
print(made)  # expect: 42


class C:
    global gvar
    gvar = "from class"
    lvar = "in class"


print(gvar, C.lvar, hasattr(C, "gvar"))  # expect: from class in class False


def remover():
    global fresh
    del fresh


remover()
try:
    fresh
except NameError as e:
    print(e)  # expect: name 'fresh' is not defined
try:
    remover()
except NameError as e:
    print(e)  # expect: name 'fresh' is not defined
len_backup = len


def len(x):
    return "mine"


print(len([]))  # expect: mine
del len
print(len([]), len is len_backup)  # expect: 0 True
