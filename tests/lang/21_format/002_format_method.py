# str.format: positions, names, attributes, items, conversions.
print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"), "{a} {b}".format(b=1, a=2), "{{}} {{{}}}".format(5))
# expect: 1 a y x y 2 1 {} {5}
print("{0.real} {0.imag}".format(3), "{0[1]} {0[-1]}".format({"-1": "neg", 1: "one"}), "{d[key]}".format(d={"key": "v"}))
# expect: 3 0 one neg v
print("{!r} {!s} {!a}".format("é", "b", "é"), "{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"))
# expect: 'é' b '\xe9'     a|b    |  c  |***d***
print("{:{}} {:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2), "{0:{1}}".format(42, ">6"), "{:>{n}}".format(7, n=3))
# expect: x        3.14     42   7


class P:
    def __init__(self):
        self.x, self.l = 5, [10, [20]]


print("{p.x} {p.l[0]} {p.l[1][0]} {0.__class__.__name__}".format(P(), p=P()))  # expect: 5 10 20 P
print("{}".format([1, "a"]), "{}{}{}".format(1, None, True), "".format(1), "{:d}{:s}".format(1, "s"), "{}".format(1.0))
# expect: [1, 'a'] 1NoneTrue  1s 1.0
print("{:5}|{:5}|{:<5}|{:5}|".format(1, "a", 2, True), "{:,} {:_} {:,.2f}".format(1234567, 1234567, 9876.543))
# expect:     1|a    |2    |    1| 1,234,567 1_234_567 9,876.54
for f in (lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{} {0}".format(1), lambda: "{".format(),
          lambda: "}".format(), lambda: "{!z}".format(1), lambda: "{:q}".format(1), lambda: "{0.nope}".format(1),
          lambda: "{0[5]}".format([1]), lambda: "{:d}".format("a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
# expect: IndexError Replacement index 0 out of range for positional args tuple
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: KeyError 'a'
# expect: ValueError cannot switch from automatic field numbering to manual field specification
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError Unknown conversion specifier z
# expect: ValueError Unknown format code 'q' for object of type 'int'
# expect: AttributeError 'int' object has no attribute 'nope'
# expect: IndexError list index out of range
# expect: ValueError Unknown format code 'd' for object of type 'str'
print("{x}".format_map({"x": 1}), "%s|%s" % ("{}".format("%s"), "%d"))  # expect: 1 %s|%d
