#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A day of the sensor logger on a simulated Uno: memory and time, hour by hour.

    tests/avr/day.py [--hours 24] [--board uno]

The classes of examples/logger.py, with a reading each 10 seconds and a line each minute. After
each hour the program collects and prints how much memory is free, and the clock. Free memory must
be the same after each hour; the clock must go with the simulated cycles, to the millisecond that it
counts in (the simulator jumps from tick to tick and leaves none out); each hour's last line must
come in time. Exit status 1 if not.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"
sys.path.insert(0, str(ROOT / "bench"))
from tables import table  # noqa: E402

PERIOD_S, PER_LINE, LINES = 10, 6, 60
HOUR_MS = 3600 * 1000
CLOCK_MS = 1        # by how much clock and cycles may part from the first hour to another one
LATE_MS = 20        # how late the line of an hour may be: what it takes to make and print it

MAIN = """
import gc
logger = Logger(Sensor(2))
for hour in range({hours}):
    for number in range({lines}):
        line = logger.line(number)
    print(line)
    line = None
    gc.collect()
    print("hour", hour + 1, "free", gc.mem_free(), "failed", logger.failed, "clock",
          time.ticks_ms())
"""


def program(hours):
    source = (ROOT / "examples" / "logger.py").read_text()
    classes, found, _ = source.partition("logger = Logger(")
    for name, value in ("PERIOD", PERIOD_S * 1000), ("PER_LINE", PER_LINE):
        classes, n = re.subn(rf"^{name} = \d+ ", f"{name} = {value} ", classes, flags=re.MULTILINE)
        assert n == 1 and found, "examples/logger.py is not what it was"
    return classes + MAIN.format(hours=hours, lines=LINES)


def run(command, **how):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **how)
    if done.returncode:
        sys.exit(f"day: status {done.returncode}: {done.stderr.strip()}{done.stdout[-200:]}")
    return done.stdout


def simulate(hours, board):
    """(what it printed, the figures)"""
    with tempfile.TemporaryDirectory() as folder:
        source, firmware, figures = (Path(folder, "day." + end) for end in ("py", "elf", "json"))
        source.write_text(program(hours))
        run([ADDER, "build", source, "--board", board, "-o", firmware])
        out = run([SIM, "--board", board, f"--json={figures}", firmware],
                  stdin=subprocess.DEVNULL)
        return out, json.loads(figures.read_text())


def line_times(out, figures):
    """(line, milliseconds at which its first character was sent): the firmware marks each."""
    stamps = [(value, cycle) for value, cycle in figures["marks"] if value != ord("\r")]
    assert bytes(value for value, _ in stamps).decode() == out.replace("\r", ""), "marks"
    at = 0
    for line in out.replace("\r", "").splitlines(True):
        yield line, stamps[at][1] * 1000 / figures["frequency"]
        at += len(line)


def check(out, figures):
    """(rows of the table, complaints)"""
    rows, wrong, first, first_off = [], [], None, None
    for line, ms in line_times(out, figures):
        found = re.match(r"hour (\d+) free (\d+) failed (\d+) clock (\d+)$", line)
        if not found:
            continue
        hour, free, failed, clock = map(int, found.groups())
        off, late = clock - ms, ms - hour * HOUR_MS
        if first is None:
            first, first_off = free, off
        rows.append([str(hour), str(free), str(failed), f"{clock:,}", f"{off:+.2f}", f"{late:.2f}"])
        if free != first:
            wrong.append(f"hour {hour}: {free} bytes are free, {first} were after the first")
        if abs(off - first_off) > CLOCK_MS or abs(off) > LATE_MS:
            wrong.append(f"hour {hour}: the clock is {off:+.2f} ms off, {first_off:+.2f} at first")
        if not 0 <= late <= LATE_MS:
            wrong.append(f"hour {hour}: its line came {late:.2f} ms late")
    return rows, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--board", default="uno")
    options = parser.parse_args()
    began = time.monotonic()
    out, figures = simulate(options.hours, options.board)
    rows, wrong = check(out, figures)
    table(["hour", "free, bytes", "failed", "clock, ms", "clock off, ms", "late, ms"], rows)
    if len(rows) != options.hours:
        wrong.append(f"{len(rows)} hours, not {options.hours}")
    for line in wrong:
        print("WRONG  " + line)
    asleep = 100 * figures["asleep_cycles"] / figures["cycles"]
    print(f"{figures['cycles']:,} cycles, {asleep:.1f} % asleep, "
          f"simulated in {time.monotonic() - began:.0f} s")
    print("no drift" if not wrong else "DRIFT")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
