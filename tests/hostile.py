#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Let the n-th allocation fail, for n spread over all that a program makes.

    tests/hostile.py [--most N | --all] [-k PATTERN] [FILE ...]

Each run of build/adder-hostile must end as the undisturbed run does, or in MemoryError:
 * never with a signal, a sanitizer's report, a broken assertion or an unclean heap;
 * with an uncaught MemoryError the output is the beginning of the undisturbed output;
 * a program that has no `except`, `finally` or `with` cannot take notice: anything else than the
   undisturbed output and status, or that, is a failure. Others may print what they like.
The first run of a program counts its allocations. Of a program that makes more than N only every
so-maniest is made to fail; which ones differs from program to program and with --seed.
"""

import argparse
import re
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

import judge    # noqa: E402
import run      # noqa: E402

COUNT = re.compile(rb"fail-alloc: not reached: (\d+) allocations")
MEMORY_ERROR = re.compile(rb"^MemoryError\b", re.M)
NOTICES = re.compile(rb"\b(except|finally|with)\b")
NEVER = 2 ** 32 - 1


def chosen(count, options, name):
    """The allocations that fail in turn: all of them, or options.most of them evenly spread."""
    if options.all or count <= options.most:
        return range(1, count + 1)
    phase = zlib.crc32(f"{name} {options.seed}".encode()) / 2 ** 32
    return [int((i + phase) * count / options.most) + 1 for i in range(options.most)]


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
    return [options.adder.resolve(), "run", "--cell", cell, *memory, *extra, test.path, *test.args]


def undergo(options, command_line):
    return judge.run(command_line, options.timeout, cwd=run.empty_folder())


def try_program(options, test, cell):
    """(runs made, complaint)"""
    calm = undergo(options, command(options, test, cell, ["--fail-alloc", NEVER]))
    count = COUNT.search(calm.err)
    if calm.crash or not count:
        return 1, f"undisturbed: {calm.crash or 'allocations were not counted'}"
    made = 1
    for n in chosen(int(count[1]), options, f"{test.name} {cell}"):
        got = undergo(options, command(options, test, cell, ["--fail-alloc", n]))
        made += 1
        complaint = complaint_about(test, got, calm)
        if complaint:
            return made, f"--fail-alloc {n}: {complaint}"
    return made, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--adder", type=Path, default=judge.HOSTILE)
    parser.add_argument("--cells", default="16,32,64", help="widths (16,32,64)")
    parser.add_argument("--all", action="store_true", help="every n, however many (hours)")
    parser.add_argument("--most", type=int, default=20, help="so many n of one program (20)")
    parser.add_argument("--seed", type=int, default=1, help="another one takes other n (1)")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one run (60)")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="programs at a time (2)")
    parser.add_argument("-k", dest="pattern", help="only tests whose name has or matches this")
    parser.add_argument("paths", nargs="*", help="files or folders instead of all")
    options = parser.parse_args()
    judge.need(options.adder)
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
