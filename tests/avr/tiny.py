#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Programs on a simulated ATtiny85: 8 KB of flash, 512 bytes of RAM, no UART.

    tests/avr/tiny.py [NAME ...]
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import checking
from checking import ADDER, NOT_AHEAD, blink, expect

MHZ = 8

HELLO = 'print("hello")\n'

# A lamp that a button turns on and off. A contact bounces: what is over after 20 ms does not count.
BUTTON = """
from machine import Pin
import time

button = Pin(2, Pin.IN, Pin.PULL_UP)
lamp = Pin(1, Pin.OUT)

def wait_while(level):
    while button.value() is level:
        time.sleep_ms(5)
    time.sleep_ms(20)

while True:
    wait_while(1)
    if not button.value():
        lamp.toggle()
        wait_while(0)
"""

# The same with a class, which counts the milliseconds.
CLASS = """
from machine import Pin
import time

class Button:
    def __init__(self, pin):
        self.pin = pin
        self.count = 0

    def pressed(self):
        if self.pin.value():
            self.count = 0
            return False
        self.count += 1
        return self.count == 20

button = Button(Pin(2, Pin.IN, Pin.PULL_UP))
lamp = Pin(1, Pin.OUT)
lit = False
while True:
    if button.pressed():
        lit = not lit
        lamp.value(lit)
    time.sleep_ms(1)
"""

# Level of the button and when, in ms: two bounces, a click of 3 ms that is none, a second time.
CONTACT = ("2=1", "2=0@100", "2=1@102", "2=0@104", "2=1@300", "2=0@302", "2=1@304", "2=0@500",
           "2=1@503", "2=0@700", "2=1@900")

ERROR = """
def third(items):
    return items[3]

third([1, 2])
"""

LARGE = "".join(f'print("line {n} of a text that is here to fill flash")\n' for n in range(150))


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
    words = ["--pins"] + [f"--input={i}" for i in inputs]
    done = run_tool("run", source, "--cycles", str(int(ms * MHZ * 1000)),
                    *(f"--sim={w}" for w in words))
    expect(done.returncode == 124, f"ended with {done.returncode}: {done.stderr[-300:]}")
    rows = re.findall(rf"^(\d+) PB{pin}_D{pin} ([01z])$", done.stderr, re.MULTILINE)
    return [(int(cycle) / 1000 / MHZ, level) for cycle, level in rows]


# ---- checks --------------------------------------------------------------------------------------


def check_hello():
    status, out, err = run(HELLO, *NOT_AHEAD)
    expect((status, out) == (0, "hello\n"), (status, out, err))


def check_blink():
    found = [e for e in edges(blink(1, 100), 1, 1050) if e[0] > 1]
    expect([level for _, level in found] == list("0101010101"), found)
    for (earlier, _), (later, _) in zip(found, found[1:]):
        expect(abs(later - earlier - 100) < 0.5, found)


def check_button(source=BUTTON):
    found = [e for e in edges(source, 1, 1200, *CONTACT) if e[0] > 1]
    expect([level for _, level in found] == ["1", "0"], found)
    expect(all(0 < at - pressed < 40 for (at, _), pressed in zip(found, (100, 700))), found)


def check_class():
    check_button(CLASS)


def check_line():
    """Every byte as it was sent."""
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


if __name__ == "__main__":
    sys.exit(checking.run(checking.named(globals())))
