# Order and equality of strings.
print("a" < "b", "a" < "A", "" < "a", "abc" < "abd", "abc" < "ab")
# expect: True False True True False
print("a" == "a", "a" == "b", "a" == 97, "a" != None)  # expect: True False False True
print("B" <= "B", "B" >= "C", "10" < "9")  # expect: True False True
print(sorted(["b", "A", "a", "", "ab", "B"]))  # expect: ['', 'A', 'B', 'a', 'ab', 'b']
print(max("hello"), min("hello"), max(["aa", "b"]), min("b", "aa"))  # expect: o e b aa
a = "x" * 3
b = "xxx"
print(a == b, hash(a) == hash(b), {a: 1}[b])  # expect: True True 1
try:
    "a" < 1
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'str' and 'int'
print("\U0001f600" > "\uffff", "é" > "z")  # expect: True True
