# Sequence patterns.
def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [0, *rest]:
            return f"zero then {rest}"
        case (a, b) if a == b:
            return f"pair of {a}"
        case [a, [b, c], *_]:
            return f"nested {a} {b} {c}"
        case [first, *mid, last]:
            return f"{first} {mid} {last}"
        case _:
            return "not a sequence"


for v in ([], (), [1], [0], (0, 1, 2), [5, 5], [1, [2, 3]], (1, [2, 3], 4), [1, 2, 3, 4], range(3), "ab", b"ab", {1: 2}, {1}, 5,
          iter([1])):
    print(f(v))
# expect: empty
# expect: empty
# expect: one 1
# expect: one 0
# expect: zero then [1, 2]
# expect: pair of 5
# expect: nested 1 2 3
# expect: nested 1 2 3
# expect: 1 [2, 3] 4
# expect: zero then [1, 2]
# expect: not a sequence
# expect: not a sequence
# expect: not a sequence
# expect: not a sequence
# expect: not a sequence
# expect: not a sequence


def cmd(line):
    match line.split():
        case ["go", ("north" | "south") as d]:
            return "going " + d
        case ["go", other]:
            return "cannot go " + other
        case ["drop", *things]:
            return f"dropping {things}"
        case [word]:
            return word
        case _:
            return "?"


print(cmd("go north"), cmd("go up"), cmd("drop a b"), cmd("look"), cmd("a b"), cmd(""), sep="; ")
# expect: going north; cannot go up; dropping ['a', 'b']; look; ?; ?
match 1, 2:
    case x, y:
        print(x + y)  # expect: 3
