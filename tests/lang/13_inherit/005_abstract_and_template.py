# Template methods, NotImplementedError, class attributes as configuration.
class Shape:
    name = "shape"

    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a ** 2


class Cube(Square):
    name = "cube"

    def area(self):
        return 6 * super().area()


print(Square(3).describe(), Cube(2).describe())  # expect: square: 9 cube: 24
try:
    Shape().describe()
except NotImplementedError as e:
    print(type(e).__name__, repr(e), isinstance(e, RuntimeError))
    # expect: NotImplementedError NotImplementedError() True


class Visitor:
    def visit(self, node):
        method = getattr(self, "visit_" + type(node).__name__, self.generic)
        return method(node)

    def generic(self, node):
        return "?" + type(node).__name__

    def visit_int(self, node):
        return node

    def visit_list(self, node):
        return sum(self.visit(n) for n in node)


class Verbose(Visitor):
    def visit_str(self, node):
        return len(node)


print(Visitor().visit([1, [2, 3]]), Visitor().visit("s"), Verbose().visit(["abc", 1]))
# expect: 6 ?str 4
