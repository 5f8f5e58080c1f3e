#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A program needs on a simulated Uno, to the byte, the memory that the PC says it does.

    tests/avr/need.py [--all] [FILE ...]

For each program: with a block of exactly the need that `adder run --chip --need` tells, PC and chip
end well and print the same; with one cell less both end in MemoryError. Of each program one
firmware is built, with --block; the number of bytes is a section of its own in it, and avr-objcopy
puts others in. Programs are those of FILES, with --all the examples and the bench programs. A
`# stdin:` line of a program is its input. It ends with how many of them held.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import run  # noqa: E402
from examples import without_pins  # noqa: E402

ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"
CELL = 2
FILES = ["bench/avr/b_fib10.py", "bench/avr/g_dict30.py", "examples/tasks.py",
         "examples/sensor.py"]
LIMIT = "2000M"     # cycles


def execute(command, stdin=b""):
    return run.execute(command, stdin, timeout=300)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def need_of(test):
    done = execute([ADDER, "run", "--chip", "--need", test.path], test.stdin)
    found = re.match(rb"need: (\d+) bytes$", done.out)
    expect(found, f"no need: {done.err}")
    return int(found[1])


def on_pc(test, block):
    """(status, output, error)"""
    done = execute([ADDER, "run", "--chip", "--memory", str(block), test.path], test.stdin)
    return done.status, without_pins(done.out), done.err


class Chip:
    def __init__(self, test, need, folder):
        self.test, self.folder = test, folder
        self.firmware = folder / "program.elf"
        command = [ADDER, "build", test.path, "--board", "uno", "--block", str(need),
                   "-o", self.firmware]
        if b"--no-snapshot" in execute([ADDER, "build", "--help"]).out:
            command.append("--no-snapshot")     # what is made before the start needs no memory
        done = execute(command)
        expect(done.status == 0, f"does not build: {done.err}")

    def run(self, block):
        """(status, output, error)"""
        number, patched = self.folder / "block", self.folder / "patched.elf"
        number.write_bytes(block.to_bytes(2, "little"))
        done = execute(["avr-objcopy", "--update-section", f".adblock={number}",
                            self.firmware, patched])
        expect(done.status == 0, f"avr-objcopy: {done.err}")
        done = execute([SIM, "--board", "uno", "--cycles", LIMIT, "--stdin", patched],
                           self.test.stdin)
        return done.status, without_pins(done.out), self.decoded(done.out) + done.err

    def decoded(self, out):
        """A traceback comes in numbers."""
        symbols = self.firmware.with_suffix(".sym")
        return execute([ADDER, "decode", symbols], out).err


def check(path):
    test = run.parse(path.resolve())
    need = need_of(test)
    with tempfile.TemporaryDirectory() as folder:
        chip = Chip(test, need, Path(folder))
        for where, result in ("PC", on_pc(test, need)), ("chip", chip.run(need)):
            expect(result[0] == 0, f"{where}: status {result[0]} with {need} bytes: {result[2]}")
        expect(on_pc(test, need)[1] == chip.run(need)[1], "they do not print the same")
        for where, result in ("PC", on_pc(test, need - CELL)), ("chip", chip.run(need - CELL)):
            expect(result[0] == 1 and b"MemoryError" in result[2],
                   f"{where}: no MemoryError with {need - CELL} bytes: {result[2]}")
    return need


def attempt(path):
    """(need, complaint)"""
    try:
        return check(path), None
    except (AssertionError, subprocess.SubprocessError, OSError) as error:
        return None, str(error)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--all", action="store_true", help="all examples and bench programs")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options = parser.parse_args()
    files = options.files or [ROOT / name for name in FILES]
    if options.all:
        files = sorted((ROOT / "examples").glob("*.py")) + sorted((ROOT / "bench/avr").glob("*.py"))
    missing = [p for p in ("avr-gcc", "avr-objcopy", SIM) if not shutil.which(p)]
    if missing:
        print(f"needs {missing[0]}\n0 passed, 0 failed, {len(files)} skipped")
        return 0
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, (need, complaint) in zip(files, pool.map(attempt, files)):
            failed += complaint is not None
            print(f"FAIL {path.name}: {complaint}" if complaint else f"{path.name}: {need} bytes",
                  flush=True)
    print(f"{len(files) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
