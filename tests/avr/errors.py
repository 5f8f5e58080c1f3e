#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Errors on a simulated Uno: what the chip sends becomes the traceback that the PC shows.

    tests/avr/errors.py [NAME ...]
"""
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import checking
from checking import ADDER, NOT_AHEAD, SIM, expect

# Name: program. What it prints and its traceback must be those of the PC, byte for byte.
PROGRAMS = {
    "nested": """
def inner(n):
    raise ValueError("text", n, -70000)

def outer(n):
    return inner(n + 1)

print("before")
outer(1)
""",
    "method": """
class Oops(Exception):
    pass

class Pump:
    def start(self):
        self.check(3)

    def check(self, level):
        raise Oops("level is low", (level, None, b"\\xff'"))

Pump().start()
""",
    "generator": """
def numbers():
    yield 1
    raise RuntimeError("in the generator")

for n in numbers():
    print(n)
""",
    "assert": """
def f(n):
    assert n < 2, "n is too large"
    f(n + 1)

f(0)
""",
    "key": """
table = {"a": 1}
print(table["a"])
table["it's"]
""",
    "no_text": """
def f():
    raise ValueError

f()
""",
    "unicode": """
raise ValueError("gr\\u00fc\\u00df \\u20ac", "\\n\\u00e9'")
""",
    "exit_text": """
print("on")
raise SystemExit("no sensor")
""",
    "finally": """
def g():
    raise ValueError("x")

def f():
    try:
        g()
    finally:
        print("done")

f()
""",
    "again": """
def f():
    try:
        try:
            raise OSError("first")
        finally:
            print("inner")
    except OSError as e:
        print("outer")
        raise

f()
""",
    "cause": """
def numbers(d):
    yield 1
    d["it's"]

def f(d):
    try:
        for n in numbers(d):
            print(n)
    except KeyError as e:
        raise RuntimeError("no number") from e

f({})
""",
    "name": """
def f():
    print("on")
    missing

f()
""",
    "local": """
def f(n):
    if n:
        x = 1
    return x

f(0)
""",
    "repeats": """
def f(n):
    if n == 0:
        raise ValueError(1.5, 0.1)
    f(n - 1)

