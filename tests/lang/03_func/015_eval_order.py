# Order of evaluation: left to right, defaults, subscripts, assignments, keywords.
log = []


def t(x):
    log.append(x)
    return x


def flush():
    print(" ".join(map(str, log)))
    log.clear()


t(1) + t(2) * t(3)
flush()  # expect: 1 2 3
[t(1), t(2)][t(0)] + (t(3), t(4))[t(1)]
flush()  # expect: 1 2 0 3 4 1
d = {t("k1"): t("v1"), t("k2"): t("v2")}
flush()  # expect: k1 v1 k2 v2
d[t("a")] = t("b")
flush()  # expect: b a
d[t("x")], d[t("y")] = t("p"), t("q")
flush()  # expect: p q x y
print(t(1) if t(0) else t(2))  # expect: 2
flush()  # expect: 0 2
t(1) < t(2) < t(3)
flush()  # expect: 1 2 3
t(3) < t(2) < t(1)
flush()  # expect: 3 2


def f(*a, **k): pass


f(t(1), *[t(2)], t(3), x=t(4), **{"y": t(5)}, z=t(6))
flush()  # expect: 1 2 3 4 5 6


def g(a=t("d1"), *, b=t("d2")) -> t("r"): pass


flush()  # expect: d1 d2 r
x = [0, 0]
x[t(0)] += t(5)
flush()  # expect: 0 5
lambda a=t("l"): t("never")
flush()  # expect: l
t(0) and t(1) or t(2)
flush()  # expect: 0 2
