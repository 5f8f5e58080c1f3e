#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Programs on a simulated ATtiny85: 8 KB of flash, 512 bytes of RAM, no UART.

    tests/avr/tiny.py [NAME ...]
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"
MHZ = 8

HELLO = 'print("hello")\n'

BLINK = """
from machine import Pin
import time

led = Pin(1, Pin.OUT)
while True:
    led.on()
    time.sleep_ms(100)
    led.off()
    time.sleep_ms(100)
"""

ERROR = """
def third(items):
    return items[3]

third([1, 2])
"""

LARGE = "".join(f'print("line {n} of a text that is here to fill flash")\n' for n in range(150))


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def run_tool(command, source, *options):
    """The finished process of `adder COMMAND` on this program."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")
        path.write_text(source)
        return subprocess.run([ADDER, command, path, "--board", "attiny85", *options], cwd=folder,
                              capture_output=True, text=True, timeout=300,
                              stdin=subprocess.DEVNULL)


def run(source, *options):
    done = run_tool("run", source, *options)
    return done.returncode, done.stdout, done.stderr


def edges(source, pin, ms, *inputs):
    """[(time in ms, level)] of a pin in a run of so many ms."""
    words = ["--pins"] + [word for i in inputs for word in ("--input", i)]
    done = run_tool("run", source, "--cycles", str(int(ms * MHZ * 1000)),
                    *(f"--sim={w}" for w in words))
    expect(done.returncode == 124, f"ended with {done.returncode}: {done.stderr[-300:]}")
    rows = re.findall(rf"^(\d+) PB{pin}_D{pin} ([01z])$", done.stderr, re.MULTILINE)
    return [(int(cycle) / 1000 / MHZ, level) for cycle, level in rows]


# ---- checks --------------------------------------------------------------------------------------


def check_hello():
    status, out, err = run(HELLO)
    expect((status, out) == (0, "hello\n"), (status, out, err))


def check_line():
    """Every byte as it was sent, and to the other side's eyes too: edges a bit apart."""
    text = bytes(range(32, 127)).decode()
    expect(run(f"print({text!r})\n")[1] == text + "\n", "all characters")


def check_error():
    status, out, err = run(ERROR)
    expect(status == 1 and not out, (status, out))
    expect("line 3, in third" in err and "IndexError" in err, err)


def check_too_large():
    done = run_tool("build", LARGE)
    expect(done.returncode == 1, done.returncode)
    expect(re.search(r"does not fit: \d+ bytes of flash, the attiny85 has 8192", done.stderr),
           done.stderr)


def check_everything():
    done = run_tool("build", HELLO, "--everything")
    expect(done.returncode == 2 and "does not fit the attiny85" in done.stderr, done.stderr)


def main():
    chosen = sys.argv[1:]
    checks = [(n[6:], f) for n, f in globals().items() if n.startswith("check_")]
    checks = [(n, f) for n, f in checks if not chosen or n in chosen]
    if not shutil.which("avr-gcc") or not SIM.exists():
        print(f"needs avr-gcc and adder-sim\n0 passed, 0 failed, {len(checks)} skipped")
        return 0
    failed = 0
    for name, check in checks:
        try:
            check()
        except AssertionError as error:
            failed += 1
            print(f"FAIL {name}: {error}")
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
