# sys.stdout.write, redirection.
import sys

n = sys.stdout.write("written\n")  # expect: written
sys.stdout.write(str(n) + "\n")  # expect: 8


class Upper:
    def __init__(self, out):
        self.out = out

    def write(self, s):
        self.out.write(s.upper())

    def flush(self):
        self.out.flush()


old = sys.stdout
sys.stdout = Upper(old)
print("shouted", 1)  # expect: SHOUTED 1
sys.stdout = old
print("normal")  # expect: normal
lines = []


class Collect:
    def write(self, s):
        lines.append(s)


sys.stdout = Collect()
print("a", "b")
print("c", end="")
sys.stdout = old
print(lines)  # expect: ['a', ' ', 'b', '\n', 'c', '']
sys.stderr.write("not compared\n")
sys.stdout.flush()
try:
    sys.stdout.write(5)
except TypeError as e:
    print("TypeError")  # expect: TypeError
