#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Flash and RAM of a firmware by part of the VM, beside the plan.

    size_report.py firmware.elf [--files]
    size_report.py --board mega

Reads the symbols of a firmware that was linked with -g (`adder build --everything` does) by
avr-nm -S -l. A part is told by the source file and the name of a function or table: the first row
of PARTS that matches counts. What no row claims is shown as "other", with its largest pieces; what
has no symbol with a size (assembly of libgcc, jump tables, padding) as "without a symbol". So the
sum is the firmware's. --board first builds the firmware with everything in.
"""

import argparse
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from tables import table    # noqa: E402

# (part, bytes of flash planned, pattern of "source file:symbol"). Order matters.
PARTS = [
    ("image: lib and the program", 0, r":adimage"),
    ("start-up", 450,
     r":(__vector|__init|__ctors|__do_|__bad)|avr/port\.c|avr/vm/main\.c:(?!main$)"),
    ("Pin, time, interrupts", 900, r"avr/(gpio|clock)\.c|core/sysnative\.c:.*(pin|sleep|tick)"),
    ("instructions", 3300, r":main$|core/(interp|rare)\w*\.[ch]"),
    ("compiler's helpers", 0, r"^[^/]*:|:__"),
    ("calls", 1300, r"core/call\.c"),
    ("unwinding and generators", 1300, r"core/(unwind|generator)\.c"),
    ("heap", 900, r"core/(heap|gc|identity|vm|object|cell16|rom_port)\.[ch]"),
    ("attributes and classes", 2000, r"core/(attr|class|module|name|object_native|dunder)\.c"),
    ("operators", 1000, r"core/ops\.c|obj/(equal|iter|items|view)\.[ch]"),
    ("float text", 1000, r"base/(real|bn_real|numtext)\.[ch]"),
    ("float arithmetic", 1900, r"obj/(float|int_real)\.c|avr/math\.c"),
    ("ints", 2100, r"base/bn\.[ch]|obj/(int|num|number)\w*\.[ch]"),
    ("formatting", 1300, r"obj/str_(format|percent|nested)\.c"),
    ("print, repr, serial", 900, r"obj/str_repr\.c"),
    ("str and bytes", 3800, r"obj/(str|bytes|bytearray|text|chars|codec)\w*\.[ch]|base/utf8"),
    ("list, tuple, range, slice", 2000, r"obj/(seq|list|tuple|range|slice)\w*\.[ch]"),
    ("dict and set", 1700, r"obj/(hash|dict|set)\w*\.[ch]"),
    ("exceptions, names, messages", 1900, r"core/exc\.c"),
    ("builtins", 1200, r"core/sysnative\.c|avr/vm/native_table\.c"),
]
SYMBOL = re.compile(r"([0-9a-f]{8}) ([0-9a-f]{8}) (\w) (\S+)(?:\t(\S+):\d+)?$")
PLACE = re.compile(r".*/((?:core/obj|core|base|avr/vm|avr)/[^/]+)$")
DATA = 0x800000         # where avr-gcc puts the addresses of RAM


def read_symbols(elf):
    """(is it in RAM, address, bytes, name, source file or "") of each symbol with a size."""
    listing = subprocess.run(["avr-nm", "-n", "-S", "-l", elf], capture_output=True, text=True,
                             check=True).stdout
    for line in listing.splitlines():
        found = SYMBOL.match(line)
        if found:
            place = PLACE.search(found[5] or "")
            yield (int(found[1], 16), int(found[2], 16), found[4], place[1] if place else "")


def read_sections(elf):
    """{"text": bytes, "data": bytes, "bss": bytes}"""
    listing = subprocess.run(["avr-size", elf], capture_output=True, text=True, check=True).stdout
    return dict(zip(("text", "data", "bss"), map(int, listing.splitlines()[1].split()[:3])))


def image_size(elf):
    """Bytes between the symbols adimage and adimage_end: an assembler's labels have no sizes."""
    listing = subprocess.run(["avr-nm", elf], capture_output=True, text=True, check=True).stdout
    place = {line.split()[2]: int(line.split()[0], 16) for line in listing.splitlines()
             if line.endswith((" adimage", " adimage_end"))}
    return place["adimage_end"] - place["adimage"] if len(place) == 2 else 0


def part_of(name, file):
    text = f"{file}:{name}"
    return next((part for part, _, pattern in PARTS if re.search(pattern, text)), "other")


def add_up(symbols):
    """(flash by part, RAM by part, flash of the pieces that no part claims)"""
    flash, ram, other = Counter(), Counter(), Counter()
    for address, size, name, file in symbols:
        part = part_of(name, file)
        if address >= DATA:
            ram[part] += size
            continue
        flash[part] += size
        if part == "other":
            other[f"{file}:{name}"] += size
    return flash, ram, other


def show(flash, ram, other, sections, most):
    rows = [[name, str(flash[name]), str(plan or "-"),
             f"{flash[name] - plan:+}" if plan and flash[name] else "-", str(ram[name] or "-")]
            for name, plan, _ in PARTS]
    rows.append(["other", str(flash["other"]), "-", "-", str(ram["other"] or "-")])
    all_flash = sections["text"] + sections["data"]
    all_ram = sections["data"] + sections["bss"]
    rows.append(["without a symbol", str(all_flash - sum(flash.values())), "-", "-",
                 str(all_ram - sum(ram.values()))])
    planned = sum(plan for _, plan, _ in PARTS)
    rows.append(["sum", str(all_flash), str(planned), f"{all_flash - planned:+}", str(all_ram)])
    table(["part", "flash", "plan", "over", "RAM"], rows)
    for name, size in other.most_common(most):
        print(f"    other: {size:6} {name}")


def build_everything(board):
    """Build the firmware with everything in; returns its path."""
    folder = ROOT / "build" / "avr"
    folder.mkdir(parents=True, exist_ok=True)
    firmware = folder / f"everything-{board}.elf"
    command = [ROOT / "build" / "adder", "build", "--board", board, "--everything",
               ROOT / "tests" / "fuzz" / "sample.py", "-o", firmware]
    try:
        subprocess.run(list(map(str, command)), check=True,
                       env={"ADDER_CACHE": str(folder), **os.environ})
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"cannot build the firmware: {error}")
    return firmware


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("elf", nargs="?", type=Path, help="a firmware linked with -g")
    parser.add_argument("--board", help="build everything for this board and take that")
    parser.add_argument("--files", action="store_true", help="flash by source file instead")
    parser.add_argument("--most", type=int, default=12, help="pieces of `other` to name (12)")
    options = parser.parse_args()
    if not options.elf and not options.board:
        parser.error("give a firmware or a board")
    elf = options.elf or build_everything(options.board)
    if not elf.is_file():
        sys.exit(f"{elf.name} is not there")
    symbols = list(read_symbols(elf)) + [(0, image_size(elf), "adimage", "")]
    if options.files:
        sizes = Counter()
        for address, size, name, file in symbols:
            sizes[file or name] += size if address < DATA else 0
        table(["source file", "flash"], [[n, str(s)] for n, s in sizes.most_common() if s])
    else:
        show(*add_up(symbols), read_sections(elf), options.most)
    return 0


if __name__ == "__main__":
    sys.exit(main())
