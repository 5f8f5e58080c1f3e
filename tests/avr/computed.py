#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Programs that reach things by names or types that they compute: a firmware cut to them must do
what the PC does.

    tests/avr/computed.py [--board mega]
"""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"

PROGRAMS = {
    "a method by its name": """
class C:
    def up(self):
        return "up"
    def down(self):
        return 40000
for name in "up", "down":
    print(getattr(C(), name)())
""",
    "a method of a builtin type by its name": """
a = []
for name in "append", "insert":
    getattr(a, name)(*([0, 7] if name == "insert" else [8]))
print(a)
""",
    "the type of a value is called": """
for x in 3, "s", [1]:
    print(repr(type(x)(x)))
""",
    "a global by its name": """
def one():
    return [1, 2.5]
print(globals()["o" + "ne"]())
""",
    "names of globals that nobody mentions": """
class C:
    pass
def make():
    global fresh
    fresh = [1]
make()
print("start")
print("fresh" in globals(), "other" in globals(), globals()["fresh"])
""",
    "modules by their names": """
import sys
print("start")
print(sys.modules["sys"] is sys, "sys" in sys.modules, hasattr(sys, "__package__"))
""",
    "sys.stdout is set": """
import sys
print("start")
class Loud:
    def write(self, text):
        out.write(text.upper())
out = sys.stdout
sys.stdout = Loud()
print("loud", 1)
sys.stdout = out
print("normal")
""",
    "formats of bytes": """
print(b"%d-%s" % (5, b"s"), bytes([37, 100]) % 7)
""",
    "sets without operators": """
s = {"x", "y"}
s.update(("x", "z"))
print(sorted(s), sorted(s.union(["q"])), sorted(s.intersection("xa")))
s.difference_update({"x": 1})
print(sorted(s), sorted(s.symmetric_difference("yb")))
""",
    "attributes that setattr gives": """
class C:
    pass
c = C()
for name in "x", "y":
    setattr(c, name, name + name)
print(c.x, c.y, c.__dict__)
""",
    "a bound method fills a list": """
a = []
f = a.append
f("text")
f((1, 2))
print(a, a[0] + "s")
""",
    "a class is called with keywords": """
class P:
    def __init__(self, x, y=2):
        self.x, self.y = x, y
print(P(y=1, x=3).x, P(x=9).y)
""",
    "a class is raised": """
class E(Exception):
    def __init__(self):
        self.code = 70000
try:
    raise E
except E as e:
    print(e.code, type(e).__name__)
""",
    "ints outgrow their cells": """
n = 1
for i in range(20):
    n = n * 3
print(n, -n // 7, n > 16383)
total = 0
while total < 20000:
    total += 9000
print(total)
""",
    "kinds that only a list knows": """
a = [1, "x", 2.5, None, (3, 4)]
a += "yz"
for x in a:
    print(x, x == (3, 4), not x)
""",
}


def run(program, *options):
    done = subprocess.run([ADDER, "run", program, *options], capture_output=True, text=True,
                          timeout=600)
    return done.returncode, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--board", default="mega")
    board = parser.parse_args().board
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, text) in enumerate(PROGRAMS.items()):
            program = Path(folder) / f"program{number}.py"
            program.write_text(text)
            expected = run(program, "--cell", "16")
            got = run(program, "--board", board, "--print-ahead", "0")
            if got != expected:
                failed += 1
                print(f"FAIL {name}\n  on the PC: {expected}\n  on the chip: {got}")
    print(f"{len(PROGRAMS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
