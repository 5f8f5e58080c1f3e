# Deleting class attributes, methods; changing a class in use; lookup caches must follow.
class Base:
    v = "base"

    def m(self):
        return "base.m"


class Mid(Base):
    pass


class Leaf(Mid):
    pass


x = Leaf()


def see():
    return x.v, x.m()


print(see())  # expect: ('base', 'base.m')
Mid.v = "mid"
print(see())  # expect: ('mid', 'base.m')
Leaf.m = lambda self: "leaf.m"
print(see())  # expect: ('mid', 'leaf.m')
x.v = "instance"
print(see())  # expect: ('instance', 'leaf.m')
x.m = lambda: "instance.m"
print(see())  # expect: ('instance', 'instance.m')
del x.v, x.m
print(see())  # expect: ('mid', 'leaf.m')
del Leaf.m
print(see())  # expect: ('mid', 'base.m')
del Mid.v
print(see())  # expect: ('base', 'base.m')
Base.v = "changed"
Base.m = lambda self: "changed.m"
print(see())  # expect: ('changed', 'changed.m')
for i in range(6):
    if i == 3:
        Base.v = i
    if i == 4:
        x.v = "own"
    print(x.v, end=" ")
print()  # expect: changed changed changed 3 own own
del x.v
try:
    del Leaf.v
except AttributeError:
    print("AttributeError")  # expect: AttributeError
del Base.m
try:
    see()
except AttributeError as e:
    print(e)  # expect: 'Leaf' object has no attribute 'm'
Base.m = property(lambda self: lambda: "via property")
print(see())  # expect: (3, 'via property')
Mid.__getattr__ = lambda self, n: "dynamic " + n
print(x.zzz, x.v)  # expect: dynamic zzz 3
objs = [type("K" + str(i), (Base,), {"v": i})() for i in range(5)]
print([o.v for o in objs for _ in range(2)])  # expect: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
