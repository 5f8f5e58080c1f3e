#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damage an image in every place: it is refused with a named fault, or it runs without harm.

    tests/fuzz/flip_image.py [--source tests/fuzz/sample.py] [--cell 16,32,64]

Each byte of the image is changed in turn (all bits, then one of them), and the image is cut short
at each length. A second round mends the checksum after the change, so that the verifier and not the
checksum has to find it. What `adder verify` accepts is run, with little memory and few steps. The
damaged image that made Adder crash is kept under build/fuzz.
"""

import argparse
import struct
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge

SAMPLE = judge.ROOT / "tests" / "fuzz" / "sample.py"
# The head of an image (src/image/format.h): its size, and the CRC-32 of all behind that field.
SIZE_AT = 8
CRC_AT = 12


def mend(image):
    """The same image with the right size and checksum, so far as it has a place for them."""
    image = bytearray(image)
    if len(image) < CRC_AT + 4:
        return bytes(image)
    struct.pack_into("<I", image, SIZE_AT, len(image))
    struct.pack_into("<I", image, CRC_AT, zlib.crc32(bytes(image[CRC_AT + 4:])))
    return bytes(image)


def damages(image):
    """(name, bytes) of each damaged image."""
    for at in range(len(image)):
        for bits in (0xff, 1 << at % 8):
            flipped = bytearray(image)
            flipped[at] ^= bits
            yield f"flip-{at}-{bits:02x}", bytes(flipped)
            if not SIZE_AT <= at < CRC_AT + 4:
                yield f"flip-{at}-{bits:02x}-mended", mend(flipped)
    for length in range(len(image)):
        yield f"cut-{length}", image[:length]
        if length % 8 == 0:
            yield f"cut-{length}-mended", mend(image[:length])


def try_one(options, cell, name, image, folder):
    """("refused", "ran" or "crash", complaint)"""
    path = Path(folder) / f"{cell}-{name}.adi"
    path.write_bytes(image)
    try:
        verified = judge.run([options.adder, "verify", path], options.timeout)
        said = (verified.err + verified.out).strip()
        crash = verified.crash
        if not crash and verified.status and not said:
            crash = f"refused with status {verified.status} but without a word"
        if not crash and verified.status:
            return "refused", ""
        if not crash:
            ran = judge.run([options.adder, "run", "--memory", options.memory,
                             "--max-steps", options.steps, path], options.timeout)
            crash = ran.crash
        if not crash:
            return "ran", ""
    finally:
        path.unlink()
    return "crash", f"{judge.keep(f'image-{cell}-{name}.adi', image)}: {crash}"


def build(options, cell, folder):
    path = Path(folder) / f"sample{cell}.adi"
    made = judge.run([options.adder, "build", "--cell", cell, options.source, "-o", path], 60)
    if made.status or made.crash:
        sys.exit(f"cannot build {options.source} for {cell} bits: "
                 f"{made.err.decode('utf-8', 'replace')[:300]}")
    whole = judge.run([options.adder, "run", path], 60)
    if whole.status or whole.crash:
        sys.exit(f"the undamaged image does not run: {whole.err.decode('utf-8', 'replace')[:300]}")
    image = path.read_bytes()
    if mend(image) != image:
        sys.exit("the checksum is not where this script thinks (SIZE_AT, CRC_AT)")
    return image


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--source", type=Path, default=SAMPLE, help="the program of the image")
    parser.add_argument("--cell", default="16,32,64", help="widths (16,32,64)")
    parser.add_argument("--adder", type=Path, default=judge.HOSTILE)
    parser.add_argument("--memory", type=int, default=16000, help="bytes of the block (16000)")
    parser.add_argument("--steps", type=int, default=20000, help="instructions of a run (20000)")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one run (20)")
    parser.add_argument("--every", type=int, default=1, help="only every n-th damage")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="runs at a time (2)")
    options = parser.parse_args()
    judge.need(options.adder)
    total = {"refused": 0, "ran": 0, "crash": 0}
    for cell in map(int, options.cell.split(",")):
        counts = dict.fromkeys(total, 0)
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
            image = build(options, cell, folder)
            work = list(damages(image))[::options.every]
            for result, complaint in pool.map(
                    lambda item: try_one(options, cell, *item, folder), work):
                counts[result] += 1
                if complaint:
                    print("FAIL " + complaint, flush=True)
        print(f"{cell} bits: image of {len(image)} bytes, {len(work)} damages: "
              f"{counts['refused']} refused, {counts['ran']} ran, {counts['crash']} crashed")
        total = {what: total[what] + counts[what] for what in total}
    print(f"{total['refused'] + total['ran']} passed, {total['crash']} failed")
    return 1 if total["crash"] else 0


if __name__ == "__main__":
    sys.exit(main())
