#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Look at the names in the freestanding objects.

    check_symbols.py [--build build/release] [OBJECT ...]

Every global that a freestanding object defines begins with `ad`; whatever it needs from elsewhere
begins with `ad`, is one of the four memory functions, or is a helper of the compiler's. An engine
(engine16.o ...) defines adder_engine16 and nothing else. Without arguments the objects are those
that the build listed in freestanding.txt. Prints file:line: message, and exits 1 if there was any.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import checks

OURS = re.compile(r"ad[a-z0-9A-Z]*_|ad[a-z]+[0-9]*$|AD")
MEMORY = {"memcpy", "memmove", "memset", "memcmp"}
LIBGCC = re.compile(r"__(u?div|u?mod|u?divmod|mul|add|sub|neg|cmp|ucmp|ash[lr]|lshr|clz|ctz|ffs|"
                    r"popcount|parity|bswap|fixuns|fix|floatun|float|eq|ne|lt|le|gt|ge|unord|"
                    r"extend|trunc|pow)[a-z]{2,6}\d?$|__tablejump\w*__$|_GLOBAL_OFFSET_TABLE_$")
ENGINE = re.compile(r"engine(\d+)\.o$")


def symbols(path, nm):
    """(letter, name) of each global of the object."""
    listing = subprocess.run([nm, "-g", path], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        words = line.split()
        if len(words) >= 2 and len(words[-2]) == 1:
            yield words[-2], words[-1]


def place(root, path, name):
    """(file, line) of the first mention of the name in the object's source, if that is found."""
    found = re.search(r"CMakeFiles/\w+\.dir/(.+)\.o$", str(path))
    source = root / found[1] if found else None
    if source is None or not source.is_file():
        return path, 0
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    for number, line in enumerate(source.read_text("utf-8", "replace").splitlines(), 1):
        if pattern.search(line):
            return found[1], number
    return found[1], 0


def wrong(path, letter, name):
    """What is wrong with one symbol of one object, or None."""
    engine = ENGINE.search(str(path))
    if letter in "Uwv":
        if engine or OURS.match(name) or name in MEMORY or LIBGCC.match(name):
            return None
        return f"needs {name}, which a freestanding program does not have"
    if engine:
        wanted = "adder_engine" + engine[1]
        return None if name == wanted else f"defines {name}; an engine has {wanted} alone"
    return None if OURS.match(name) else f"defines {name}: a global name begins with `ad`"


def check(root, objects, nm):
    complaints = []
    for path in objects:
        defined = set()
        for letter, name in symbols(path, nm):
            defined.add(name)
            message = wrong(path, letter, name)
            if message:
                complaints.append((*place(root, path, name), message))
        engine = ENGINE.search(str(path))
        if engine and "adder_engine" + engine[1] not in defined:
            complaints.append((path, 0, f"does not define adder_engine{engine[1]}"))
    return sorted(set(complaints), key=str)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=checks.ROOT, help="where the sources are")
    parser.add_argument("--build", type=Path, help="the build to look at (build/release)")
    parser.add_argument("--nm", default="nm", help="avr-nm for the objects of the AVR")
    parser.add_argument("objects", nargs="*", type=Path, help="these objects instead")
    options = parser.parse_args()
    objects = options.objects
    if not objects:
        build = options.build or options.root / "build" / "release"
        try:
            objects = [Path(line) for line in (build / "freestanding.txt").read_text().split("\n")
                       if line]
        except OSError:
            sys.exit(f"{build} is not built (make)")
        objects += sorted(build.glob("engine*.o"))
    missing = [path for path in objects if not path.is_file()]
    if missing:
        sys.exit(f"{missing[0]} is not built (make)")
    return checks.report(check(options.root.resolve(), objects, options.nm), "symbols")


if __name__ == "__main__":
    sys.exit(main())
