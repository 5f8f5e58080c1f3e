#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Images of random Python programs: what `adder dis` prints, `adder asm` makes the same bytes of.

    tests/fuzz/round_trip.py [--count 10000] [--seed 1]

A program is a few pieces of the language tests, one behind the other, at a width chosen by chance.
What does not compile is not counted. The two integer machines have the same test in
tests/fuzz/masm_fuzz.c.
"""

import argparse
import ast
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge

ADDER = judge.ROOT / "build" / "adder"


def pieces():
    """The statements at the top of all language tests, as text."""
    found = []
    for path in sorted((judge.ROOT / "tests" / "lang").rglob("*.py")):
        text = path.read_text("utf-8", "replace")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        found += [part for node in tree.body if (part := ast.get_source_segment(text, node))]
    return found


def program(rng, parts):
    return "\n".join(rng.choice(parts) for _ in range(rng.randint(1, 8))) + "\n"


def try_one(options, parts, number, folder):
    """"same", "no" (it does not compile), or a complaint"""
    rng = random.Random(f"{options.seed}:{number}")
    source, image, text, again = (Path(folder) / f"{number}{end}"
                                  for end in (".py", ".adi", ".ads", ".new"))
    cell = rng.choice(["16", "32", "64"])
    source.write_text(program(rng, parts))
    try:
        if judge.run([options.adder, "build", "--cell", cell, source, "-o", image], 60).status:
            return "no"
        for command in (["dis", image, "-o", text], ["asm", text, "-o", again]):
            done = judge.run([options.adder, *command], 60)
            if done.status or done.crash:
                return f"program {number} at {cell} bits: {command[0]}: {done.err[:200]!r}"
        if image.read_bytes() != again.read_bytes():
            return f"program {number} at {cell} bits: other bytes"
        return "same"
    finally:
        for path in (source, image, text, again):
            path.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10000, help="programs (10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--adder", type=Path, default=ADDER)
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="programs at a time (2)")
    options = parser.parse_args()
    judge.need(options.adder)
    parts = pieces()
    passed, failed, number = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        while passed + failed < options.count:
            numbers = range(number, number + min(500, options.count - passed - failed))
            number = numbers.stop
            for result in pool.map(lambda n: try_one(options, parts, n, folder), numbers):
                passed += result == "same"
                if result not in ("same", "no"):
                    failed += 1
                    print("FAIL " + result, flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
