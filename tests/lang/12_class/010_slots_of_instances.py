# Many attributes, assigned in any order, deleted and assigned again.
class Bag:
    def __init__(self, flag=0):
        if flag:
            self.a = 1
            self.b = 2
        else:
            self.b = 2
            self.a = 1


x, y = Bag(1), Bag(0)
print(vars(x), vars(y), list(vars(x)), list(vars(y)))
# expect: {'a': 1, 'b': 2} {'b': 2, 'a': 1} ['a', 'b'] ['b', 'a']
x.c = 3
y.d = 4
print(x.a, x.b, x.c, y.a, y.b, y.d, hasattr(x, "d"), hasattr(y, "c"))
# expect: 1 2 3 1 2 4 False False
del x.a
print(hasattr(x, "a"), x.b, x.c)  # expect: False 2 3
x.a = "back"
print(list(vars(x)), x.a)  # expect: ['b', 'c', 'a'] back
z = Bag()
for i in range(40):
    setattr(z, "n" + str(i), i)
print(z.n0, z.n39, len(vars(z)), sum(v for k, v in vars(z).items() if k[0] == "n"))
# expect: 0 39 42 780
for i in range(0, 40, 2):
    delattr(z, "n" + str(i))
print(len(vars(z)), hasattr(z, "n0"), z.n1)  # expect: 22 False 1
bags = [Bag(i % 2) for i in range(20)]
for i, b in enumerate(bags):
    b.i = i
print(sum(b.i * b.a + b.b for b in bags))  # expect: 230
w = Bag()
w.__dict__ = {"only": 1}
print(vars(w), hasattr(w, "a"))  # expect: {'only': 1} False
