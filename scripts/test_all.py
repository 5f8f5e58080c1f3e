#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the suites and sum them up to one closing line: N passed, N failed, N skipped.

    scripts/test_all.py [--tier test] [--only NAME] [--list] [-- arguments for the suite]

A suite is a command. Its output streams by; its last line of the form `N passed, N failed[, N
skipped]` is what it counts for. A suite without such a line (a script that checks something) counts
as one, by its exit status. A suite whose driver is not there fails, and so does a driver
tests/*/run.* that no suite names: the list below says what the project has. Exit status 1 when
anything failed or nothing passed.
"""

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLOSING = re.compile(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$")
TIERS = ("test", "hostile", "long")


@dataclass
class Suite:
    name: str
    tier: str
    driver: str             # relative to the root
    arguments: str = ""
    counts: bool = True     # it ends with a closing line
    minutes: int = 10       # it is stopped after that


SUITES = [
    Suite("layers", "test", "scripts/check_layers.py", counts=False),
    Suite("style", "test", "scripts/check_style.py", counts=False),
    Suite("symbols", "test", "scripts/check_symbols.py", counts=False),
    Suite("checks", "test", "tests/scripts/test_checks.py"),
    Suite("unit", "test", "tests/unit/run.py"),
    Suite("lang", "test", "tests/run.py"),
    Suite("asm", "test", "tests/asm/run.py"),
    Suite("machines", "test", "tests/machines/run.py"),
    Suite("bc", "test", "tests/bc/run.py"),
    Suite("debug", "test", "tests/debug/run.py"),
    Suite("trace", "test", "tests/trace/run.py"),
    Suite("examples", "test", "tests/examples.py"),
    Suite("ports", "test", "tests/ports/run.py"),
    Suite("avr", "test", "tests/avr/run.py"),
    Suite("avr-programs", "test", "tests/avr/programs.py"),
    Suite("avr-computed", "test", "tests/avr/computed.py"),
    Suite("avr-kinds", "test", "tests/avr/kinds.py"),
    Suite("avr-snapshot", "test", "tests/avr/snapshot.py"),
    Suite("avr-slots", "test", "tests/avr/slots.py"),
    Suite("avr-loop", "test", "tests/avr/loop.py"),
    Suite("avr-resume", "test", "tests/avr/resume.py"),
    Suite("avr-tiny", "test", "tests/avr/tiny.py"),
    Suite("avr-fit", "test", "tests/avr/fit.py"),
    Suite("avr-budget", "test", "scripts/budget.py", "--quick"),
    Suite("avr-errors", "test", "tests/avr/errors.py"),
    Suite("need", "test", "tests/avr/need.py"),
    Suite("avr-stack", "test", "tests/avr/stack.py"),
    Suite("lang-mega", "test", "tests/run.py", "--board mega --everything -k */001*"),

    Suite("unit-hostile", "hostile", "tests/unit/run.py", "--preset hostile --timeout 600"),
    Suite("lang-hostile", "hostile", "tests/run.py", "--hostile", minutes=60),
    Suite("bc-hostile", "hostile", "tests/bc/run.py", "--adder build/adder-hostile"),
    Suite("no-memory", "hostile", "tests/hostile.py", minutes=60),
    Suite("flip-image", "hostile", "tests/fuzz/flip_image.py", minutes=30),

    Suite("avr-budget-all", "long", "scripts/budget.py", minutes=30),
    Suite("lang-mega-all", "long", "tests/run.py", "--board mega --everything", minutes=60),
    Suite("need-all", "long", "tests/avr/need.py", "--all", minutes=60),
    Suite("mutate-source", "long", "tests/fuzz/mutate_source.py", minutes=60),
    Suite("mutate-bc", "long", "tests/fuzz/mutate_source.py", "--bc", minutes=60),
]


def stream(command, seconds):
    """Run, passing the output on; returns (exit status, last closing line's match)."""
    deadline = time.monotonic() + seconds
    closing = None
    process = subprocess.Popen(["timeout", "-k", "5", str(seconds), *command], cwd=ROOT,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace")
    for line in process.stdout:
        print(line, end="", flush=True)
        closing = CLOSING.match(line) or closing
    status = process.wait()
    if time.monotonic() >= deadline:
        print(f"stopped after {seconds / 60:g} minutes")
    return status, closing


def run_suite(suite, extra):
    """(passed, failed, skipped)"""
    print(f"== {suite.name}", flush=True)
    driver = ROOT / suite.driver
    if not driver.is_file():
        print(f"{suite.driver} is not there")
        return 0, 1, 0
    first = [sys.executable] if driver.suffix == ".py" else ["bash"]
    command = [*first, str(driver), *suite.arguments.split(), *extra]
    status, closing = stream(command, suite.minutes * 60)
    if not suite.counts:
        return (1, 0, 0) if status == 0 else (0, 1, 0)
    if closing is None:
        print(f"{suite.name}: no closing line (exit status {status})")
        return 0, 1, 0
    passed, failed, skipped = (int(n or 0) for n in closing.groups())
    if status and not failed:
        print(f"{suite.name}: exit status {status}")
        failed = 1
    if passed + failed + skipped == 0:
        print(f"{suite.name}: ran nothing")
        failed = 1
    return passed, failed, skipped


def unnamed_drivers():
    named = {suite.driver for suite in SUITES}
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/*/run.*")}
    return sorted(found - named)


def choose(options):
    names = [suite.name for suite in SUITES]
    unknown = [name for name in options.only if name not in names]
    if unknown:
        sys.exit(f"no suite {unknown[0]}; there are {', '.join(names)}")
    if options.only:
        return [suite for suite in SUITES if suite.name in options.only]
    tiers = options.tier or ["test"]
    return [suite for suite in SUITES if suite.tier in tiers]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="this suite")
    parser.add_argument("--tier", action="append", choices=TIERS, help="these suites (test)")
    parser.add_argument("--list", action="store_true", help="name the suites and stop")
    parser.add_argument("extra", nargs="*", help="behind --: arguments for each suite run")
    options = parser.parse_args()
    if options.list:
        for suite in SUITES:
            print(f"{suite.name:14} {suite.tier:8} {suite.driver} {suite.arguments}")
        return 0
    total, rows = [0, 0, 0], []
    for suite in choose(options):
        started = time.monotonic()
        counts = run_suite(suite, options.extra)
        rows.append((suite.name, *counts, time.monotonic() - started))
        total = [a + b for a, b in zip(total, counts)]
    for driver in unnamed_drivers():
        print(f"{driver}: no suite of scripts/test_all.py names it")
        total[1] += 1
    print(f"\n{'suite':14} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}")
    for name, passed, failed, skipped, seconds in rows:
        print(f"{name:14} {passed:7} {failed:7} {skipped:8} {seconds:8.1f}")
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped")
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main())
