# Concatenate, repeat, compare, measure strings.
a = "spam"
b = "egg"
print(a + b)  # expect: spamegg
print(a * 2)  # expect: spamspam
print(3 * "ab")  # expect: ababab
print(a == "spam", a == b, a != b)  # expect: True False True
print(a < b, b < a, "a" < "ab", "Z" < "a")  # expect: False True True True
print(len(a), len(""))  # expect: 4 0
print("" * 5, "x" * 0, "x" * -1)  # expect:
a += "!"
print(a)  # expect: spam!
