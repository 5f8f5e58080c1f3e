#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draw the wires of a VCD file in the terminal.

    waveform.py FILE.vcd [--columns 72] [--wire NAME]

One row for each wire: ▔ where it is high, ▁ where it is low, ╱ and ╲ at single edges and ╳ where
one column holds several. Below it the number of edges and the mean period.
"""

import argparse
import re
import sys

SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9, "ps": 1e-12}


def read_vcd(lines):
    """(seconds of a tick, {name: [(tick, level)]}, last tick)"""
    scale, names, edges, now = 1e-9, {}, {}, 0
    text = iter(lines)
    for line in text:
        words = line.split()
        if not words:
            continue
        if words[0] == "$timescale":
            found = re.search(r"(\d+)\s*([munp]?s)", line) or re.search(r"(\d+)\s*([munp]?s)",
                                                                        next(text))
            scale = int(found[1]) * SECONDS[found[2]]
        elif words[0] == "$var":
            names[words[3]] = words[4]
            edges[words[4]] = []
        elif line[0] == "#":
            now = int(words[0][1:])
        elif line[0] in "01xzXZ" and words[0][1:] in names:
            wire = edges[names[words[0][1:]]]
            level = 1 if line[0] == "1" else 0
            if not wire or wire[-1][1] != level:
                wire.append((now, level))
    return scale, edges, now


def draw(wire, end, columns):
    """The wire from tick 0 to `end` in so many characters."""
    row, level, index = "", 0, 0
    while index < len(wire) and wire[index][0] == 0:
        level = wire[index][1]
        index += 1
    for column in range(1, columns + 1):
        first = index
        while index < len(wire) and wire[index][0] * columns <= end * column:
            index += 1
        if index == first:
            row += "▔" if level else "▁"
        else:
            level = wire[index - 1][1]
            row += "╳" if index - first > 1 else "╱" if level else "╲"
    return row


def describe(wire, scale):
    rising = [tick for tick, level in wire if level]
    if len(rising) < 2:
        return f"{len(wire)} edges"
    period = (rising[-1] - rising[0]) / (len(rising) - 1) * scale
    return f"{len(wire)} edges, period {period * 1e3:.3f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", help="a value change dump, as adder run --vcd writes it")
    parser.add_argument("--columns", type=int, default=72, help="how wide to draw (72)")
    parser.add_argument("--wire", action="append", help="only this wire")
    options = parser.parse_args()
    with open(options.file, encoding="utf-8") as file:
        scale, edges, end = read_vcd(file)
    shown = {name: wire for name, wire in edges.items()
             if (name in options.wire if options.wire else len(wire) > 1)}
    if not shown:
        print(f"{options.file}: no wire changes")
        return 1
    width = max(map(len, shown))
    for name, wire in sorted(shown.items()):
        print(f"{name:>{width}} {draw(wire, max(end, 1), options.columns)}")
        print(f"{'':>{width}} {describe(wire, scale)}")
    print(f"{'':>{width}} 0 to {end * scale:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
