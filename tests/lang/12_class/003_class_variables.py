# Class variables are shared until an instance has its own.
class Counter:
    count = 0
    names = []

    def __init__(self, name):
        Counter.count += 1
        self.names.append(name)
        self.id = self.count


a, b = Counter("a"), Counter("b")
print(Counter.count, a.count, a.id, b.id, a.names is b.names, Counter.names)
# expect: 2 2 1 2 True ['a', 'b']
a.count = 100
print(a.count, b.count, Counter.count)  # expect: 100 2 2
del a.count
print(a.count)  # expect: 2
a.count += 1
print(a.count, Counter.count)  # expect: 3 2
Counter.extra = "added later"
print(a.extra, b.extra)  # expect: added later added later
del Counter.extra
print(hasattr(a, "extra"))  # expect: False


class Calc:
    x = 2
    y = x * 3
    z = [x + i for i in range(3)] if False else [x, y]
    for i in range(3):
        w = i


print(Calc.y, Calc.z, Calc.w, Calc.i)  # expect: 6 [2, 6] 2 2
