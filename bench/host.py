#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Time the programs of bench/host under Adder (cells of 64 bits), CPython and Lua.

    bench/host.py [-n RUNS] [--only NAME,NAME] [--instr]

Every VM runs a program once before any runs it again, so that a slow minute of the machine hits
all; the figure is the median of the user time. Every VM must print the same words. Then the ratios
and their geometric means, and whether the bars are met; exit status 1 when one is missed or an
output differs. --instr counts the instructions of one iteration under valgrind instead: REPEAT = 2
less REPEAT = 1, so without start-up; it repeats to the last digits on a busy machine.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tables import fixed, geomean, table, verdict

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "bench" / "host"
REPEAT = re.compile(r"^(local )?REPEAT = \d+", re.M)

# The bars, as ratios of times.
EACH_TO_LUA = {"fib": 0.7, "loops": 0.7}
MEAN_TO_CPYTHON = 1.0
EACH_TO_CPYTHON = 1.3


def machines(options):
    """name -> (command, suffix of its programs)"""
    found = {"adder": ([options.adder, "run", "--cell", str(options.cell)], ".py"),
             "cpython": ([options.python, "-BS"], ".py")}
    if shutil.which(options.lua):
        found["lua"] = ([options.lua], ".lua")
    return found


def program_file(name, suffix):
    path = PROGRAMS / (name + suffix) if suffix == ".py" else PROGRAMS / "lua" / (name + suffix)
    return path if path.is_file() else None


