# Methods that bytes share with str.
b = b"one two,two"
print(b.find(b"two"), b.rfind(b"two"), b.find(b"z"), b.find(110), b.index(b"n"), b.count(b"o"), b.count(111))
# expect: 4 8 -1 1 1 3 3
print(b.split(), b.split(b","), b.partition(b" "), b.rpartition(b"t"), b.rsplit(b"t", 1), b"a\nb\r\n".splitlines())
# expect: [b'one', b'two,two'] [b'one two', b'two'] (b'one', b' ', b'two,two') (b'one two,', b't', b'wo') [b'one two,', b'wo'] [b'a', b'b']
print(b.replace(b"two", b"2"), b.upper(), b.title(), b.capitalize(), b"ABC".lower(), b"aB".swapcase())
# expect: b'one 2,2' b'ONE TWO,TWO' b'One Two,Two' b'One two,two' b'abc' b'Ab'
print(b.startswith(b"one"), b.endswith((b"x", b"two")), b"  a ".strip(), b"xxaxx".strip(b"x"), b"xa".lstrip(b"x"), b"ax".rstrip(b"x"))
# expect: True True b'a' b'a' b'a' b'a'
print(b",".join([b"a", b"b"]), b"".join([]), b"a".center(5, b"*"), b"a".ljust(3, b"."), b"a".rjust(3), b"7".zfill(3), b"-7".zfill(4))
# expect: b'a,b' b'' b'**a**' b'a..' b'  a' b'007' b'-007'
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" ".isspace(), b"A".isupper(), b"a".islower(), b"\xff".isascii(), b"A b".istitle())
# expect: True True True True True True False False
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"pre-x".removeprefix(b"pre-"), b"x.py".removesuffix(b".py"))
# expect: b'xyc' b'ac' b'x' b'x'
print(b"a\tb".expandtabs(4), b"%d-%s-%x" % (5, b"s", 255), b"%b|%5d|%c|%a" % (b"b", 3, 65, "q"))
# expect: b'a   b' b'5-s-ff' b"b|    3|A|'q'"
for f in (lambda: b.find("two"), lambda: b.split(""), lambda: b",".join(["a"]), lambda: b.replace("a", "b"), lambda: b.index(b"zz"),
          lambda: b"%s" % "str"):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError argument should be integer or bytes-like object, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError sequence item 0: expected a bytes-like object, str found
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError subsection not found
# expect: TypeError %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
