# return, break, continue and generators inside with.
class M:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, *exc):
        self.log.append("out" if exc[0] is None else exc[0].__name__)


def ret(log):
    with M(log):
        return "value"


def loop(log):
    for i in range(4):
        with M(log):
            if i == 1:
                continue
            if i == 2:
                break
            log.append(i)
    return i


def nested(log):
    with M(log) as a, M(log) as b:
        return a is not b


def gen(log):
    with M(log):
        yield 1
        yield 2


def fin(log):
    try:
        with M(log):
            raise KeyError
    except KeyError:
        log.append("caught")
    finally:
        log.append("fin")


for f in (ret, loop, nested, fin):
    log = []
    print(f.__name__, f(log), log)
# expect: ret value ['in', 'out']
# expect: loop 2 ['in', 0, 'out', 'in', 'out', 'in', 'out']
# expect: nested True ['in', 'in', 'out', 'out']
# expect: fin None ['in', 'KeyError', 'caught', 'fin']
log = []
print(list(gen(log)), log)  # expect: [1, 2] ['in', 'out']
log = []
g = gen(log)
next(g)
g.close()
print(log)  # expect: ['in', 'GeneratorExit']
log = []
while True:
    with M(log):
        break
print(log)  # expect: ['in', 'out']


class Swallow(M):
    def __exit__(self, *exc):
        super().__exit__(*exc)
        return True


def swallowed(log):
    with Swallow(log):
        raise ValueError
        return "never"
    return "after"


log = []
print(swallowed(log), log)  # expect: after ['in', 'ValueError']
