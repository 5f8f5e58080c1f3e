# Arguments are passed by reference: mutation is seen, rebinding is not.
def mutate(a):
    a.append(1)


def rebind(a):
    a = [9]
    return a


def augment(a):
    a += [2]


def augment_tuple(a):
    a += (2,)
    return a


x = [0]
mutate(x)
print(x)  # expect: [0, 1]
print(rebind(x), x)  # expect: [9] [0, 1]
augment(x)
print(x)  # expect: [0, 1, 2]
t = (0,)
print(augment_tuple(t), t)  # expect: (0, 2) (0,)
d = {}


def fill(d, key, *values):
    d.setdefault(key, []).extend(values)
    return d


print(fill(d, "a", 1, 2) is d, fill(d, "a", 3), d)  # expect: True {'a': [1, 2, 3]} {'a': [1, 2, 3]}
args = [1, 2]


def change(*a):
    return a is args, a


print(change(*args))  # expect: (False, (1, 2))
args2 = (1, 2)


def drop(a):
    del a
    try:
        a
    except NameError as e:
        return str(e)


print(drop(1))  # expect: cannot access local variable 'a' where it is not associated with a value
