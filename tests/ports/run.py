#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One machine inside other programs, at every width of a cell.

    tests/ports/run.py [--build build/release] [--adder build/adder]

 * ports/null, linked with -nostdlib, starts and ends: the core needs no C library;
 * examples/embed prints what stands below;
 * tests/api checks include/adder.h, call by call.
The programs are those of `make unit`.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CELLS = (16, 32, 64)
HEATER = """\
warm after 37 steps
refused: the heater has 2000 watt
at 5 degrees: too cold for tea
at 60 degrees: fine for green tea
the water has 50.2 degrees; the program ran in slices
"""


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=60, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout, done.stderr


def image_of(options, source, cell):
    """(path of the image, complaint)"""
    image = options.build / "ports" / f"{source.stem}{cell}.adi"
    status, out, err = run(options.adder, "build", "--cell", cell, source, "-o", image)
    return image, f"adder build: {out}{err}" if status else ""


def try_null(options, cell):
    program = options.build / "ports" / f"null{cell}"
    if not program.exists() and "hostile" in options.build.name:
        return 0, ""
    status, _, err = run(program)
    return 1, f"status {status} {err}" if status else ""


def try_embed(options, cell):
    image, complaint = image_of(options, ROOT / "examples" / "embed" / "heater.py", cell)
    if complaint:
        return 1, complaint
    status, out, err = run(options.build / "ports" / f"embed{cell}", image)
    return 1, "" if (status, out) == (0, HEATER) else f"status {status}, it prints\n{out}{err}"


def try_api(options, cell):
    image, complaint = image_of(options, ROOT / "tests" / "api" / "program.py", cell)
    if complaint:
        return 1, complaint
    status, out, err = run(options.build / "ports" / f"api{cell}", image)
    found = re.search(r"(\d+) passed, 0 failed\n$", out)
    if status or not found:
        return 1, f"status {status}\n{out}{err}"
    return int(found[1]), ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "release")
    parser.add_argument("--adder", type=Path, default=ROOT / "build" / "adder")
    options = parser.parse_args()
    passed = failed = 0
    for what in (try_null, try_embed, try_api):
        for cell in CELLS:
            try:
                count, complaint = what(options, cell)
            except OSError as e:
                count, complaint = 1, f"{e} (make unit)"
            if complaint:
                failed += 1
                print(f"FAIL {what.__name__[4:]}{cell}: {complaint}")
            else:
                passed += count
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
