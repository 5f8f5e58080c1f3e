#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Flash and RAM of a firmware by part of the VM, beside the plan.

    size_report.py firmware.map [--files]
    size_report.py --board mega

Reads a linker map (avr-gcc ... -Wl,-Map=firmware.map). A part is told by the object file and by the
section of the function (-ffunction-sections: .text.adstr_find), the first row of PARTS that matches
counts. What no row claims is shown as "other", with its largest pieces: so nothing is lost.
--board first builds the firmware with everything in.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from tables import table    # noqa: E402

# (part, bytes of flash planned, pattern of "object file:section"). Order matters.
PARTS = [
    ("start-up", 450, r"crt\w*\.o|port\w*\.o.*(main|init|vector|reset)|:\.(vectors|init\d)"),
    ("Pin, time, interrupts", 900, r"/(pins?|pin_\w+|time|ticks|irq|machine|mod_machine)\.\w*o:"),
    ("hot instructions", 1600, r"/(interp|hot|loop)\w*\.\w*o:"),
    ("cold instructions", 1700, r"/(cold|interp_cold|slow)\w*\.\w*o:"),
    ("calls", 1300, r"/(call|frame|native|bind)\w*\.\w*o:|:\.text\.ad(call|frame|native)"),
    ("unwinding and generators", 1300, r"/(unwind|gen|generator)\w*\.\w*o:"),
    ("heap", 900, r"/(heap|gc|vm|intern)\w*\.\w*o:"),
    ("attributes and classes", 2000, r"/(attr|class|instance|method|module|super|type)\w*\.\w*o:"),
    ("operators", 1000, r"/(ops|compare|iter)\w*\.\w*o:"),
    ("float text", 1000, r"/(real|bn_real|numtext|float_text)\w*\.\w*o:"),
    ("ints", 2100, r"/(int|bigint|bn)\w*\.\w*o:"),
    ("float arithmetic", 1900, r"/float\w*\.\w*o:|libm\.a|/_?(add|sub|mul|div|f7|fp_)\w*sf\w*\.o"),
    ("formatting", 1300, r"/(str_format|format|fstring)\w*\.\w*o:"),
    ("str and bytes", 3800, r"/(str|bytes|bytearray|utf8)\w*\.\w*o:"),
    ("list, tuple, range, slice", 2000, r"/(seq|list|tuple|range|slice|sort)\w*\.\w*o:"),
    ("dict and set", 1700, r"/(hash|dict|set)\w*\.\w*o:"),
    ("print, repr, serial", 900, r"/(print|repr|serial|uart)\w*\.\w*o:"),
    ("exceptions, names, messages", 1900, r"/(exc|names|messages|errors)\w*\.\w*o:"),
    ("builtins", 1200, r"/(builtins?|bi_)\w*\.\w*o:"),
    ("image of the program", 0, r"/(image|program|app)\w*\.\w*o:|:\.image"),
    ("compiler's helpers", 0, r"libgcc\.a|libc\.a"),
]
FLASH = (".text", ".data")
RAM = (".data", ".bss", ".noinit")
OUTPUT = re.compile(r"(\.\w+)")
INPUT = re.compile(r" (\.\S+|COMMON|\*fill\*)(?:\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)(?:\s+(\S.*))?)?$")
REST = re.compile(r"\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S.*)$")


def read_map(lines):
    """(output section, input section, object file, bytes) of each piece that was linked."""
    started, output, pending = False, None, None
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("Linker script and memory map"):
            started = True
        if not started:
            continue
        if line[:1] == ".":
            output = OUTPUT.match(line)[1]
            continue
        rest = pending and REST.match(line)
        found = INPUT.match(line)
        if rest:
            yield output, pending, rest[3], int(rest[2], 16)
        pending = None
        if found and found[3]:
            yield output, found[1], found[4] or "(padding)", int(found[3], 16)
        elif found:
            pending = found[1]


def part_of(section, file):
    text = f"/{file}:{section}"
    return next((name for name, _, pattern in PARTS if re.search(pattern, text)), "other")


def add_up(pieces):
    """(flash by part, RAM by part, flash of the pieces that no part claims)"""
    flash, ram, other = Counter(), Counter(), Counter()
    for output, section, file, size in pieces:
        part = part_of(section, file)
        if output in FLASH:
            flash[part] += size
            if part == "other" and size:
                other[f"{Path(file).name}:{section}"] += size
        if output in RAM:
            ram[part] += size
    return flash, ram, other


def show(flash, ram, other, most):
    rows = [[name, str(flash[name]), str(plan or "-"),
             f"{flash[name] - plan:+}" if plan and flash[name] else "-", str(ram[name] or "-")]
            for name, plan, _ in PARTS]
    rows.append(["other", str(flash["other"]), "-", "-", str(ram["other"] or "-")])
    planned = sum(plan for _, plan, _ in PARTS)
    rows.append(["sum", str(sum(flash.values())), str(planned),
                 f"{sum(flash.values()) - planned:+}", str(sum(ram.values()))])
    table(["part", "flash", "plan", "over", "RAM"], rows)
    for name, size in other.most_common(most):
        print(f"    other: {size:6} {name}")


def build_everything(board):
    """Build the firmware with everything in; returns the path of its map."""
    folder = ROOT / "build" / "avr"
    folder.mkdir(parents=True, exist_ok=True)
    firmware = folder / f"everything-{board}.elf"
    command = [ROOT / "build" / "adder", "build", "--board", board, "--everything",
               ROOT / "tests" / "fuzz" / "sample.py", "-o", firmware]
    try:
        subprocess.run(list(map(str, command)), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"cannot build the firmware: {error}")
    return firmware.with_suffix(".map")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("map", nargs="?", type=Path, help="the linker map of a firmware")
    parser.add_argument("--board", help="build everything for this board and take its map")
    parser.add_argument("--files", action="store_true", help="flash by object file instead")
    parser.add_argument("--most", type=int, default=12, help="pieces of `other` to name (12)")
    options = parser.parse_args()
    if not options.map and not options.board:
        parser.error("give a map or a board")
    path = options.map or build_everything(options.board)
    if not path.is_file():
        sys.exit(f"{path.name} is not there")
    with open(path, encoding="utf-8", errors="replace") as file:
        pieces = list(read_map(file))
    if options.files:
        sizes = Counter()
        for output, _, name, size in pieces:
            sizes[name] += size if output in FLASH else 0
        table(["object", "flash"], [[n, str(s)] for n, s in sizes.most_common() if s])
    else:
        show(*add_up(pieces), options.most)
    return 0


if __name__ == "__main__":
    sys.exit(main())
