#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the examples and compare with CPython.

    tests/examples.py                  on the PC, at every cell width
    tests/examples.py --board uno      the same programs on a simulated chip

CPython runs them with tests/cpython_shim on its path, which supplies MicroPython's `machine` and
the missing half of `time`.  On the PC every line must agree, also what pins do (`pin 13 = 1`).  On
a chip pins do not print but move: there the lines beginning with `pin N = ` are left out of the
comparison.  The options are those of tests/run.py.
"""

import argparse
import re
import sys

import run

EXAMPLES = run.ROOT / "examples"
SHIM = run.ROOT / "tests" / "cpython_shim"
PIN_LINE = re.compile(rb"^pin \d+ = [01]\r?\n", re.MULTILINE)


def without_pins(output):
    return PIN_LINE.sub(b"", output)


def find_examples(options):
    paths = options.paths or sorted(EXAMPLES.glob("*.py"))
    tests = [run.parse(run.Path(path).resolve()) for path in paths]
    for test in tests:
        test.name = test.path.name
    return [t for t in tests if not options.pattern or options.pattern in t.name]


def main():
    parser = argparse.ArgumentParser(description="Run the examples and compare with CPython.")
    run.add_options(parser)
    options = parser.parse_args()
    run.complete_options(options)
    return run.run_all(options, find_examples(options), env_path=SHIM,
                       filter_output=without_pins if options.board else None)


if __name__ == "__main__":
    sys.exit(main())
