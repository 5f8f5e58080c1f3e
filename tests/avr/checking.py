# SPDX-License-Identifier: MIT
"""What the drivers of this folder share. A check is a function that fails by an exception; its name
can be given on the command line. The closing line is what scripts/test_all.py reads.
"""
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"
FAULTS = (AssertionError, subprocess.SubprocessError, KeyError, ValueError, OSError)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def adder(*words, **options):
    """A finished `adder`, with its output as text."""
    return subprocess.run([ADDER, *words], capture_output=True, text=True, timeout=600, **options)


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
    for name, check in checks.items():
        try:
            check()
        except FAULTS as fault:
            failed += 1
            print(f"FAIL {name}: {type(fault).__name__} {fault}")
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed or not checks else 0
