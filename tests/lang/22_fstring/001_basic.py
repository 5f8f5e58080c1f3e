# f-strings: expressions, conversions, nesting, =.
x, y, name = 3, 4.5, "bob"
print(f"{x} {y} {name}", f"{x + 1}{x * 2}", f"{{}} {{{x}}}", f"", f"no fields", f"{x}" "plain" f"{y}")
# expect: 3 4.5 bob 46 {} {3}  no fields 3plain4.5
print(f"{name!r} {name!s:>5} {name!a}", f"{x:05d}|{y:8.2f}|{name:*^9}", f"{x:{x + 2}}|{y:{x + 5}.{x - 1}f}")
# expect: 'bob'   bob 'bob' 00003|    4.50|***bob***     3|    4.50
print(f"{x=} {y=:.1f} {name=} {x + 1=} {name = }", f"{name=!s}", f"{ x }", f"{x!r:>4}")
# expect: x=3 y=4.5 name='bob' x + 1=4 name = 'bob' name=bob 3    3
print(f"{(lambda a: a * 2)(5)} {[i for i in range(3)]} { {'k': 1}['k'] } {'yes' if x else 'no'}")
# expect: 10 [0, 1, 2] 1 yes
print(f"{name.upper()} {name[0]} {name[::-1]} {len(name)} {'-'.join(name)}")
# expect: BOB b bob 3 b-o-b
print(f"{f'{x}'}", f'''{f"{f'{x}'}"}''')  # expect: 3 3
print(f'''multi
{x}
line''', rf"\n{x}\t", f"\n{x}".strip(), fr"{name}\d", F"{x}", f"a{x}b{y}c" + "d" f"{x}")
# expect: multi
# expect: 3
# expect: line \n3\t 3 bob\d 3 a3b4.5cd3
print(f"{x,} {x, y} {*[1, 2],} {x == 3} {x != 3} {x > 2 < 5} {not x}")
# expect: (3,) (3, 4.5) (1, 2) True False True False
print(f"{1_000} {0xff} {'a' 'b'} {None} {...} {True and x}", f"{3.0} {1e20} {-0.0}")
# expect: 1000 255 ab None Ellipsis 3 3.0 1e+20 -0.0
d = {"a": {"b": [1, 2]}}
print(f"{d['a']['b'][1]} {d!r:>20} {d['a']}", f"{x:>{'5'}}", f"{x:{'>'}{6}}")
# expect: 2 {'a': {'b': [1, 2]}} {'b': [1, 2]}     3      3
