# print: sep, end, file, flush.
import sys

print(1, 2, 3, sep="-")  # expect: 1-2-3
print("a", "b", sep="", end="!\n")  # expect: ab!
print("no newline", end="")
print()  # expect: no newline
print(1, 2, sep=None, end=None)  # expect: 1 2
print("x", sep="unused", file=sys.stdout, flush=True)  # expect: x
print(*[1, 2, 3], sep="\n")
# expect: 1
# expect: 2
# expect: 3
print(*"abc", sep=", ", end=".\n")  # expect: a, b, c.
print([1, "a", None, 2.5, (1,), {"k": b"v"}], {1: [2]}, sep=" | ")
# expect: [1, 'a', None, 2.5, (1,), {'k': b'v'}] | {1: [2]}
print("to stderr", file=sys.stderr)
print(end="only end\n")  # expect: only end
print("", end="")
print("tab\there", "é€😀")  # expect: tab	here é€😀


class W:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)


w = W()
print("a", 1, sep="+", end="$", file=w)
print(file=w)
print(w.parts)  # expect: ['a', '+', '1', '$', '\n']
for f in (lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, nope=2)):
    try:
        f()
    except TypeError as e:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
try:
    print(1, file=5)
except AttributeError as e:
    print(e)  # expect: 'int' object has no attribute 'write'
print(print("x"), print())
# expect: x
# expect:
# expect: None None
