#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Let the n-th allocation fail, for n = 1, 2, 3 ... until a run no longer comes to its n-th.

    tests/hostile.py [--all] [-k PATTERN] [FILE ...]

Each run of build/adder-hostile must end as the undisturbed run does, or in MemoryError:
 * never with a signal, a sanitizer's report, a broken assertion or an unclean heap;
 * with an uncaught MemoryError the output is the beginning of the undisturbed output;
 * a program that has no `except`, `finally` or `with` cannot take notice: anything else than the
   undisturbed output and status, or that, is a failure. Others may print what they like.
A run that --fail-alloc did not disturb says so on standard error ("fail-alloc: not reached"); where
it does not, a row of runs like the undisturbed one ends the search. Up to DENSE every n is tried,
beyond it every n with --all, otherwise ever fewer.
"""

import argparse
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

import judge    # noqa: E402
import run      # noqa: E402

NOT_REACHED = re.compile(rb"fail-alloc: not reached")
MEMORY_ERROR = re.compile(rb"^MemoryError\b", re.M)
NOTICES = re.compile(rb"\b(except|finally|with)\b")
DENSE = 150         # every n up to here
ALIKE = 40          # so many undisturbed results in a row: the search is at its end


def steps(everything):
    n = 0
    while True:
        n += 1 if everything or n < DENSE else max(1, n // 16)
        yield n


def complaint_about(test, got, calm):
    """What is wrong with a disturbed run, or ""."""
    if got.crash:
        return got.crash
    if (got.status, got.out) == (calm.status, calm.out):
        return ""
    if got.status == 1 and MEMORY_ERROR.search(got.err):
        if NOTICES.search(test.source) or calm.out.startswith(got.out):
            return ""
        return "MemoryError, but what was printed before it is not as undisturbed"
    if NOTICES.search(test.source):
        return ""
    last = got.err.decode("utf-8", "replace").rstrip().split("\n")[-1]
    return f"neither success nor MemoryError: status {got.status}, {last!r}"


def command(options, test, cell, extra=()):
    memory = ["--memory", test.memory * cell // 16] if test.memory else []
    return [options.adder, "run", "--cell", cell, *memory, *extra, test.path, *test.args]


def try_program(options, test, cell):
    """(runs made, complaint)"""
    calm = judge.run(command(options, test, cell), options.timeout)
    if calm.crash:
        return 1, f"undisturbed: {calm.crash}"
    alike, made = 0, 1
    for n in steps(options.all):
        got = judge.run(command(options, test, cell, ["--fail-alloc", n]), options.timeout)
        made += 1
        complaint = complaint_about(test, got, calm)
        if complaint:
            return made, f"--fail-alloc {n}: {complaint}"
        same = (got.status, got.out) == (calm.status, calm.out)
        alike = alike + 1 if same else 0
        if NOT_REACHED.search(got.err) or alike >= ALIKE:
            return made, ""
        if made > options.most:
            return made, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--adder", type=Path, default=judge.HOSTILE)
    parser.add_argument("--cells", default="16,32,64", help="widths (16,32,64)")
    parser.add_argument("--all", action="store_true", help="every n, however many (hours)")
    parser.add_argument("--most", type=int, default=400, help="runs of one program at most (400)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one run (60)")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="programs at a time (2)")
    parser.add_argument("-k", dest="pattern", help="only tests whose name has or matches this")
    parser.add_argument("paths", nargs="*", help="files or folders instead of all")
    options = parser.parse_args()
    judge.need(options.adder)
    if options.all:
        options.most = 10 ** 9
    work = [(test, cell) for test in run.find_tests(options.paths, options.pattern)
            for cell in map(int, options.cells.split(",")) if str(cell) not in test.skip_cell
            if not test.stdin]
    failed, runs = 0, 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for (test, cell), (made, complaint) in zip(work, pool.map(
                lambda item: try_program(options, *item), work)):
            runs += made
            if complaint:
                failed += 1
                print(f"FAIL {test.name} [{cell}] {complaint}", flush=True)
    print(f"{runs} runs of {len(work)} programs")
    print(f"{len(work) - failed} passed, {failed} failed")
    return 1 if failed or not work else 0


if __name__ == "__main__":
    sys.exit(main())
