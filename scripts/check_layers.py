#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Refuse an #include that climbs: the table of layers in docs/architecture.md, as data.

    check_layers.py [--root DIR]

Each C file belongs to the layer with the longest matching folder. It may include its own layer,
those that its row names, and, unless the row says `hosted`, only the system headers that a
freestanding compiler has. Prints file:line: message, and exits 1 if there was any.
"""

import argparse
import os
import re
import sys
from pathlib import Path

import checks

FREESTANDING = {"float.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h", "stdbool.h",
                "stddef.h", "stdint.h", "stdnoreturn.h"}
EVERYTHING = ("src/", "include/", "ports/")
HOSTED = re.compile("")                         # any system header
AVR = re.compile(r"(avr|util)/\w+\.h$|math\.h$")

# folder: (what it may include beside itself, further system headers)
LAYERS = {
    "include/": ((), None),
    "src/base/": ((), None),
    "src/isa/": (("src/base/",), None),
    "src/image/": (("src/base/", "src/isa/"), None),
    "src/core/": (("src/base/", "src/isa/", "src/image/", "include/"), None),
    "src/machines/": (("src/base/", "src/isa/"), None),
    "src/compiler/": (("src/base/", "src/isa/", "src/image/"), None),
    "src/pyc/": (("src/base/", "src/isa/", "src/image/", "src/compiler/assemble.h"), None),
    "src/modules/": (("include/",), HOSTED),
    "src/debug/": (("src/base/", "src/isa/", "src/image/", "src/core/", "src/machines/",
                    "include/"), None),
    "src/debug/host/": (EVERYTHING, HOSTED),
    "src/tool/": (EVERYTHING, HOSTED),
    "src/host/": (EVERYTHING, HOSTED),
    # A port is given what it must supply (core/port.h) and the integer types and attributes that
    # every file may assume (base/base.h); the image that it runs lies in its flash.
    "ports/": (("include/", "src/core/port.h", "src/core/port_file.h", "src/base/base.h"), None),
    "ports/avr/": (("include/", "src/core/port.h", "src/base/base.h", "ports/avr/sim/protocol.h"),
                   AVR),
    # The board's own machine: the core with tables of its own. tailor.h, rom_port.h and firmware.h
    # are written for each program, or lie in ports/avr.
    "ports/avr/vm/": (("src/", "include/", "ports/avr/"), AVR),
    # ... and that of an integer machine.
    "ports/avr/machine/": (("src/", "include/", "ports/avr/", "ports/machine/"), AVR),
    "ports/machine/": (("include/", "src/core/port.h", "src/core/port_file.h", "src/base/base.h"),
                       None),
    "ports/avr/sim/": (("ports/avr/pins.h",), HOSTED),     # a program of its own, for the PC
    "ports/posix/": (("include/", "src/core/port.h", "src/core/port_file.h", "src/base/base.h",
                      "ports/machine/"), HOSTED),
    "tests/": (EVERYTHING, HOSTED),
    "examples/": (("include/",), HOSTED),
}
# Made under build/, or for one firmware: not in the tree, not judged.
GENERATED = re.compile(
    r"gen/|tailor(_ops)?\.h$|port\.h$|core/(rom|gc)_port\.h$|core/firmware\.h$")
INCLUDE = re.compile(r'\s*#\s*include\s*(<([^>]+)>|"([^"]+)")?')


def layer_of(file):
    folders = [folder for folder in LAYERS if file.startswith(folder)]
    return max(folders, key=len, default=None)


def resolve(root, file, name):
    """The file that a quoted include means, relative to root, or None."""
    for folder in (os.path.dirname(file), "src", "include", "ports", ""):
        path = os.path.normpath(os.path.join(folder, name))
        if (root / path).is_file():
            return path
    return None


def check_include(root, file, found):
    """What is wrong with one include, or None."""
    layer = layer_of(file)
    allowed, system = LAYERS[layer]
    if found[2]:
        if found[2] in FREESTANDING or (system and system.match(found[2])):
            return None
        return f"<{found[2]}> is not for {layer}, which is freestanding"
    if not found[3]:
        return "an include that this script cannot read"
    if GENERATED.match(found[3]):
        return None
    target = resolve(root, file, found[3])
    if target is None:
        return f'"{found[3]}": no such file'
    if layer_of(target) == layer or target.startswith(allowed):
        return None
    return f'{layer} may not include "{target}"'


def check(root):
    complaints = []
    for path in checks.project_files(root):
        file = path.as_posix()
        if path.suffix not in (".c", ".h", ".def", ".S", ".inc"):
            continue
        text = (root / path).read_text("utf-8", "replace")
        if layer_of(file) is None:
            if file.startswith(("src/", "ports/")):
                complaints.append((file, 1, "this folder is in no layer"))
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found = INCLUDE.match(line)
            message = found and check_include(root, file, found)
            if message:
                complaints.append((file, number, message))
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=checks.ROOT, help="the tree to look at")
    return checks.report(check(parser.parse_args().root.resolve()), "layers")


if __name__ == "__main__":
    sys.exit(main())
