# split, rsplit, splitlines, partition.
print("a b  c".split(), " a  b ".split(), "".split(), "   ".split())
# expect: ['a', 'b', 'c'] ['a', 'b'] [] []
print("a,b,,c".split(","), "".split(","), ",".split(","), "a--b--c".split("--"))
# expect: ['a', 'b', '', 'c'] [''] ['', ''] ['a', 'b', 'c']
print("a b c d".split(None, 2), "a,b,c".split(",", 1), "a,b,c".split(",", 0), " a  b  c ".split(None, 1))
# expect: ['a', 'b', 'c d'] ['a', 'b,c'] ['a,b,c'] ['a', 'b  c ']
print("a b c d".rsplit(None, 2), "a,b,c".rsplit(",", 1), "a,b,c".rsplit(","), " x  y z ".rsplit(None, 1))
# expect: ['a b', 'c', 'd'] ['a,b', 'c'] ['a', 'b', 'c'] [' x  y', 'z']
print("a,b,c".split(",", -1), "a,b".split(sep=",", maxsplit=5))
# expect: ['a', 'b', 'c'] ['a', 'b']
print("a\nb\r\nc\rd".splitlines(), "a\n\nb\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines())
# expect: ['a', 'b', 'c', 'd'] ['a', '', 'b'] ['a\n', 'b\n'] []
print("k=v=w".partition("="), "kv".partition("="), "=v".partition("="))
# expect: ('k', '=', 'v=w') ('kv', '', '') ('', '=', 'v')
print("k=v=w".rpartition("="), "kv".rpartition("="), "a::b::c".rpartition("::"))
# expect: ('k=v', '=', 'w') ('', '', 'kv') ('a::b', '::', 'c')
for f in (lambda: "a".split(""), lambda: "a".partition("")):
    try:
        f()
    except ValueError as e:
        print(e)
# expect: empty separator
# expect: empty separator
try:
    "a".split(1)
except TypeError as e:
    print(e)  # expect: must be str or None, not int
