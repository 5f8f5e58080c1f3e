# Useful managers: restore a value, transaction, timer by counter, stack of managers.
class Saved:
    def __init__(self, d, **new):
        self.d, self.new = d, new

    def __enter__(self):
        self.old = dict(self.d)
        self.d.update(self.new)
        return self.d

    def __exit__(self, *exc):
        self.d.clear()
        self.d.update(self.old)


conf = {"a": 1, "b": 2}
with Saved(conf, a=100, c=3) as c:
    print(c, c is conf)  # expect: {'a': 100, 'b': 2, 'c': 3} True
print(conf)  # expect: {'a': 1, 'b': 2}


class Transaction:
    def __init__(self, items):
        self.items = items

    def __enter__(self):
        self.mark = len(self.items)
        return self.items.append

    def __exit__(self, kind, value, tb):
        if kind:
            del self.items[self.mark:]
        return kind is ValueError


items = ["keep"]
with Transaction(items) as add:
    add(1)
    add(2)
with Transaction(items) as add:
    add(3)
    raise ValueError
print(items)  # expect: ['keep', 1, 2]


class Stack:
    def __enter__(self):
        self.cms = []
        return self

    def push(self, f, *a):
        self.cms.append((f, a))

    def __exit__(self, *exc):
        while self.cms:
            f, a = self.cms.pop()
            f(*a)


with Stack() as s:
    for i in range(3):
        s.push(print, "undo", i)
    print("body")
# expect: body
# expect: undo 2
# expect: undo 1
# expect: undo 0


def manager(gen):
    class CM:
        def __enter__(self):
            self.g = gen()
            return next(self.g)

        def __exit__(self, t, v, tb):
            try:
                self.g.throw(v) if v else next(self.g)
            except StopIteration:
                return bool(v)
            except BaseException as e:
                if e is not v:
                    raise
                return False
    return CM()


def tag():
    print("<p>")
    try:
        yield "p"
    except KeyError:
        print("handled")
    print("</p>")


with manager(tag) as t:
    print(t)
# expect: <p>
# expect: p
# expect: </p>
with manager(tag):
    raise KeyError
# expect: <p>
# expect: handled
# expect: </p>
