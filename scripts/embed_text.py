#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn a text file into a C file that defines it as a string.

    embed_text.py src/tool/fit/report.html --name adfit_page -o build/gen/report_page.c
"""

import argparse
import sys
from pathlib import Path

from freeze_lib import c_string


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", required=True, help="of the C variable")
    parser.add_argument("-o", dest="output", type=Path, required=True)
    options = parser.parse_args()
    lines = options.file.read_bytes().splitlines(keepends=True)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        f"/* Made by scripts/embed_text.py from {options.file.name}: do not edit. */\n"
        f"extern const char {options.name}[];\nconst char {options.name}[] =\n"
        + "\n".join("    " + c_string(line) for line in lines) + ";\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
