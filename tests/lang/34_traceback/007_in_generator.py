# An exception that leaves through a generator, a comprehension and a method.
class Source:
    def __init__(self, n):
        self.n = n

    def items(self):
        for i in range(self.n, -2, -1):
            yield 6 // i


print([x for x in Source(3).items() if x > 1] if False else "go")  # expect: go
total = sum(x for x in Source(2).items())  # raises: ZeroDivisionError
print("never")
