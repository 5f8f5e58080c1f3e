#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damage an image in every place: it is refused with a named fault, or it runs without harm.

    tests/fuzz/flip_image.py [--source tests/fuzz/sample.py] [--cell 16,32,64]

Each byte of the image is changed in turn (all bits, then one of them), and the image is cut short
at each length. A second round mends the checksum after the change, so that the verifier and not the
checksum has to find it. What the verifier accepts is run, with little memory and few steps. The
damages of a piece of the image are tried by one process (flip_image.c, built by `make hostile`);
one that it does not survive is kept under build/fuzz, and the rest goes on behind it.
"""

import argparse
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge

SAMPLE = judge.ROOT / "tests" / "fuzz" / "sample.py"
PIECE = 500         # bytes of the image for one process


def build(options, cell, folder):
    path = Path(folder) / f"sample{cell}.adi"
    made = judge.run([options.adder, "build", "--cell", cell, options.source, "-o", path], 60)
    if made.status or made.crash:
        sys.exit(f"cannot build {options.source} for {cell} bits: "
                 f"{made.err.decode('utf-8', 'replace')[:300]}")
    whole = judge.run([options.adder, "run", path], 60)
    if whole.status or whole.crash:
        sys.exit(f"the undamaged image does not run: {whole.err.decode('utf-8', 'replace')[:300]}")
    return path


def keep(program, image, name, cell):
    kept = judge.FINDINGS / f"image-{cell}-{name}.adi"
    judge.FINDINGS.mkdir(parents=True, exist_ok=True)
    judge.run([program, image, name, kept], 60)
    return kept.relative_to(judge.ROOT)


def try_piece(options, cell, image, start, end):
    """(refused, ran, complaints) of the damages at the offsets of a piece."""
    program = options.programs / f"flip_image{cell}"
    progress = image.with_name(f"{cell}-{start}.last")
    refused = ran = 0
    complaints = []
    while start < end:
        done = judge.run([program, image, start, end, progress, options.memory, options.steps],
                         options.timeout, keep_output=False)
        counts = re.search(rb"(\d+) refused, (\d+) ran", done.err)
        if counts and not done.status and not done.crash:
            return refused + int(counts[1]), ran + int(counts[2]), complaints
        name = progress.read_bytes().rstrip(b"\0").decode() if progress.exists() else ""
        at = re.search(r"-(\d+)", name)
        if not at:
            return refused, ran, complaints + [f"{program.name} does not start: {done.status}"]
        why = done.crash or f"exit status {done.status}"
        complaints.append(f"{keep(program, image, name, cell)}: {why}")
        start = int(at[1]) + 1
    return refused, ran, complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--source", type=Path, default=SAMPLE, help="the program of the image")
    parser.add_argument("--cell", default="16,32,64", help="widths (16,32,64)")
    parser.add_argument("--adder", type=Path, default=judge.HOSTILE)
    parser.add_argument("--programs", type=Path,
                        default=judge.ROOT / "build" / "hostile" / "ports", help="their folder")
    parser.add_argument("--memory", type=int, default=16000, help="bytes of the block (16000)")
    parser.add_argument("--steps", type=int, default=20000, help="instructions of a run (20000)")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for a piece (900)")
    parser.add_argument("--every", type=int, default=1, help="only every n-th piece")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="runs at a time (2)")
    options = parser.parse_args()
    judge.need(options.adder)
    judge.need(options.programs / "flip_image16")
    passed = failed = 0
    for cell in map(int, options.cell.split(",")):
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
            image = build(options, cell, folder)
            size = image.stat().st_size
            starts = range(0, size, PIECE * options.every)
            results = list(pool.map(lambda start: try_piece(
                options, cell, image, start, min(start + PIECE, size)), starts))
        for complaint in (line for result in results for line in result[2]):
            print("FAIL " + complaint, flush=True)
        refused, ran = sum(r[0] for r in results), sum(r[1] for r in results)
        crashed = sum(len(r[2]) for r in results)
        print(f"{cell} bits: image of {size} bytes: {refused} damages refused, {ran} ran, "
              f"{crashed} crashed", flush=True)
        passed, failed = passed + refused + ran, failed + crashed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
