#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn the Python modules of lib/ into one C file that holds their source text.

    freeze_lib.py --root lib -o build/gen/lib_sources.c

The file defines adlib_sources[], a row for each module, sorted by name and closed by a row of
nulls. lib/json.py is "json"; lib/a/b.py is "a.b"; lib/a/__init__.py is "a". The files of a folder
without __init__.py are one module, joined in the order of their names: lib/builtins/*.py are
"builtins".
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
    module = path.with_suffix("")
    in_pieces = path.parent != root and not (path.parent / "__init__.py").exists()
    if module.name == "__init__" or in_pieces:
        module = path.parent
    return ".".join(module.relative_to(root).parts)


def modules(root):
    """Name -> source text, in the order of names."""
    texts = {}
    for path in sorted(root.glob("**/*.py")):
        texts.setdefault(module_name(path, root), []).append(path.read_bytes())
    return {name: b"".join(texts[name]) for name in sorted(texts)}


def c_string(data):
    """A C literal for these bytes; octal escapes are always three digits, so none runs on."""
    plain = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("?"): "\\?"}
    return '"' + "".join(plain.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}")
                         for b in data) + '"'


def row(name, text):
    lines = text.splitlines(keepends=True) or [b""]
    literal = "\n".join("     " + c_string(line) for line in lines)
    return f"    {{{c_string(name.encode())},\n{literal},\n     {len(text)}}},\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, required=True, help="the folder of the modules")
    parser.add_argument("-o", dest="output", type=Path, required=True, help="the C file to write")
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(row(*module) for module in modules(options.root).items())
    options.output.write_text(HEAD + body + "    {0, 0, 0},\n};\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
