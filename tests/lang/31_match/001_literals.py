# match: literals, or, wildcard, guard, capture.
def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case "a" | "b":
            return "letter"
        case None:
            return "none"
        case True:
            return "true"
        case 2.5:
            return "float"
        case b"x":
            return "bytes"
        case int() if x > 1000:
            return "huge"
        case int(n):
            return f"int {n}"
        case str() as s:
            return "str " + s
        case _:
            return "other"


for v in (0, 1, 3, -1, "a", None, True, 2.5, b"x", 5000, 77, "zzz", [], 1.0, False, 0.0):
    print(repr(v), f(v))
# expect: 0 zero
# expect: 1 small
# expect: 3 small
# expect: -1 minus one
# expect: 'a' letter
# expect: None none
# expect: True small
# expect: 2.5 float
# expect: b'x' bytes
# expect: 5000 huge
# expect: 77 int 77
# expect: 'zzz' str zzz
# expect: [] other
# expect: 1.0 small
# expect: False zero
# expect: 0.0 zero


def g(x):
    match x:
        case y if y > 5:
            return y
    return "no match"


print(g(9), g(1))  # expect: 9 no match
match = 5
case = match + 1
print(match, case)  # expect: 5 6
