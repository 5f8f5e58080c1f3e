#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cycles of the programs of bench/avr on the simulated Uno, beside Snek's.

    bench/avr.py [--only NAME,NAME] [--board uno]

A program prints '<', works, prints '>' and its result. The firmware stamps each character that it
prints into the simulator's marker register (ports/avr/sim/protocol.h), so the figure is the number
of cycles from the stamp of '<' to the stamp of '>'. The result must be the one in EXPECTED.txt.
Snek's figures are in snek.json. Then the bars: what one step of some programs takes, and the mean.
Exit status 1 when a program fails or a bar is missed.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tables import fixed, geomean, table, verdict

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "bench" / "avr"
SCRATCH = ROOT / "build" / "bench"
SLOWEST = 0.2           # of Snek's cycles, where the serial line is not what takes the time
MEAN = 1 / 12           # the same, geometric mean
# What one step may take: text, program, steps, cycles, and steps of the loop that do not count.
STEPS = (
    ("for, a step", "a_loop_for", 10000, 85, 0),
    ("while, a step", "a_loop_while", 10000, 130, 0),
    ("fib, a call", "b_fib15", 1973, 400, 0),
    ("sum beyond 32767, a step", "d_nested", 10000, 300, 0),
    ("a pin's on() or off()", "h_toggle_pin", 400, 180, 200),
    ("list of 200, an element", "f_list200", 200, 700, 0),
)
CYCLES = 2_000_000_000  # nothing here takes that long


def commands(program, board, firmware, figures):
    """The two commands that build a program and run it, writing the figures as JSON."""
    return ([ROOT / "build" / "adder", "build", program, "--board", board, "--no-snapshot",
             "-o", firmware],
            [ROOT / "build" / "adder-sim", "--board", board, "--cycles", str(CYCLES),
             f"--json={figures}", firmware])


def measure(name, options):
    """(figures as the simulator writes them, output, complaint)"""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    figures = SCRATCH / (name + ".json")
    figures.unlink(missing_ok=True)
    firmware = SCRATCH / (name + ".elf")
    output = ""
    for command in commands(PROGRAMS / (name + ".py"), options.board, firmware, figures):
        try:
            done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, timeout=600,
                                  capture_output=True, text=True, errors="replace")
        except (OSError, subprocess.TimeoutExpired) as error:
            return None, "", str(error)
        output = done.stdout.replace("\r", "")
        if done.returncode:
            text = (done.stderr.strip() or output.strip()).split("\n")
            return None, output, f"exit status {done.returncode}: {text[-1]}"
    return json.loads(figures.read_text()), output, None


def cycles_between(figures):
    """Cycles from the stamp of '<' to the stamp of '>', or None."""
    begin = [cycle for value, cycle in figures["marks"] if value == ord("<")]
    end = [cycle for value, cycle in figures["marks"] if value == ord(">")]
    return end[0] - begin[0] if begin and end and end[0] > begin[0] else None


def judge(cycles, ratios, snek):
    """Print the bars whose programs have run; whether all of them are met."""
    met = []
    loop = cycles.get("a_loop_for", 0) / 10000
    for text, name, steps, bar, loops in STEPS:
        if name in cycles and (loop or not loops):
            value = (cycles[name] - loops * loop) / steps
            met.append(verdict(f"{text} ({name})", value, bar, 0))
    judged = {name: r for name, r in ratios.items() if name not in snek["serial_bound"]}
    if judged:
        slowest = max(judged, key=judged.get)
        met.append(verdict(f"slowest to Snek ({slowest})", judged[slowest], SLOWEST, 3))
        mean = geomean(list(judged.values()))
        met.append(verdict(f"mean of {len(judged)} to Snek", mean, MEAN, 4))
    return all(met)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", help="these programs, with commas between")
    parser.add_argument("--board", default="uno")
    options = parser.parse_args()
    snek = json.loads((PROGRAMS / "snek.json").read_text())
    expected = dict(line.split() for line in (PROGRAMS / "EXPECTED.txt").read_text().splitlines())
    names = options.only.split(",") if options.only else sorted(expected)
    rows, ratios, counts, wrong = [], {}, {}, []
    for name in names:
        figures, output, complaint = measure(name, options)
        if not complaint and output.split()[-1:] != [expected[name]]:
            complaint = f"printed {' '.join(output.split())[-40:]!r}, not {expected[name]}"
        if complaint:
            wrong.append(f"{name}: {complaint}")
            rows.append([name, "-", "-", "-", "-"])
            continue
        cycles, peer = cycles_between(figures), snek["cycles"].get(name)
        if cycles is None and name in snek["cycles"]:
            wrong.append(f"{name}: no marks")
        if cycles:
            counts[name] = cycles
        if cycles and peer:
            ratios[name] = cycles / peer
        peer_text = f"{peer:,}" if peer else "no memory" if name in snek["cycles"] else "-"
        peak = figures["figures"].get("block_peak")
        rows.append([name, f"{cycles:,}" if cycles else "-", peer_text,
                     fixed(ratios.get(name), 3), str(peak or "-")])
    table(["cycles", "adder", "snek 1.13", "ratio", "block peak"], rows)
    for line in wrong:
        print("WRONG  " + line)
    met = judge(counts, ratios, snek)
    print(f"{len(names) - len(wrong)} of {len(names)} programs run")
    return 0 if met and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
