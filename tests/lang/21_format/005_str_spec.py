# Format specifications of strings.
print([f"{'abc':{s}}|" for s in ("", "s", "6", "<6", ">6", "^6", "^7", "*<6", "-^8", ".2", "6.2", ">6.1s", "06", "0")])
# expect: ['abc|', 'abc|', 'abc   |', 'abc   |', '   abc|', ' abc  |', '  abc  |', 'abc***|', '--abc---|', 'ab|', 'ab    |', '     a|', 'abc000|', 'abc|']
print(f"{'é€':>5}|{'é€':.1}|{'':3}|{'':*^3}|{'toolong':3}|{'x':€^3}")
# expect:    é€|é|   |***|toolong|€x€
for s in ("d", "+", ",", "=5", ".", "5x", "f", " "):
    try:
        print(f"{'abc':{s}}")
    except ValueError as e:
        print(s, "->", e)
# expect: d -> Unknown format code 'd' for object of type 'str'
# expect: + -> Sign not allowed in string format specifier
# expect: , -> Cannot specify ',' with 's'.
# expect: =5 -> '=' alignment not allowed in string format specifier
# expect: . -> Format specifier missing precision
# expect: 5x -> Unknown format code 'x' for object of type 'str'
# expect: f -> Unknown format code 'f' for object of type 'str'
# expect:   -> Space not allowed in string format specifier
width, fill = 10, "."
rows = [("apple", 3, 1.25), ("fig", 12, 0.5), ("banana", 100, 2.0)]
for name, n, price in rows:
    print(f"{name:{fill}<{width}}{n:>4}{price:>8.2f}{n * price:>9.2f}")
# expect: apple.....   3    1.25     3.75
# expect: fig.......  12    0.50     6.00
# expect: banana.... 100    2.00   200.00
print("-" * 31)  # expect: -------------------------------
print(f"{'total':<{width}}{sum(r[1] for r in rows):>4}")  # expect: total      115
print("".join(f"{c:^3}" for c in "abc"), f"{'a' + 'b':>4}", f"{str(5):0>3}", f"{None!s:>6}", f"{[1]!s:>5}")
# expect:  a  b  c    ab 005   None   [1]
