#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the unit tests that the build made (tests/unit/test_*.c, once for each width they name).

    tests/unit/run.py [--preset release] [-k PATTERN]

A test is a C program that ends with the line `N passed, N failed`. What it printed before is shown
when anything failed. The build leaves the list of programs in build/<preset>/unit/list.txt.
"""

import argparse
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Tests that take a file of vectors, which CPython computes: name, kind, cases per operation.
VECTORS = {"test_bn": ("bn", 4000), "test_numtext": ("real", 4000), "test_utf8": ("utf8", 4000)}
CLOSING = re.compile(rb"(\d+) passed, (\d+) failed")


def arguments(program):
    """What a program is called with: its vectors, made when they are not there."""
    if program.name not in VECTORS:
        return []
    kind, count = VECTORS[program.name]
    vectors = program.parent / f"{kind}.vectors"
    generator = ROOT / "tests" / "unit" / "gen_vectors.py"
    if not vectors.exists() or vectors.stat().st_mtime < generator.stat().st_mtime:
        subprocess.run([sys.executable, generator, kind, vectors, str(count)], check=True,
                       stdout=subprocess.DEVNULL)
    return [vectors]


def run_one(program, timeout):
    """(passed, failed, what to show)"""
    if not program.exists():
        return 0, 1, "is not built (make unit)"
    try:
        done = subprocess.run([program, *arguments(program)], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=timeout, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return 0, 1, f"took more than {timeout:g} s"
    text = done.stdout.decode("utf-8", "replace").rstrip()
    found = CLOSING.findall(done.stdout)
    passed, failed = map(int, found[-1]) if found else (0, 0)
    if done.returncode < 0:
        return passed, failed + 1, f"{text}\nkilled by signal {-done.returncode}"
    if not found or passed + failed == 0:
        return 0, 1, f"{text}\nno closing line `N passed, N failed`"
    if done.returncode and not failed:
        return passed, 1, f"{text}\nexit status {done.returncode}"
    return passed, failed, text if failed else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--preset", default="release", help="which build (release)")
    parser.add_argument("-k", dest="pattern", default="", help="only tests with this in their name")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="programs at a time (2)")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for each (120)")
    options = parser.parse_args()
    folder = ROOT / "build" / options.preset / "unit"
    try:
        names = (folder / "list.txt").read_text().split()
    except OSError:
        sys.exit(f"{folder.relative_to(ROOT)} is not built (make unit)")
    names = [name for name in names if options.pattern in name]
    total = [0, 0]
    with ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(lambda name: run_one(folder / name, options.timeout), names)
        for name, (passed, failed, text) in zip(names, results):
            total[0] += passed
            total[1] += failed
            print(f"{'FAIL' if failed else 'ok  '} {name}: {passed} passed, {failed} failed")
            if text:
                print("    " + text.replace("\n", "\n    "))
    print(f"{total[0]} passed, {total[1]} failed")
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
