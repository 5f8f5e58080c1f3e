# A class whose only operator is an in-place one.
class Bag:
    def __init__(self):
        self.items = ["a", "b"]

    def __isub__(self, x):
        self.items.remove(x)
        return self


b = Bag()
b -= "a"
print(b.items)  # expect: ['b']