def run(command, timeout):
    """(user seconds, words printed, complaint)"""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(["timeout", str(timeout), *command], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=err, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            last = err.read().decode("utf-8", "replace").strip().split("\n")[-1]
            return 0, [], f"exit status {process.returncode} {last}".strip()
        return usage.ru_utime, out.read().decode("utf-8", "replace").split(), None


def count_instructions(command, timeout):
    """(instructions, words printed, complaint)"""
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        full = ["valgrind", f"--log-file={log.name}", "--tool=cachegrind", "--cache-sim=no",
                "--branch-sim=no", "--cachegrind-out-file=/dev/null", *command]
        try:
            done = subprocess.run(full, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=timeout, env={**os.environ, "PYTHONHASHSEED": "0"})
        except subprocess.TimeoutExpired:
            return 0, [], f"more than {timeout} s"
        found = re.search(r"I\s+refs:\s*([\d,]+)", log.read())
    if done.returncode or not found:
        return 0, [], f"exit status {done.returncode}"
    return int(found[1].replace(",", "")), done.stdout.decode("utf-8", "replace").split(), None


def measure_time(vms, name, options):
    """(vm -> seconds or None, complaints)"""
    times = {vm: [] for vm in vms}
    words, complaints = {}, []
    for _ in range(options.n):
        for vm, (command, suffix) in vms.items():
            path = program_file(name, suffix)
            if path is None or any(c.startswith(f"{name} under {vm}:") for c in complaints):
                continue
            seconds, printed, complaint = run([*command, str(path)], options.timeout)
            if complaint:
                complaints.append(f"{name} under {vm}: {complaint}")
                continue
            times[vm].append(seconds)
            words[vm] = printed
    complaints += differences(name, words)
    return {vm: statistics.median(t) if t else None for vm, t in times.items()}, complaints


def measure_instructions(vms, name, options):
    """(vm -> millions of instructions of one iteration or None, complaints)"""
    result, words, complaints = dict.fromkeys(vms), {}, []
    with tempfile.TemporaryDirectory() as folder:
        for vm, (command, suffix) in vms.items():
            path = program_file(name, suffix)
            counts = []
            for repeat in (1, 2) if path else ():
                text = REPEAT.sub(lambda m: f"{m[1] or ''}REPEAT = {repeat}", path.read_text())
                changed = Path(folder) / f"{name}{repeat}{suffix}"
                changed.write_text(text)
                count, words[vm], complaint = count_instructions([*command, str(changed)],
                                                                 options.timeout)
                if complaint:
                    complaints.append(f"{name} under {vm}: {complaint}")
                    break
                counts.append(count)
            if len(counts) == 2:
                result[vm] = (counts[1] - counts[0]) / 1e6
    return result, complaints + differences(name, words)


def differences(name, words):
    want = words.get("cpython")
    return [f"{name} under {vm}: printed {' '.join(got)[:60]}, CPython {' '.join(want)[:60]}"
            for vm, got in words.items() if want is not None and got != want]


def ratio(row, other):
    return row["adder"] / row[other] if row.get("adder") and row.get(other) else None


def show(results, vms, unit):
    others = [vm for vm in vms if vm != "adder"]
    rows = [[name, *(fixed(row[vm], 3) for vm in vms), *(fixed(ratio(row, o)) for o in others)]
            for name, row in results.items()]
    means = {o: geomean([r for r in (ratio(row, o) for row in results.values()) if r])
             for o in others}
    rows.append(["geometric mean", *("" for _ in vms), *(fixed(means[o]) for o in others)])
    table([unit, *vms, *(f"adder/{o}" for o in others)], rows)
    return means


def judge(results, means):
    """Print the verdicts; returns whether all bars are met."""
    good = [verdict(f"{name} to Lua", ratio(results[name], "lua"), limit)
            for name, limit in EACH_TO_LUA.items() if name in results]
    ratios = {name: ratio(row, "cpython") for name, row in results.items()}
    slowest = max(ratios, key=lambda name: ratios[name] or float("inf"))
    good.append(verdict(f"geometric mean of {len(ratios)} to CPython", means["cpython"],
                        MEAN_TO_CPYTHON, strict=True))
    good.append(verdict(f"slowest to CPython ({slowest})", ratios[slowest], EACH_TO_CPYTHON))
    return all(good)


def describe(vms, options):
    for vm, (command, _) in vms.items():
        flag = {"lua": "-v", "cpython": "--version"}.get(vm, "--version")
        done = subprocess.run([command[0], flag], capture_output=True, text=True)
        first = (done.stdout + done.stderr).strip().split("\n")[0]
        print(f"{vm}: {os.path.relpath(command[0], ROOT) if vm == 'adder' else command[0]}"
              f"{'' if done.returncode else ': ' + first}")
    print("Instructions of one iteration, millions" if options.instr else
          f"Median of {options.n} runs, user seconds")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--only", help="these programs, with commas between")
    parser.add_argument("--instr", action="store_true", help="count instructions with valgrind")
    parser.add_argument("--adder", default=str(ROOT / "build" / "adder"))
    parser.add_argument("--cell", type=int, default=64)
    parser.add_argument("--python", default="/usr/bin/python3", help="the distribution's CPython")
    parser.add_argument("--lua", default="lua5.4")
    parser.add_argument("--timeout", type=int, default=600, help="seconds for one run (600)")
    parser.add_argument("--json", help="write the figures here too")
    options = parser.parse_args()
    for needed in (options.adder, options.python):
        if not shutil.which(needed):
            sys.exit(f"{needed} is not here (make)")
    vms = machines(options)
    names = options.only.split(",") if options.only else sorted(p.stem for p in
                                                                PROGRAMS.glob("*.py"))
    describe(vms, options)
    measure = measure_instructions if options.instr else measure_time
    results, complaints = {}, []
    for name in names:
        results[name], wrong = measure(vms, name, options)
        complaints += wrong
        print(f"  {name}", file=sys.stderr)
    means = show(results, vms, "program")
    for complaint in complaints:
        print("WRONG  " + complaint)
    met = judge(results, means)
    if options.json:
        Path(options.json).write_text(json.dumps({"results": results, "means": means}, indent=1))
    return 0 if met and not complaints else 1


if __name__ == "__main__":
    sys.exit(main())
