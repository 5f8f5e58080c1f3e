#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn the Python modules of lib/ into one C file that holds their source text.

    freeze_lib.py --root lib -o build/gen/lib_sources.c

The file defines adlib_sources[], a row for each module, sorted by name and closed by a row of
nulls. lib/json.py is "json"; lib/a/b.py is "a.b"; lib/a/__init__.py is "a".
"""

import argparse
import sys
from pathlib import Path

HEAD = """/* Made by scripts/freeze_lib.py from lib/: do not edit. */
#include <stdint.h>

extern const struct adlib_source {
    const char *name;
    const char *text;
    uint32_t length;
} adlib_sources[];

const struct adlib_source adlib_sources[] = {
"""


def module_name(path, root):
    parts = list(path.relative_to(root).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return ".".join(parts)


def c_string(data):
    """A C literal for these bytes; octal escapes are always three digits, so none runs on."""
    plain = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("?"): "\\?"}
    return '"' + "".join(plain.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}")
                         for b in data) + '"'


def row(path, root):
    text = path.read_bytes()
    lines = text.splitlines(keepends=True) or [b""]
    literal = "\n".join("     " + c_string(line) for line in lines)
    return f"    {{{c_string(module_name(path, root).encode())},\n{literal},\n     {len(text)}}},\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, required=True, help="the folder of the modules")
    parser.add_argument("-o", dest="output", type=Path, required=True, help="the C file to write")
    options = parser.parse_args()
    files = sorted(options.root.glob("**/*.py"), key=lambda p: module_name(p, options.root))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(row(path, options.root) for path in files)
    options.output.write_text(HEAD + body + "    {0, 0, 0},\n};\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
