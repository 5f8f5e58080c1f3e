#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The measurable part of the house style.

    check_style.py [--root DIR]

No C or Python file over 1,000 lines, no C function over 60 (but the interpreter loops), no
`#if` on the cell width outside src/core/cell*.h; in C, Python, shell and build files no line
over 100 columns, no trailing blanks, no tab but in a Makefile, and (but in examples) an SPDX
line at the top. Of programs that are data only the lines are counted. Prints file:line:
message, and exits 1 if there was any.
"""

import argparse
import re
import sys
from pathlib import Path

import checks

FILE_LINES = 1000
FUNCTION_LINES = 60
COLUMNS = 100
LICENCE = "SPDX-License-Identifier: MIT"

# File -> how many of its functions may be longer: the loops of the three machines,
# and those that firmware has of two of them.
LOOPS = {"src/core/interp.c": 1, "src/machines/portvm.c": 1, "src/machines/microvm.c": 1,
         "ports/avr/machine/portvm.c": 1, "ports/avr/machine/microvm.c": 1}

C_FILES = {".c", ".h", ".def", ".inc"}
OTHERS = {".py", ".sh", ".cmake", ".S", ".ld"}
NAMED = {"Makefile", "CMakeLists.txt", ".ci/run"}
# Programs that are data: what they print is compared, or they were given to us as they are.
DATA = re.compile(
    r"tests/(lang|later|limits|fuzz/corpus)/|tests/.*/data/|bench/(host|avr)/")
CELL_TEST = re.compile(r"\s*#\s*(if|elif|ifdef|ifndef)\b.*\bAD_CELL\b")
CELL_FILES = re.compile(r"src/core/cell\w*\.h$")
FUNCTION_NAME = re.compile(r"(\w+)\s*\(")
COMMENT = re.compile(r"\s*(/\*.*?(\*/|$)|//.*)")


def functions(lines):
    """(name, first line, length) of each function: from its first line to the } in column 1."""
    start = None
    for number, line in enumerate(lines, 1):
        line = COMMENT.sub("", line)
        if start is None:
            if re.match(r"[A-Za-z_]", line) and "(" in line and not line.rstrip().endswith(";"):
                start, body = number, False
        if start is None:
            continue
        if not body:
            text = line.rstrip()
            if text.endswith((";", "}", ")")) and "{" not in line and not line.startswith("{"):
                start = None if text.endswith(";") else start
                continue
            body = line.startswith("{") or text.endswith("{")
            if body and "=" in line.partition("{")[0]:      # an initialised table
                start = None
        elif line.startswith("}"):
            name = FUNCTION_NAME.search(lines[start - 1])
            yield name[1] if name else "?", start, number - start + 1
            start = None


def check_length(file, lines):
    if len(lines) > FILE_LINES:
        yield file, len(lines), f"{len(lines)} lines; a file has at most {FILE_LINES:,}"


def check_c(file, lines):
    spared = LOOPS.get(file, 0)
    for name, start, length in functions(lines):
        if length > FUNCTION_LINES:
            spared -= 1
            if spared < 0:
                yield file, start, f"{name}: {length} lines; a function has at most " \
                                   f"{FUNCTION_LINES}"
    for number, line in enumerate(lines, 1):
        if CELL_TEST.match(line) and not CELL_FILES.match(file):
            yield file, number, "asks for the width of a cell: that is for src/core/cell*.h"


def check_licence(file, lines):
    if not any(LICENCE in line for line in lines[:3]) and not file.startswith("examples/"):
        yield file, 1, f"no `{LICENCE}` in the first three lines"


def check_text(file, lines):
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            yield file, number, f"{len(line)} columns; a line has at most {COLUMNS}"
        if line != line.rstrip():
            yield file, number, "blanks at the end of the line"
        if "\t" in line and not file.endswith("Makefile"):
            yield file, number, "a tab"


def check(root):
    complaints = []
    for path in checks.project_files(root):
        file = path.as_posix()
        is_c = path.suffix in C_FILES
        if not (is_c or path.suffix in OTHERS or file in NAMED):
            continue
        lines = (root / path).read_text("utf-8", "replace").split("\n")
        if lines[-1] == "":
            lines.pop()
        if is_c or path.suffix == ".py":
            complaints += check_length(file, lines)
        if DATA.match(file):
            continue
        complaints += check_licence(file, lines)
        complaints += check_text(file, lines)
        if is_c:
            complaints += check_c(file, lines)
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=checks.ROOT, help="the tree to look at")
    return checks.report(check(parser.parse_args().root.resolve()), "style")


if __name__ == "__main__":
    sys.exit(main())
