# return of tuples, of nothing, from loops and branches.
def two():
    return 1, 2


def starred():
    return *two(), 3


def none():
    return


def loop():
    for i in range(10):
        for j in range(10):
            if i * j == 42:
                return i, j


def branch(x):
    if x:
        return "yes"


print(two(), starred(), none(), loop(), branch(1), branch(0))
# expect: (1, 2) (1, 2, 3) None (6, 7) yes None
a, b = two()
print(a, b)  # expect: 1 2
(c, d), e = two(), 5
print(c, d, e)  # expect: 1 2 5


def unreachable():
    return 1
    print("never")


print(unreachable())  # expect: 1
