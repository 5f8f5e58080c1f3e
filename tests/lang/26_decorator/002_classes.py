# Decorators on classes and methods.
def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({', '.join(f'{k}={v}' for k, v in vars(self).items())})"
    return cls


@add_repr
class P:
    def __init__(self, x, y):
        self.x, self.y = x, y


print(P(1, 2))  # expect: P(x=1, y=2)


def logged(f):
    def wrapper(self, *a):
        self.log.append(f.__name__)
        return f(self, *a)
    return wrapper


class S:
    def __init__(self):
        self.log = []

    @logged
    def push(self, x):
        return x

    @logged
    def pop(self):
        return "popped"

    @staticmethod
    @trace if False else lambda f: f
    def st(x):
        return x * 2

    @classmethod
    def cl(cls):
        return cls.__name__


s = S()
print(s.push(5), s.pop(), s.log, s.st(4), S.cl())  # expect: 5 popped ['push', 'pop'] 8 S
instances = {}


def singleton(cls):
    def get(*a):
        if cls not in instances:
            instances[cls] = cls(*a)
        return instances[cls]
    return get


@singleton
class Conf:
    def __init__(self, v):
        self.v = v


print(Conf(1) is Conf(2), Conf(3).v)  # expect: True 1


@str
class Named:
    pass


print(Named)  # expect: <class '__main__.Named'>


def cached(f):
    memo = {}

    def w(*a):
        if a not in memo:
            memo[a] = f(*a)
        return memo[a]
    w.memo = memo
    return w


@cached
def paths(r, c):
    return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)


print(paths(8, 8), len(paths.memo))  # expect: 12870 80
