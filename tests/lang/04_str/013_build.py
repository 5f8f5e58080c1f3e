# Building strings piece by piece, in place and not.
s = ""
for i in range(100):
    s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:])  # expect: 100 abcde rstuv
t = s
s += "!"
print(len(t), len(s), t[-1], s[-1])  # expect: 100 101 v !
a = "x"
b = a
a += "y"
print(a, b)  # expect: xy x


def grow(n):
    r = ""
    for i in range(n):
        r = r + str(i)
    return r


print(grow(15))  # expect: 01234567891011121314
s = ""
for i in range(5):
    s = str(i) + s
print(s)  # expect: 43210
parts = [""] * 3
for i in range(6):
    parts[i % 3] += str(i)
print(parts)  # expect: ['03', '14', '25']
d = {"k": ""}
for c in "abc":
    d["k"] += c
    d["k"] *= 2
print(d["k"])  # expect: aabaabcaabaabc
s = "ab"
s += s
s += s[1:]
print(s)  # expect: ababbab
u = "é"
u += "€"
u += "a"
print(u, len(u))  # expect: é€a 3
