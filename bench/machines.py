#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Speed of the two integer machines.

    bench/machines.py pc [-n RUNS]     a counting loop of 100 million instructions, beside Lua's
    bench/machines.py avr              cycles of simple instructions on the simulated Uno

On the PC the best of RUNS user times counts; on the chip the difference of two programs, of which
one has a hundred of the instruction more. Exit status 1 when a bar is missed.
"""

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

from tables import fixed, table

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build" / "bench"
INSTRUCTIONS = 100_000_000
SPEED = 300_000_000     # instructions a second, at least; or half of Lua's speed on the same loop
CYCLES = 90             # of a simple instruction on the chip, at most

# The loop, its instructions a round, and how often it runs for 100 million.
MICRO = """push {rounds}
push 0
:loop
inc
cmp
jg loop
push 0
quit
"""
PORT = """PUSHW {rounds}
PUSH 0
STR
loop: PUSH 0
LOD
ISBX 1
PUSH 0
STR
PUSH 0
LOD
PUSH 0
IEQL
JUMPF loop
HALT
"""
LUA = "local i = {rounds} repeat i = i - 1 until i == 0\n"
LOOPS = {"portvm": (".portasm", PORT, 14), "microvm": (".p", MICRO, 3)}


def write(name, text):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    path = SCRATCH / name
    path.write_text(text)
    return path


def seconds(command, runs):
    best = None
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        best = spent if best is None else min(best, spent)
    return best


def on_pc(runs):
    rows, verdicts = [], []
    for machine, (extension, text, length) in LOOPS.items():
        rounds = INSTRUCTIONS // length
        program = write("loop" + extension, text.format(rounds=rounds))
        lua = write("loop.lua", LUA.format(rounds=rounds))
        ours = seconds([ROOT / "build" / "adder", "run", program], runs)
        theirs = seconds(["lua5.4", lua], runs)
        speed = rounds * length / ours
        rows.append([machine, str(length), fixed(ours, 3), f"{speed / 1e6:.0f}", fixed(theirs, 3)])
        verdicts.append((speed >= SPEED or ours <= 2 * theirs,
                         f"{machine}: {speed / 1e6:.0f} million instructions a second, bar at "
                         f"least {SPEED // 1_000_000}"))
    table(["machine", "instructions a round", "seconds", "million/s", "lua, seconds"], rows)
    return verdicts


def cycles(extension, text):
    program = write("chip" + extension, text)
    firmware = SCRATCH / "chip.elf"
    subprocess.run([ROOT / "build" / "adder", "build", program, "--board", "uno", "-o", firmware],
                   check=True)
    done = subprocess.run([ROOT / "build" / "adder-sim", "--board", "uno", "--json", firmware],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stderr.strip().split("\n")[-1])["cycles"]


def per(extension, before, unit, after):
    """Cycles that one more `unit` takes."""
    return (cycles(extension, before + 200 * unit + after) -
            cycles(extension, before + 100 * unit + after)) / 100


def on_chip():
    port = (".portasm", "PUSH 0\n", "HALT\n")
    micro = (".p", "push 1\n", "push 0\nquit\n")

    def cost(machine, unit):
        return per(machine[0], machine[1], unit, machine[2])

    push = (cycles(".portasm", "PUSH 1\n" * 21 + "HALT\n") -
            cycles(".portasm", "PUSH 1\n" * 11 + "HALT\n")) / 10
    pop = (cycles(".p", "push 1\n" * 22 + "pop\n" * 20 + "push 0\nquit\n") -
           cycles(".p", "push 1\n" * 22 + "pop\n" * 10 + "push 0\nquit\n")) / 10
    found = {
        "portvm NOP": cost(port, "NOP\n"),
        "portvm PUSH": push,
        "portvm IADX": cost(port, "IADX 1\n"),
        "portvm IADD": cost(port, "PUSH 1\nIADD\n") - push,
        "microvm NOP": cost(micro, "nop\n"),
        "microvm INC": cost(micro, "inc\n"),
        "microvm POP": pop,
        "microvm DUP": cost(micro, "dup\npop\n") - pop,
        "microvm ADD": cost(micro, "dup\nadd\n") - cost(micro, "dup\npop\n") + pop,
    }
    table(["instruction", "cycles"], [[name, fixed(value, 1)]
                                            for name, value in found.items()])
    worst = max(found, key=found.get)
    return [(found[worst] <= CYCLES,
             f"slowest simple instruction ({worst}): {found[worst]:.1f} cycles, bar at most "
             f"{CYCLES}")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("where", choices=["pc", "avr"])
    parser.add_argument("-n", dest="runs", type=int, default=5, help="runs on the PC (5)")
    options = parser.parse_args()
    verdicts = on_pc(options.runs) if options.where == "pc" else on_chip()
    for met, text in verdicts:
        print(("met    " if met else "MISSED ") + text)
    return 0 if all(met for met, _ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
