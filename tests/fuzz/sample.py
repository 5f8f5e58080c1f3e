# SPDX-License-Identifier: MIT
# The program whose image flip_image.py damages: small, with something of every kind in its image.
NAMES = ("one", "zwei", "tr\u00eas", b"\x00\xff", 3.5, -70000, 123456789012345678901, None)


class Shape:
    sides = 0

    def __init__(self, size=1, *rest, scale=2, **more):
        self.size = size * scale

    def area(self):
        return self.size * self.sides


class Square(Shape):
    sides = 4

    def area(self):
        return super().area() + len(NAMES)


def squares(limit):
    for i in range(limit):
        if i % 2:
            yield i * i


def guarded(value):
    try:
        return 10 // value
    except ZeroDivisionError as error:
        return str(error)
    finally:
        found.append(value)


found = []
print(Square(3).area(), list(squares(6)), guarded(3), guarded(0), found)
print(sorted({k: v for k, v in zip("cab", (1, 2, 3))}), f"{found[0]:>4}|{NAMES[2]!r}", 7 in found)
print((lambda a, *b, c=1: a + c)(1), NAMES[1:3], {1, 2} | {3}, [x for x in found if x])
