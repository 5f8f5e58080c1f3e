# Requests far beyond any memory end in MemoryError or OverflowError, at once.
def attempt(f):
    try:
        f()
        print("fine")
    except (MemoryError, OverflowError):
        print("refused")


n = 2 ** 60
attempt(lambda: [0] * n)  # expect: refused
attempt(lambda: "x" * n)  # expect: refused
attempt(lambda: (1, 2) * n)  # expect: refused
attempt(lambda: b"ab" * n)  # expect: refused
attempt(lambda: bytearray(n))  # expect: refused
attempt(lambda: bytes(n))  # expect: refused
attempt(lambda: "abc".ljust(n))  # expect: refused
attempt(lambda: [None] * 2 ** 100)  # expect: refused
attempt(lambda: 1 << 2 ** 62)  # expect: refused
x = [1, 2]
attempt(lambda: x * n)  # expect: refused
attempt(lambda: x.__imul__(n))  # expect: refused
print(x)  # expect: [1, 2]
attempt(lambda: "%*d" % (2 ** 62, 1))  # expect: refused
attempt(lambda: f"{1:{n}}")  # expect: refused
attempt(lambda: None)  # expect: fine
