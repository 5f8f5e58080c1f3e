# Indexing and negative indexing of strings, and its errors.
s = "hello"
print(s[0], s[4], s[-1], s[-5])  # expect: h o o h
print(len(s), s[len(s) - 1])  # expect: 5 o
for i in (5, -6, 100):
    try:
        print(s[i])
    except IndexError as e:
        print(e)
# expect: string index out of range
# expect: string index out of range
# expect: string index out of range
try:
    s["a"]
except TypeError as e:
    print(type(e).__name__)  # expect: TypeError
try:
    s[0] = "j"
except TypeError as e:
    print(e)  # expect: 'str' object does not support item assignment
try:
    del s[0]
except TypeError as e:
    print(e)  # expect: 'str' object doesn't support item deletion
print("abc"[1], "abc"[True])  # expect: b b
print([c for c in "xyz"], list("ab"), tuple("ab"))  # expect: ['x', 'y', 'z'] ['a', 'b'] ('a', 'b')
print("e" in s, "ell" in s, "" in s, "lle" in s, "z" not in s)  # expect: True True True False True
try:
    1 in "abc"
except TypeError as e:
    print(e)  # expect: 'in <string>' requires string as left operand, not int
