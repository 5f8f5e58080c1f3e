# Python 3.12: type parameters and type statements.
# py: 3.12
def first[T](xs: list[T]) -> T:
    return xs[0]


class Box[T]:
    def __init__(self, v: T):
        self.v = v

    def map[U](self, f) -> "Box[U]":
        return Box(f(self.v))


type Pair[A] = tuple[A, A]
type Num = int | float
print(first([3, 4]), Box(5).map(lambda x: x * 2).v, Pair.__name__, Num.__name__)
print(first.__name__, Box.__name__, first.__type_params__, isinstance(Box(1), Box))
type = 5
print(type)
# expect: 3 10 Pair Num
# expect: first Box (T,) True
# expect: 5
