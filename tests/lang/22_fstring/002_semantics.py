# Evaluation order, scope, errors, objects with __format__.
log = []


def t(v):
    log.append(v)
    return v


s = f"{t(1)} {t(2):{t(3)}} {t('s')!r}"
print(s, log)  # expect: 1   2 's' [1, 2, 3, 's']


class F:
    def __init__(self, n):
        self.n = n

    def __format__(self, spec):
        return f"<{self.n}:{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


f = F(1)
print(f"{f} {f:x{5}y} {f!s} {f!r:>6} {f!s:>5}|", f"{F(2):{'abc'}}", f"{f=}", f"{f=:q}")
# expect: <1:> <1:x5y> str   repr   str| <2:abc> f=repr f=<1:q>


def closure(a):
    return [f"{a}{b}" for b in range(2)], (lambda c: f"{a}{c}")("z")


print(closure("v"))  # expect: (['v0', 'v1'], 'vz')


class C:
    n = 5
    s = f"{n}{n + 1}"


print(C.s)  # expect: 56
for g in (lambda: f"{undefined_q}", lambda: f"{1 // 0}", lambda: f"{5:z}", lambda: f"{[]:d}"):
    try:
        g()
    except Exception as e:
        print(type(e).__name__)
# expect: NameError
# expect: ZeroDivisionError
# expect: ValueError
# expect: TypeError
print(f"{'{'}{'}'} {'a{b}c'} {{x}}", "{" f"{1}" "}", f"{'nested %s' % 'pct'}", f"{'{}'.format(7)}")
# expect: {} a{b}c {x} {1} nested pct 7
print(f"{(y := 5)} {y}", f"{yield_ if (yield_ := 1) else 0}", [f"{i:>{i}}" for i in range(1, 4)])
# expect: 5 5 1 ['1', ' 2', '  3']
a, b = 7, [1, 2]
print(f"{a:+}{a:^5}{b}{b[0]:03}{a / 2:.3f}{a!r}", f"{'':>3}|{a:<3}|", f"{a:b}{a:#06x}")
# expect: +7  7  [1, 2]0013.5007    |7  | 1110x0007