f(30)
""",
}


def adder(*words, stdin=b"", timeout=300):
    done = subprocess.run([ADDER, *words], input=stdin, capture_output=True, timeout=timeout)
    return done.returncode, done.stdout, done.stderr


class Firmware:
    """A program, built in a folder of its own."""

    def __init__(self, source, *options):
        self.folder = tempfile.TemporaryDirectory()
        self.source = Path(self.folder.name, "program.py")
        self.source.write_text(source)
        self.elf = Path(self.folder.name, "program.elf")
        self.symbols = self.elf.with_suffix(".sym")
        status, _, err = adder("build", self.source, "--board", "uno", *NOT_AHEAD, "-o",
                                self.elf, *options)
        expect(status == 0, err.decode())

    def send(self, *options):
        """(exit status, all that the chip sends)"""
        done = subprocess.run([SIM, "--board", "uno", "--cycles", "100M", *options, self.elf],
                              capture_output=True, timeout=300)
        return done.returncode, done.stdout

    def decode(self, log, what=None):
        return adder("decode", what or self.symbols, stdin=log)

    def on_pc(self):
        return adder("run", "--cell", "32", self.source)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()


def check_same(name, source):
    with Firmware(source) as f:
        status, log = f.send()
        expect(status == 1, f"the chip ends with status {status}")
        got, wanted = f.decode(log), f.on_pc()
        expect(got == wanted, f"{got[1]!r}, status {got[0]}:\n{got[2].decode()}not "
               f"{wanted[1]!r}, status {wanted[0]}:\n{wanted[2].decode()}")


def check_run():
    """`adder run --board` shows it live, on standard error, and ends as on the PC."""
    with Firmware(PROGRAMS["nested"]) as f:
        got = adder("run", "--board", "uno", f.source)
        expect(got == f.on_pc(), repr(got))


def check_no_memory():
    """MemoryError and RecursionError have their frames too."""
    deep = "def f(n):\n    return f(n + 1)\n\nf(0)\n"
    large = "def grow(a):\n    while True:\n        a.append(len(a))\n\ngrow([])\n"
    for source, error, last in ((deep, b"RecursionError", b"line 2, in f\n"),
                                (large, b"MemoryError", b"line 3, in grow\n")):
        with Firmware(source) as f:
            status, out, err = f.decode(f.send()[1])
            expect(status == 1 and out == b"", f"{status} {out!r}")
            expect(last in err and error in err.split(b"\n")[-2], err.decode())
            expect(error == b"MemoryError" or b": maximum recursion depth" in err, err.decode())
            expect(b'line 4, in <module>' in err or b'line 5, in <module>' in err, err.decode())


def check_restart():
    """With --on-error restart the program begins again, by the watchdog, as after power-on."""
    source = 'print("on")\nvalues = []\nvalues.append(1)\nraise ValueError(len(values))\n'
    with Firmware(source, "--on-error", "restart") as f:
        status, log = f.send("--cycles", "4M")
        expect(status == 124, f"status {status}, not that of the limit: it should not end")
        status, out, err = f.decode(log)
        expect(out.count(b"on\n") >= 3, f"{out!r}")
        expect(err.count(b"\nValueError: 1\n") >= 2, err.decode())
    status, _, err = adder("build", "--on-error", "stop", "x.py", "-o", "x.hex")
    expect(status == 2 and b"--on-error: stop is no halt|restart" in err, err.decode())


def check_foreign():
    """Symbols of another program are refused, and so are those of another firmware."""
    with Firmware(PROGRAMS["no_text"]) as one, Firmware(PROGRAMS["assert"]) as other:
        log = one.send()[1]
        status, _, err = one.decode(log, other.symbols)
        expect(status == 1 and b"another program" in err, err.decode())
        expect(one.decode(log, one.elf) == one.decode(log), "a firmware stands for its symbols")
        shutil.copy(other.symbols, one.symbols)
        status, _, err = one.decode(log, one.elf)
        expect(status == 2 and b"of another firmware" in err, err.decode())


def check_damaged():
    """Cut or changed records are told as such; what comes before and behind them is there."""
    with Firmware(PROGRAMS["nested"]) as f:
        log = f.send()[1]
        begin = log.index(b"\xfe\xad")
        whole = f.decode(log)
        for at in range(begin + 2, len(log)):
            bad = log[:at] + bytes([log[at] ^ 0x10]) + log[at + 1:]
            status, out, err = f.decode(bad)
            expect(status == 1 and out.startswith(b"before\n") and b"the report is damaged" in err,
                   f"byte {at}: {status} {out!r} {err.decode()}")
        for length in range(begin + 2, len(log)):
            status, out, err = f.decode(log[:length])
            expect(status == 1 and b"damaged: it is cut off" in err, f"{length}: {err.decode()}")
        # A chip that was reset in the middle, and a log with more than one error.
        status, out, err = f.decode(log[:begin + 9] + log + b"between\n" + log)
        expect(err.endswith(2 * whole[2]) and b"between\nbefore\n" in out, err.decode())


def check_hostile():
    """Whatever the bytes are, nothing crashes."""
    rng = random.Random(4)
    with Firmware(PROGRAMS["method"]) as f:
        log = f.send()[1]
        record = log[log.index(b"\xfe\xad"):]
        for n in range(300):
            body = bytearray(record[2:-2])
            for _ in range(rng.randrange(1, 6)):
                at = rng.randrange(2, len(body))
                body[at:at + rng.randrange(3)] = rng.randbytes(rng.randrange(4))
            noise = rng.randbytes(rng.randrange(60))
            log = noise + b"\xfe\xad" + body + sums(body) + noise * (n % 7)
            status, _, err = f.decode(log)
            expect(status in (0, 1), f"status {status} of {log!r}: {err.decode('latin-1')}")
        status, _, _ = f.decode(20000 * b"\xfe\xad\x01")
        expect(status == 1, f"status {status}")
        symbols = bytearray(f.symbols.read_bytes())
        for n in range(40):
            bad = bytearray(symbols)
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
            f.symbols.write_bytes(bad[:rng.choice((len(bad), rng.randrange(len(bad))))])
            status, _, err = f.decode(record)
            expect(status == 2 and b"damaged" in err, f"status {status}: {err.decode()}")


def sums(body):
    """The checksum of a record."""
    one = two = 0
    for byte in body:
        one = one + byte & 255
        two = two + one & 255
    return bytes((one, two))


def main():
    checks = {n: f for n, f in checking.named(globals()).items() if n != "same"}
    for name, source in PROGRAMS.items():
        checks[name] = lambda name=name, source=source: check_same(name, source)
    return checking.run(checks)


if __name__ == "__main__":
    sys.exit(main())
