#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The longest pause for garbage on the simulated Uno, block full, in heaps of hostile shapes.

    bench/pauses.py [--only NAME,NAME] [--board uno]

Each program fills the block with one shape until MemoryError, with a dead object below all others
so that everything has to move. adder-sim takes the time of each collection (--time). Exit status 1
when one takes longer than the bar, or a program does not do what it should.
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tables import table, verdict

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "build" / "bench"
BAR_MS = 5
COLLECTOR = "collect"   # of core/heap.c: all that a collection does

# What is filled with is an indented body, run again and again; `top` is what keeps all alive.
FRAME = """
{before}
def fill():
    top = {top}
    hole = [1]
    hole = None
    n = 0
    try:
        while True:
            n += 1
{body}
    except MemoryError:
        return n
    return 0
print(fill() > {least})
"""

# name: (least number of rounds, first value of top, definitions, body)
SHAPES = {
    "deep list": (100, "None", "", "top = [top]"),
    "chain of tuples": (200, "None", "", "top = (top,)"),
    "chain of instances": (50, "None", "class N:\n    def __init__(self, n):\n        self.n = n\n",
                           "top = N(top)"),
    "chain forwards": (40, "[None]", "class N:\n    def __init__(self):\n        self.n = None\n",
                       "if n == 1:\n    last = N()\n    top[0] = last\n"
                       "last.n = N()\nlast = last.n"),
    "ring of pairs": (30, "None", "class N:\n    def __init__(self, a):\n        self.a = a\n"
                      "        self.b = self\n",
                      "new = N(top)\nif top is not None:\n    top.b = new\ntop = new"),
    "wide list of one": (300, "[]", "one = [1]\n", "top.append(one)"),
    "wide list of small": (90, "[]", "", "top.append(20000 + n)"),
    "wide list of tuples": (90, "[]", "", "top.append((n,))"),
    "many texts": (50, "[]", "", 'top.append(str(n))'),
    "many floats": (50, "[]", "", "top.append(n * 0.5)"),
    "comb": (60, "[]", "", "top.append((n,))\ndead = (n, n)\ndead = [n]"),
    "fine comb": (60, "None", "", "top = (top,)\ndead = (n,)"),
    "dict": (50, "{}", "", "top[n] = (n,)"),
    "tree": (50, "[]", "", "if len(top) < 2 * n:\n    top.append(None)\n    top.append(None)\n"
             "top[n] = (top[n // 2], top[n - 1])"),
    "closures": (40, "None", "def make(x):\n    return lambda: x\n", "top = make(top)"),
    "generators": (20, "None", "def make(x):\n    yield x\n    yield x\n",
                   "top = make(top)\nnext(top)"),
}

# What has no loop of its own.
PROGRAMS = {
    "frames": """
def deeper(n, kept):
    mine = (kept,)
    try:
        return deeper(n + 1, mine)
    except (RecursionError, MemoryError): # for a frame, or for the tuple
        return n
print(deeper(0, None) > 15)
""",
    "all dead": """
def fill():
    for n in range(2000):
        x = (n,)
    return n
print(fill() > 1000)
""",
}


def program(name):
    if name in PROGRAMS:
        return PROGRAMS[name]
    least, top, before, body = SHAPES[name]
    body = "\n".join(" " * 12 + line for line in body.split("\n"))
    return FRAME.format(least=least, top=top, before=before, body=body)


def run(command):
    done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, timeout=600,
                          capture_output=True, text=True, errors="replace")
    if done.returncode:
        text = (done.stderr.strip() or done.stdout.strip() or "?").split("\n")
        raise RuntimeError(f"exit status {done.returncode}: {text[-1]}")
    return done.stdout


def figures_of(name, board):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    stem = SCRATCH / ("pause_" + name.replace(" ", "_"))
    source, firmware, figures = (stem.with_suffix(end) for end in (".py", ".elf", ".json"))
    source.write_text(program(name))
    run([ROOT / "build" / "adder", "build", source, "--board", board, "--no-snapshot", "-o",
         firmware])
    out = run([ROOT / "build" / "adder-sim", "--board", board, "--time", COLLECTOR,
               f"--json={figures}", firmware])
    if out != "True\n":
        raise RuntimeError(f"printed {out!r}")
    return json.loads(figures.read_text())


def measure(name, board):
    """(figures as the simulator writes them, complaint)"""
    try:
        return figures_of(name, board), None
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        return None, str(error)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", help="these shapes, with commas between")
    parser.add_argument("--board", default="uno")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else [*SHAPES, *PROGRAMS]
    rows, longest, wrong = [], {}, []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda name: measure(name, options.board), names))
    for name, (figures, complaint) in zip(names, results):
        if complaint:
            wrong.append(f"{name}: {complaint}")
            rows.append([name, "-", "-", "-", "-", "-"])
            continue
        timed, own = figures["timed"], figures["figures"]
        longest[name] = 1000 * timed["longest"] / figures["frequency"]
        rows.append([name, str(timed["calls"]), str(own["block_size"]),
                     f"{timed['longest']:,}", f"{longest[name]:.2f}", f"{BAR_MS:.2f}"])
    table(["shape", "collections", "block", "longest, cycles", "ms", "bar, ms"], rows)
    for line in wrong:
        print("WRONG  " + line)
    worst = max(longest, key=longest.get, default=None)
    met = verdict(f"longest collection ({worst})", longest.get(worst), BAR_MS)
    return 0 if met and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
