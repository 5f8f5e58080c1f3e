# The truth value of every type.
class Plain:
    pass


class Falsy:
    def __bool__(self):
        return False


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


values = [0, 1, -1, 0.0, -0.0, 0.1, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None,
          b"", b"\0", bytearray(), range(0), range(1), Plain(), Falsy(), Sized(0), Sized(2), Both(),
          Plain, len, 10 ** 30, frozenset(), Ellipsis]
print("".join("T" if v else "f" for v in values))  # expect: fTTffTfTfTfTfTfTffTffTTffTTTTTfT
print("".join("T" if not v else "f" for v in values))  # expect: TffTTfTfTfTfTfTfTTfTTffTTfffffTf
print("".join("T" if bool(v) else "f" for v in values))  # expect: fTTffTfTfTfTfTfTffTffTTffTTTTTfT
n = 0
for v in values:
    while v:
        n += 1
        break
print(n)  # expect: 17


class Bad:
    def __bool__(self):
        return 1


try:
    if Bad():
        print("never")
except TypeError as e:
    print(e)  # expect: __bool__ should return bool, returned int


class Worse:
    def __len__(self):
        return -1


try:
    bool(Worse())
except ValueError as e:
    print(e)  # expect: __len__() should return >= 0
