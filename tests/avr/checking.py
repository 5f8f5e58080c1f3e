# SPDX-License-Identifier: MIT
"""What the drivers of this folder share. A check is a function that fails by an exception; its name
can be given on the command line. The closing line is what scripts/test_all.py reads.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"
NOT_AHEAD = ("--print-ahead", "0") # a snapshot ends at the first output; the chip does the rest
FAULTS = (AssertionError, subprocess.SubprocessError, KeyError, ValueError, OSError)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def adder(*words, **options):
    """A finished `adder`, with its output as text."""
    return subprocess.run([ADDER, *words], capture_output=True, text=True, timeout=600, **options)


def compare(source, board="mega", options=NOT_AHEAD, here=()):
    """A program prints the same on a board as it does here, and ends well. What the PC tells of
    pins the board shows by its pins."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.py")
        path.write_text(source)
        pc = adder("run", *here, path)
        chip = adder("run", "--board", board, *options, path)
        told = re.sub(r"^pin \d+ = \d\n", "", pc.stdout, flags=re.MULTILINE)
        expect(pc.returncode == 0 and told, f"here: {pc.stderr}")
        expect((chip.returncode, chip.stdout) == (0, told),
               f"status {chip.returncode}, printed {chip.stdout!r} instead of {told!r}; "
               f"{chip.stderr}")


def compares(programs, *arguments, **options):
    """A check for each of the programs, by name."""
    return {name: lambda source=source: compare(source, *arguments, **options)
            for name, source in programs.items()}


def blink(pin, ms):
    """A lamp that changes every so many milliseconds."""
    return f"""
from machine import Pin
import time

led = Pin({pin}, Pin.OUT)
while True:
    led.on()
    time.sleep_ms({ms})
    led.off()
    time.sleep_ms({ms})
"""


def named(namespace):
    """The functions check_NAME of a module, by name."""
    return {n[6:]: f for n, f in namespace.items() if n.startswith("check_")}


def run(checks, needs=("avr-gcc", SIM)):
    """Runs those that the command line names, or all. The exit status."""
    checks = {n: f for n, f in checks.items() if not sys.argv[1:] or n in sys.argv[1:]}
    missing = [tool for tool in needs if not shutil.which(tool)]
    if missing:
        print(f"needs {missing[0]}\n0 passed, 0 failed, {len(checks)} skipped")
        return 0
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool: # a build keeps one core busy
        running = {name: pool.submit(check) for name, check in checks.items()}
        for name, check in running.items():
            try:
                check.result()
            except FAULTS as fault:
                failed += 1
                print(f"FAIL {name}: {type(fault).__name__} {fault}", flush=True)
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed or not checks else 0
