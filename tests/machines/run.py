#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The examples of the integer machines, the documents about them, the size of their firmware.

    tests/machines/run.py [--adder build/adder] [--board uno|mega] [-k PATTERN]

Each program of examples/machines runs on the PC and on the simulated board. What it must do stands
in its comments:

    ; expect: 20 18 16      the words that it prints; several such lines follow each other
    ; input: 12             a line for its standard input, or for the board's serial line
    ; status: 3             the exit status, 0 without this line
    ; pins: 13=1 13=0       what pins become: on the PC it is printed, on a board they move
    ; period: 13 200        milliseconds between two rises of the pin, on the board, within 2 %

In docs/ports.md and docs/lessons/stack-machines.md a fenced block that begins with a comment like
`; add.portasm: two numbers` is that file. A block that begins with `$ ` is a session: its commands
run in a folder with these files, and must print what follows them; a line `...` stands for any
lines.

An empty program (HALT, QUIT) must leave a firmware of at most FLASH bytes, .text and .data by
avr-size; and of its static RAM (.data and .bss) at most RAM bytes may be other than what the
machine is configured to have: memory or variables, stack, calls, globals, whose sizes avr-nm says.
Without avr-gcc all that needs a board is skipped.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from command_line import ROOT, Suite  # noqa: E402

SESSIONS = ROOT / "tests" / "machines" / "interactive"
EXAMPLES = ROOT / "examples" / "machines"
DOCUMENTS = ["docs/ports.md", "docs/lessons/stack-machines.md"]
SOURCES = {".portasm", ".p"}
FLASH = 3584
RAM = 64
EMPTY = {"empty.portasm": "HALT\n", "empty.p": "QUIT\n"}
CONFIGURED = {"memory", "variables", "stack", "calls", "globals"}
DIRECTIVE = re.compile(r"[;#] (expect|input|status|pins|period): ?(.*)$")
PIN_LINE = re.compile(rb"^pin (\d+) = ([01])\r?\n", re.MULTILINE)
EDGE = re.compile(r"^(\d+) P[A-L]\d_D(\d+) ([01])$", re.MULTILINE)
FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"[;#] ([\w-]+\.(?:portasm|p|py)): ")
CLOCK = 16000           # cycles in a millisecond
TIMEOUT = 60


class Example:
    """A program, and what its comments say of it."""

    def __init__(self, path):
        self.path = path
        self.words, self.lines, self.pins, self.periods = [], [], [], []
        self.status = 0
        for line in path.read_text().splitlines():
            found = DIRECTIVE.match(line)
            if found:
                self.apply(found[1], found[2])

    def apply(self, what, text):
        if what == "expect":
            self.words += text.split()
        elif what == "input":
            self.lines.append(text)
        elif what == "status":
            self.status = int(text)
        elif what == "pins":
            self.pins += [tuple(map(int, word.split("="))) for word in text.split()]
        else:
            self.periods.append(tuple(map(int, text.split())))

    @property
    def input(self):
        return "".join(line + "\n" for line in self.lines).encode()


def changes(writes):
    """{pin: levels it takes one after the other}, from 0 on."""
    levels = {}
    for pin, level in writes:
        row = levels.setdefault(pin, [0])
        if row[-1] != level:
            row.append(level)
    return levels


def agrees(expected, got):
    """Line by line; `...` stands for any number of lines."""
    if not expected:
        return not got
    if expected[0] == "...":
        return any(agrees(expected[1:], got[skip:]) for skip in range(len(got) + 1))
    return bool(got) and expected[0] == got[0].rstrip() and agrees(expected[1:], got[1:])


