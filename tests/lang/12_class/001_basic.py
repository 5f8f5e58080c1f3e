# Classes, instances, attributes, methods.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def dist2(self):
        return self.x * self.x + self.y * self.y


p = Point(3, 4)
print(p.x, p.y, p.dist2())  # expect: 3 4 25
p.move(1, 1).move(-2, 0)
print(p.x, p.y)  # expect: 2 5
q = Point(y=1, x=2)
q.x = "changed"
print(p.x, q.x, q.y)  # expect: 2 changed 1
q.new = [1]
q.new.append(2)
print(q.new, type(p).__name__, type(p) is Point, p is q, p == p, p == q)
# expect: [1, 2] Point True False True False


class Empty:
    pass


e = Empty()
e.a = 1
e.b = e.a + 1
print(e.a, e.b)  # expect: 1 2
print(Point.dist2(p), Point.move(p, 0, 0) is p)  # expect: 29 True
