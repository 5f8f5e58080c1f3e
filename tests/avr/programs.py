#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Python programs promise on a simulated Uno: memory, time, and errors that help.

    tests/avr/programs.py [NAME ...]
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import checking
from checking import ADDER, NOT_AHEAD, ROOT, SIM, blink, expect

RAM = 2048

HELLO = 'print("hello")\n'

GARBAGE = """
import gc

def churn():
    for i in range(1000):
        for j in range(500):
            x = [j]

gc.collect()
before = gc.mem_free()
churn()
gc.collect()
print(before - gc.mem_free())
"""

# Texts of 24 KB, and much of the machine. Of texts alone an image can hold too few.
LARGE = "".join(f'print("line {n} of a text that is here to fill flash {n}")\n'
                for n in range(120)) + """
x = [1.5, 10 ** 20, {"a": 2}, (3, None)]
x.sort(key=str)
print("%8.3f" % x[0] if isinstance(x[0], float) else x, f"{len(x):>5}", x)
"""


def build(source, folder):
    """(the finished process, path of the firmware)"""
    path = Path(folder, "program.py")
    path.write_text(source)
    firmware = Path(folder, "program.elf")
    done = subprocess.run([ADDER, "build", path, "--board", "uno", *NOT_AHEAD, "-o", firmware],
                          capture_output=True, text=True, timeout=300)
    return done, firmware


