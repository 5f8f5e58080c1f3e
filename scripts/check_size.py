#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare firmware with its committed budget.

    check_size.py [--budget ports/avr/budget.json] [--update]

The budget is a JSON object: name -> {"elf": path, "flash": bytes, "ram": bytes}; paths are relative
to the root. Flash is .text + .data, RAM is .data + .bss as avr-size gives them. A firmware may be
smaller than its budget, never larger. --update writes what was measured as the new budget: to be
committed with the reason. Prints file:line: message, and exits 1 if there was any.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import checks


def measure(elf, size_tool):
    """{"flash": n, "ram": n} of one firmware."""
    listing = subprocess.run([size_tool, elf], capture_output=True, text=True, check=True).stdout
    text, data, bss = map(int, listing.splitlines()[1].split()[:3])
    return {"flash": text + data, "ram": data + bss}


def line_of(text, name):
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if f'"{name}"' in line), 1)


def check(root, budget_file, size_tool, update):
    text = budget_file.read_text("utf-8")
    budget = json.loads(text)
    shown = budget_file.name if not budget_file.is_relative_to(root) \
        else budget_file.relative_to(root)
    complaints = []
    for name, row in budget.items():
        line = line_of(text, name)
        elf = root / row["elf"]
        if not elf.is_file():
            complaints.append((shown, line, f"{name}: {row['elf']} is not built"))
            continue
        got = measure(elf, size_tool)
        for what in ("flash", "ram"):
            spare = row[what] - got[what]
            print(f"{name:20} {what:5} {got[what]:6} of {row[what]:6}, {spare:6} spare")
            if spare < 0 and not update:
                complaints.append((shown, line, f"{name}: {what} is {-spare} bytes over"))
        row.update(got)
    if update and not complaints:
        budget_file.write_text(json.dumps(budget, indent=2) + "\n", "utf-8")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=checks.ROOT, help="where paths start")
    parser.add_argument("--budget", type=Path, help="the file (ports/avr/budget.json)")
    parser.add_argument("--size", default="avr-size", help="the measuring tool (avr-size)")
    parser.add_argument("--update", action="store_true", help="what is measured is the new budget")
    options = parser.parse_args()
    root = options.root.resolve()
    budget = (options.budget or root / "ports" / "avr" / "budget.json").resolve()
    if not budget.is_file():
        sys.exit(f"no budget: {budget.name}")
    return checks.report(check(root, budget, options.size, options.update), "size")


if __name__ == "__main__":
    sys.exit(main())
