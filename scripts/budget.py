#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare flash and RAM of firmware with the committed budget, tests/avr/budget.json.

    scripts/budget.py [--update] [--quick] [NAME ...]

Each program of PROGRAMS is built by `adder build --json` and compared by sum and by part. It fails
when flash grew by more than FLASH bytes, RAM by more than RAM, or a part by more than PART, for
code may move between parts. --update writes the budget anew, for the programs named or all;
read its diff before committing it. --quick: those of the first rows. The bar is what the project
wants of a program; it is shown, not judged.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from tables import table    # noqa: E402

ADDER = ROOT / "build" / "adder"
BUDGET = ROOT / "tests" / "avr" / "budget.json"

NOT_AHEAD = "--board uno --print-ahead 0"
FLASH, RAM, PART = 16, 2, 64    # bytes that a sum, a part may grow by


@dataclass
class Program:
    name: str
    source: str             # text, or a file relative to the root
    bar: int = 0            # bytes of flash; 0: none
    quick: bool = False
    options: str = "--board uno"


PROGRAMS = [
    Program("pass", "pass\n", 1024, quick=True),
    Program("hello", 'print("hello")\n', quick=True),
    Program("blink", "examples/blink.py", 2560, quick=True),
    *(Program(name, f"examples/{name}.py", 14336) for name in (
        "fade", "framer", "queens", "sensor", "state_machine", "tasks", "traffic_light")),
    # Those that are at their end when the firmware is built, with the machine that runs them.
    Program("hello, run there", 'print("hello")\n', options=NOT_AHEAD, quick=True),
    *(Program(f"{name}, run there", f"examples/{name}.py", options=NOT_AHEAD)
      for name in ("framer", "queens", "state_machine")),
    Program("everything", "pass\n", options="--board mega --everything"),
]


def measure(program):
    """{"flash": bytes, "ram": bytes, "parts": {key: bytes}}"""
    with tempfile.TemporaryDirectory() as folder:
        source = ROOT / program.source
        if "\n" in program.source:
            source = Path(folder, "program.py")
            source.write_text(program.source)
        made = Path(folder, "size.json")
        done = subprocess.run(
            [ADDER, "build", source, *program.options.split(), f"--json={made}", "--quiet", "-o",
             Path(folder, "firmware.elf")], capture_output=True, text=True, timeout=900)
        if not made.exists():
            raise RuntimeError(done.stderr.strip())
        data = json.loads(made.read_text())
    return {"flash": data["flash"]["used"], "ram": data["ram"]["used"],
            "parts": {**data["flash"]["parts"], **data["ram"]["parts"]}}


def growth(budget, found):
    """What grew by more than it may: texts."""
    for memory, most in (("flash", FLASH), ("ram", RAM)):
        if found[memory] > budget[memory] + most:
            yield f"{memory} {budget[memory]} -> {found[memory]}"
    for part, size in found["parts"].items():
        was = budget["parts"].get(part, 0)
        if size > was + PART:
            yield f"part {part} {was} -> {size}"


def compiler():
    return subprocess.run(["avr-gcc", "-dumpversion"], capture_output=True, text=True,
                          check=True).stdout.strip()


def read_budget():
    if not BUDGET.exists():
        return {"compiler": compiler(), "programs": {}}
    return json.loads(BUDGET.read_text())


def write_budget(budget):
    """One number a line, in a fixed order, so that a diff says what changed."""
    order = [program.name for program in PROGRAMS]
    programs = {name: budget["programs"][name] for name in order if name in budget["programs"]}
    for one in programs.values():
        one["parts"] = dict(sorted(one["parts"].items()))
    text = json.dumps({"compiler": compiler(), "programs": programs}, indent=1)
    BUDGET.write_text(text + "\n")


def choose(options):
    names = [program.name for program in PROGRAMS]
    unknown = [name for name in options.names if name not in names]
    if unknown:
        sys.exit(f"no program {unknown[0]}; there are {', '.join(names)}")
    if options.names:
        return [program for program in PROGRAMS if program.name in options.names]
    return [program for program in PROGRAMS if program.quick or not options.quick]


def row(program, was, found):
    numbers = [found["flash"], was["flash"], found["flash"] - was["flash"], program.bar or "",
               found["ram"], was["ram"], found["ram"] - was["ram"]]
    return [program.name, *(f"{n:,}" if n != "" else "" for n in numbers)]


def judge(program, was, found):
    """Prints what is wrong; is anything?"""
    complaints = list(growth(was, found)) if was else ["the budget does not have it"]
    for text in complaints:
        print(f"FAIL {program.name}: {text}")
    return bool(complaints)


def run(chosen, update):
    budget, failed, rows = read_budget(), 0, []
    for program in chosen:
        found = measure(program)
        was = budget["programs"].get(program.name)
        if update:
            budget["programs"][program.name] = found
        else:
            failed += judge(program, was, found)
        rows.append(row(program, was or found, found))
    table(["program", "flash", "budget", "+-", "bar", "RAM", "budget", "+-"], rows)
    if update:
        write_budget(budget)
    elif failed:
        print("if it is worth that: make budget-update, and commit its diff")
    print(f"{len(chosen) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true", help="write the budget anew")
    parser.add_argument("--quick", action="store_true", help="only the smallest programs")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these programs")
    options = parser.parse_args()
    if not shutil.which("avr-gcc"):
        print("needs avr-gcc\n0 passed, 0 failed, 1 skipped")
        return 0
    wanted = read_budget()["compiler"]
    if not options.update and wanted != compiler():
        print(f"the budget is for avr-gcc {wanted}, this is {compiler()}\n"
              "0 passed, 0 failed, 1 skipped")
        return 0
    return run(choose(options), options.update)


if __name__ == "__main__":
    sys.exit(main())
