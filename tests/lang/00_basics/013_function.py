# def, call, return.
def add(a, b):
    return a + b


def nothing():
    pass


def early(x):
    if x > 0:
        return "positive"
    return "other"


print(add(1, 2))  # expect: 3
print(add(add(1, 2), add(3, 4)))  # expect: 10
print(nothing())  # expect: None
print(early(1), early(0))  # expect: positive other
f = add
print(f(10, 20))  # expect: 30
