# find, index, count, startswith, endswith, with bounds.
s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("a", 1, 3), s.find("bra"), s.find("z"), s.find(""))
# expect: 0 3 -1 1 -1 0
print(s.rfind("a"), s.rfind("a", 0, 10), s.rfind("bra"), s.rfind("z"), s.rfind(""))
# expect: 10 7 8 -1 11
print(s.index("c"), s.rindex("b"), s.find("a", -1), s.find("a", -3, -1), s.find("", 20))
# expect: 4 8 10 -1 -1
print(s.count("a"), s.count("ab"), s.count("a", 3), s.count("a", 3, 6), s.count(""), "aaaa".count("aa"))
# expect: 5 2 4 2 12 2
print(s.startswith("abr"), s.startswith("bra", 1), s.startswith(("x", "a")), s.startswith(""))
# expect: True True True True
print(s.endswith("bra"), s.endswith("br", 0, -1), s.endswith(("x", "y")), s.endswith(()))
# expect: True True False False
for f in (s.index, s.rindex):
    try:
        f("z")
    except ValueError as e:
        print(e)
# expect: substring not found
# expect: substring not found
try:
    s.find(1)
except TypeError:
    print("TypeError")  # expect: TypeError
try:
    s.startswith(1)
except TypeError as e:
    print(e)  # expect: startswith first arg must be str or a tuple of str, not int