def sessions(block):
    """(command, lines of output) of a block that begins with `$ `."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


class Tests(Suite):
    def __init__(self, options, folder):
        super().__init__(options.adder, folder)
        self.board = options.board
        self.has_avr = shutil.which("avr-gcc") is not None

    def run(self, *arguments, text=b""):
        """Standard input is a file: so it is always ready, and what the board does repeats."""
        path = self.folder / "input"
        path.write_bytes(text)
        with path.open("rb") as file:
            return subprocess.run([self.adder, *map(str, arguments)], stdin=file, timeout=TIMEOUT,
                                  capture_output=True, check=False)

    # --- examples -----------------------------------------------------------------------------

    def judge(self, example, done, where):
        """Status and printed words; returns what it wrote to pins."""
        pins = [(int(pin), int(level)) for pin, level in PIN_LINE.findall(done.stdout)]
        words = PIN_LINE.sub(b"", done.stdout).decode("utf-8", "replace").split()
        good = done.returncode == example.status and words == example.words
        self.check(good, f"{example.path.name} {where}", f"status {done.returncode}, words:",
                   " ".join(words), done.stderr)
        return pins

    def on_pc(self, example):
        pins = self.judge(example, self.run("run", example.path, text=example.input), "on the PC")
        self.check(pins == example.pins, f"{example.path.name}: pins on the PC", str(pins))

    def on_board(self, example):
        done = self.run("run", example.path, "--board", self.board, "--sim=--stdin", "--sim=--pins",
                        text=example.input)
        self.judge(example, done, f"on the {self.board}")
        edges = [(int(cycle), int(pin), int(level)) for cycle, pin, level
                 in EDGE.findall(done.stderr.decode("utf-8", "replace"))]
        moved = changes((pin, level) for _, pin, level in edges)
        # D1 is the serial line's own.
        moved = {pin: row for pin, row in moved.items() if pin > 1}
        self.check(moved == changes(example.pins), f"{example.path.name}: pins of the {self.board}",
                   str(moved))
        for pin, period in example.periods:
            rises = [cycle for cycle, number, level in edges if (number, level) == (pin, 1)]
            found = [(b - a) / CLOCK for a, b in zip(rises, rises[1:])]
            self.check(found and all(abs(ms - period) <= period / 50 for ms in found),
                       f"{example.path.name}: period of pin {pin}", str(found))

    def example(self, path):
        example = Example(path)
        self.check(example.words or example.pins, f"{path.name} says what it does")
        self.on_pc(example)
        if self.has_avr:
            self.on_board(example)
        else:
            self.skipped += 1

    # --- documents ----------------------------------------------------------------------------

    def document(self, name):
        folder = self.folder / Path(name).stem
        folder.mkdir()
        (folder / "examples").symlink_to(ROOT / "examples")
        path = f"{self.adder.parent}:{os.environ['PATH']}"
        for block in FENCE.findall((ROOT / name).read_text()):
            file = FILE_NAME.match(block)
            if file:
                (folder / file[1]).write_text(block)
            elif block.startswith("$ "):
                for command, expected in sessions(block):
                    self.command(name, command, expected, folder, path)

    def interactive(self, path):
        """`adder interactive` with the lines of a file prints what the .out beside it says."""
        done = self.run("interactive", "--isa", path.stem.split("_")[0], text=path.read_bytes())
        expected = path.with_suffix(".out").read_text()
        self.check(done.stdout.decode() == expected and done.returncode == 0, path.name,
                   "got", done.stdout.decode())

    def numbering(self):
        """Code of a later version of microvm: PUSH 5, PRINT 1, PUSH 0, QUIT in its numbers."""
        for name, words in (("v0.2", [1, 5, 28, 1, 1, 0, 45]), ("seed", [1, 5, 29, 1, 1, 0, 7]),
                            ("may2021", [1, 5, 29, 1, 1, 0, 39])):
            path = Path(self.folder) / "old.b"
            path.write_bytes(b"".join(word.to_bytes(4, "little") for word in words))
            done = self.run("run", "--numbering", name, path)
            self.check(done.stdout == b"5\n" and done.returncode == 0, f"numbering {name}",
                       "got", done.stdout, done.stderr)

    def command(self, name, command, expected, folder, path):
        if not self.has_avr and "--board" in command:
            self.skipped += 1
            return
        done = subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT, timeout=TIMEOUT)
        got = done.stdout.decode("utf-8", "replace")
        self.check(agrees(expected, got.splitlines()), f"{name}: {command}", got)

    # --- sizes --------------------------------------------------------------------------------

    def size(self, name, text):
        source, elf = self.folder / name, self.folder / (name + ".elf")
        source.write_text(text)
        done = self.run("build", source, "--board", self.board, "-o", elf)
        if done.returncode:
            self.check(False, f"firmware of {name}", done.stderr)
            return
        row = subprocess.run(["avr-size", elf], capture_output=True, text=True, check=True).stdout
        code, data, zero = map(int, row.splitlines()[1].split()[:3])
        self.check(code + data <= FLASH or self.board != "uno",
                   f"{name}: {code + data} bytes of flash, not {FLASH}")
        rows = subprocess.run(["avr-nm", "-S", elf], capture_output=True, text=True, check=True)
        configured = 0
        for row in map(str.split, rows.stdout.splitlines()):
            if len(row) == 4 and row[2] in "bBdD" and row[3].split(".")[0] in CONFIGURED:
                configured += int(row[1], 16)
        own = data + zero - configured
        self.check(configured and own <= RAM, f"{name}: {own} bytes of RAM are its own, not {RAM}")
        print(f"{name}: {code + data} bytes of flash; RAM: {configured} configured, {own} its own")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--adder", default=ROOT / "build" / "adder")
    parser.add_argument("--board", default="uno", choices=("uno", "mega"))
    parser.add_argument("-k", default="", dest="pattern", help="only names with this in it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(options, folder)
        for path in sorted(p for p in EXAMPLES.iterdir() if p.suffix in SOURCES):
            if options.pattern in path.name:
                tests.example(path)
        for name in DOCUMENTS:
            if options.pattern in name:
                tests.document(name)
        for path in sorted(SESSIONS.glob("*.in")):
            if options.pattern in path.name:
                tests.interactive(path)
        if options.pattern in "numbering":
            tests.numbering()
        for name, text in EMPTY.items():
            if not tests.has_avr:
                tests.skipped += 1
            elif options.pattern in name:
                tests.size(name, text)
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
