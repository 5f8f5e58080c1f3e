# hash consistency, identity of value, iteration, membership, unpacking of strings.
a, b, c = "xyz"
print(a, b, c)  # expect: x y z
first, *rest = "hello"
print(first, rest)  # expect: h ['e', 'l', 'l', 'o']
d = {}
for ch in "mississippi":
    d[ch] = d.get(ch, 0) + 1
print(d)  # expect: {'m': 1, 'i': 4, 's': 4, 'p': 2}
print(sorted("banana"), "".join(sorted(set("banana"))), list(enumerate("ab")), list(zip("ab", "cd")))
# expect: ['a', 'a', 'a', 'b', 'n', 'n'] abn [(0, 'a'), (1, 'b')] [('a', 'c'), ('b', 'd')]
print("abc" * 2 == "abcabc", ("a" + "b") in ["ab"], "x" "y" is not None)  # expect: True True True
print(all(c.isalpha() for c in "abc"), list(map(ord, "AZ")), list(reversed("abc")))
# expect: True [65, 90] ['c', 'b', 'a']
print("%s" % "s", "abc".__len__(), "abc".__getitem__(1), "a".__add__("b"), "b".__contains__("b"))
# expect: s 3 b ab True
print("Hello".encode("ascii"), "é".encode("latin-1"), "€".encode("utf-8"))
# expect: b'Hello' b'\xe9' b'\xe2\x82\xac'
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
    # expect: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
print("é".encode("ascii", "replace"), "é".encode("ascii", "ignore"))  # expect: b'?' b''
print("ab" < "abc" <= "abc", "".join(c for c in "a1b2" if c.isdigit()))  # expect: True 12