def run(source, *options):
    """(exit status, output, figures of the simulator, its standard error)"""
    with tempfile.TemporaryDirectory() as folder:
        done, firmware = build(source, folder)
        expect(done.returncode == 0, done.stderr)
        figures = Path(folder, "figures.json")
        done = subprocess.run([SIM, "--board", "uno", "--json=" + str(figures), *options, firmware],
                              capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout, json.loads(figures.read_text()), done.stderr


def check_hello():
    """At least 1,850 bytes of an Uno's 2,048 are free for objects and stack."""
    status, out, figures, _ = run(HELLO)
    expect((status, out) == (0, "hello\n"), f"status {status}, printed {out!r}")
    own = figures["figures"]
    free = own["block_size"] - own["block_peak"]
    expect(free >= 1850, f"{free} bytes of {RAM} are free")
    lost = RAM - own["block_size"] - figures["static_ram"] - own["stack_reserve"]
    expect(0 <= lost <= 1, "block (which begins at an even address), variables and C stack are "
                           f"all of the RAM but {lost} bytes")
    expect(own["stack_peak"] <= own["stack_reserve"], "the C stack keeps to its reserve")


def check_blink():
    """The period on pin 13 is within 1 % of what examples/blink.py asks for: 200 ms."""
    source = (ROOT / "examples" / "blink.py").read_text()
    expect(source.count("sleep_ms(100)") == 2, "blink.py asks for 100 ms on and 100 ms off")
    status, out, _, err = run(source, "--pins")
    expect((status, out) == (0, "blinked 5 times\n"), f"status {status}, printed {out!r}")
    rises = [int(cycle) for cycle, level in re.findall(r"^(\d+) PB5_D13 (\d)", err, re.MULTILINE)
             if level == "1"]
    expect(len(rises) == 5, f"{len(rises)} blinks")
    for first, second in zip(rises, rises[1:]):
        period = (second - first) / 16000
        expect(abs(period - 200) <= 2, f"a period of {period} ms is not within 1 % of 200 ms")


def check_least():
    """A lamp that blinks takes at most 2,560 bytes of flash and 90 of RAM: no calls, no collector,
    no exceptions. It keeps its time."""
    with tempfile.TemporaryDirectory() as folder:
        done, firmware = build(blink(13, 500), folder)
        expect(done.returncode == 0, done.stderr)
        flash, ram = (int(re.search(rf"^{what} +\S+ +([\d,]+) of", done.stdout, re.MULTILINE)[1]
                          .replace(",", "")) for what in ("flash", "RAM"))
        expect(flash <= 2560, f"{flash} bytes of flash")
        expect(ram <= 90, f"{ram} bytes of RAM")
        done = subprocess.run([SIM, "--board", "uno", "--pins", "--cycles", "50M", firmware],
                              capture_output=True, text=True, timeout=300)
        edges = [int(cycle) for cycle in re.findall(r"^(\d+) PB5_D13", done.stderr, re.MULTILINE)]
        expect(len(edges) >= 7, done.stderr)
        for first, second in zip(edges[-5:], edges[-4:]):
            expect(abs(second - first - 8000000) < 1000, f"{second - first} cycles, not 500 ms")


def check_garbage():
    """1,000,000 objects of garbage, a list and its row of items in each step, leave the same free
    memory as there was at the start."""
    status, out, figures, _ = run(GARBAGE, "--cycles", "4000M")
    expect((status, out) == (0, "0\n"), f"status {status}, printed {out!r}")
    own = figures["figures"]
    least = 1000 * 500 * 2 * 4 // own["block_size"]     # no object has less than 4 bytes
    expect(own["collections"] >= least, f"{own['collections']} collections, not {least}")


def check_too_large():
    """What does not fit says by how much, and what takes the room."""
    with tempfile.TemporaryDirectory() as folder:
        done, firmware = build(LARGE, folder)
        expect(done.returncode == 1 and not firmware.exists(), f"status {done.returncode}")
        found = re.search(r"does not fit: (\d+) bytes of flash, the uno has 32256; (\d+) too many",
                          done.stderr)
        expect(found and int(found[1]) - 32256 == int(found[2]), done.stderr)
        for text in ("instructions", "core/", "constants", "<module>"):
            expect(re.search(rf"^ +[\d,]+  .*{re.escape(text)}", done.stderr, re.MULTILINE),
                   f"no line for {text}: {done.stderr}")


def check_lacking():
    """What no board has is refused when the firmware is built."""
    for source, what in (('open("x")\n', "open()"),
                         ('print("{0.real}".format(len(input())))\n', "format")):
        with tempfile.TemporaryDirectory() as folder:
            done, firmware = build(source, folder)
            expect(done.returncode == 1 and not firmware.exists(), f"status {done.returncode}")
            expect(what in done.stderr and done.stderr.count("\n") == 1, done.stderr)


def check_stack():
    """Programs that call deeply keep to the C stack's reserve: frames lie in the block."""
    source = (ROOT / "bench" / "avr" / "b_fib10.py").read_text()
    status, out, figures, err = run(source)
    own = figures["figures"]
    expect((status, out) == (0, "<\n>\n55\n"), f"{out!r} {err}")
    expect(figures["marks"], "characters are not stamped for bench-avr")
    expect(own["stack_peak"] <= own["stack_reserve"], f"{own['stack_peak']} bytes of C stack")


def check_boards():
    """The boards are the files of ports/avr/boards, and a wrong name says which there are."""
    def boards(*words):
        done = subprocess.run([ADDER, "boards", *words], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    names = sorted(path.stem for path in (ROOT / "ports" / "avr" / "boards").glob("*.json"))
    lines = boards()[1].splitlines()
    expect(lines[0].split() == ["board", "flash", "RAM", "cell", "simulator"], lines[0])
    expect([line.split()[0] for line in lines[1:]] == names, lines)
    expect(["uno", "32256", "2048", "16", "adder-sim"] in [line.split()[:5] for line in lines],
           lines)
    expect([board["name"] for board in json.loads(boards("--json")[1])] == names, "--json")
    expect(json.loads(boards("uno", "--json")[1])["ram"] == 2048, "uno --json")
    expect("atmega328p" in boards("uno")[1], boards("uno"))
    built = subprocess.run([ADDER, "build", "--board", "nosuch", __file__, "-o", "x.hex"],
                           capture_output=True, text=True)
    for status, err in (boards("nosuch")[::2], (built.returncode, built.stderr)):
        expect(status == 2, f"status {status}")
        expect(f"there is no board nosuch; there are {', '.join(names)}" in err, err)


def check_handlers():
    """Exceptions are caught, whether .bss ends at an even address or not."""
    for cause, caught in (("missing", "NameError"), ("[][1]", "IndexError")):
        status, out, _, err = run(f"try:\n    {cause}\nexcept {caught}:\n    print(1)\n")
        expect((status, out) == (0, "1\n"), f"{caught}: {out!r} {err}")


if __name__ == "__main__":
    sys.exit(checking.run(checking.named(globals())))
