#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prove that the scripts that check the tree can fail: each is given a small tree with one fault.

    tests/scripts/test_checks.py
"""

import contextlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import check_layers     # noqa: E402
import check_size       # noqa: E402
import check_style      # noqa: E402
import check_symbols    # noqa: E402

LICENCE = "/* SPDX-License-Identifier: MIT */\n"
HEADERS = {name: LICENCE for name in (
    "src/base/base.h", "src/isa/isa.h", "src/image/format.h", "src/core/vm.h", "src/core/port.h",
    "src/compiler/assemble.h", "src/compiler/ast.h", "include/adder.h", "src/tool/cmd.h")}

# (file, text, part of the complaint; None: there must be none)
LAYER_CASES = [
    ("src/base/a.c", '#include "base/base.h"\n#include <stdint.h>\n', None),
    ("src/base/a.c", '#include "isa/isa.h"\n', "src/base/ may not include"),
    ("src/isa/a.c", '#include "base/base.h"\n#include "isa.h"\n', None),
    ("src/isa/a.c", '#include "image/format.h"\n', "may not include"),
    ("src/isa/a.c", '#include "../core/vm.h"\n', "may not include"),
    ("src/core/obj/a.c", '#include "image/format.h"\n#include "adder.h"\n', None),
    ("src/core/a.c", "#include <stdio.h>\n", "<stdio.h> is not for"),
    ("src/core/a.c", "#  include   <string.h>\n", "<string.h> is not for"),
    ("src/core/a.c", '#include "compiler/ast.h"\n', "may not include"),
    ("src/compiler/a.c", '#include "core/vm.h"\n', "may not include"),
    ("src/compiler/a.h", "\n\n#include <stdlib.h>\n", ":3: <stdlib.h>"),
    ("src/pyc/a.c", '#include "compiler/assemble.h"\n', None),
    ("src/pyc/a.c", '#include "compiler/ast.h"\n', "may not include"),
    ("src/modules/a.c", '#include "adder.h"\n#include <math.h>\n', None),
    ("src/modules/a.c", '#include "core/vm.h"\n', "may not include"),
    ("src/tool/a.c", '#include "core/vm.h"\n#include <stdio.h>\n', None),
    ("include/b.h", '#include "core/vm.h"\n', "may not include"),
    ("ports/avr/a.c", '#include "core/port.h"\n#include <avr/io.h>\n', None),
    ("ports/avr/a.c", '#include "core/vm.h"\n', "may not include"),
    ("ports/avr/a.c", "#include <stdio.h>\n", "<stdio.h> is not for"),
    ("src/base/a.c", '#include "base/none.h"\n', "no such file"),
    ("src/base/a.c", "#include SOMETHING\n", "cannot read"),
    ("src/new/a.c", "\n", "in no layer"),
]

LONG_TABLE = "static const int t[] = {\n" + "    1,\n" * 70 + "};\n"
BODY_58 = "int f(int a,\n      int b)\n{\n" + "    a++;\n" * 56 + "}\n"
STYLE_CASES = [
    ("src/core/a.c", LICENCE + BODY_58, None),
    ("src/core/a.c", LICENCE + BODY_58.replace("{\n", "{\n\n", 1), ":2: f: 61 lines"),
    ("src/core/a.c", LICENCE + LONG_TABLE, None),
    ("src/core/a.c", LICENCE + "int f(int a); /* no body\n */\n" * 9 + LONG_TABLE, None),
    ("src/core/a.c", LICENCE + LONG_TABLE + BODY_58.replace("{\n", "{\n\n"), ":74: f: 61 lines"),
    ("src/core/interp.c", LICENCE + BODY_58.replace("{\n", "{\n\n"), None),
    ("src/core/interp.c", LICENCE + 2 * BODY_58.replace("{\n", "{\n\n"), "f: 61 lines"),
    ("src/core/a.c", LICENCE + "\n" * 999, None),
    ("src/core/a.c", LICENCE + "\n" * 1000, "1001 lines; a file"),
    ("src/core/a.c", LICENCE + "/*" + "x" * 98 + "\n", None),
    ("src/core/a.c", LICENCE + "/*" + "x" * 99 + "\n", ":2: 101 columns"),
    ("src/core/a.c", "int x;\n", "no `SPDX"),
    ("src/core/a.c", LICENCE + "int x; \n", ":2: blanks"),
    ("src/core/a.c", LICENCE + "\tint x;\n", ":2: a tab"),
    ("src/core/a.c", LICENCE + "#if AD_CELL == 16\n#endif\n", "asks for the width"),
    ("src/core/a.c", LICENCE + "#  ifdef AD_CELL\n#endif\n", "asks for the width"),
    ("src/core/cell16.h", LICENCE + "#if AD_CELL != 16\n#endif\n", None),
    ("scripts/a.py", "#!/usr/bin/env python3\nprint(1)\n", "no `SPDX"),
    ("lib/a/b.py", "# SPDX-License-Identifier: MIT\n" + "\n" * 1000, "1001 lines; a file"),
    ("examples/a.py", "print(1)\n#" + "x" * 100 + "\n", ":2: 101 columns"),
    ("tests/lang/01/001.py", "print(1) \n", None),
    ("tests/lang/01/001.py", "\n" * 1001, "1001 lines; a file"),
]

SYMBOL_CASES = [
    ("int adheap_x(void); int adheap_x(void) { return 1; }", None),
    ("int heap_x(void); int heap_x(void) { return 1; }", "defines heap_x"),
    ("static int heap_x(void) { return 1; } int (*adp_f)(void) = heap_x;", None),
    ("int table[4];", "defines table"),
    ("int printf(const char *, ...); int adx_a(void) { return printf(\"x\"); }", "needs printf"),
    ("int adx_b(int); int adx_a(int x) { return adx_b(x); }", None),
    ("void *memcpy(void *, const void *, unsigned long);\n"
     "void *adx_a(void *p, void *q, long n) { return memcpy(p, q, n); }", None),
    ("__int128 adx_a(__int128 a, __int128 b) { return a / b; }", None),
]


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, name, complaints, want):
        """The complaints contain `want`, and nothing else is wrong; None: there are none."""
        shown = [f"{file}:{line}: {message}" for file, line, message in complaints]
        good = not shown if want is None else len(shown) == 1 and want in shown[0]
        self.passed += good
        self.failed += not good
        if not good:
            print(f"FAIL {name}\n    wanted {want!r}, got {shown}")


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_trees(tally, check, cases, always):
    for file, text, want in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write(root, {**always, file: text})
            tally.expect(f"{check.__module__} {file} {text[:60]!r}", check(root), want)


def compile_c(folder, name, text):
    source, target = folder / (name + ".c"), folder / (name + ".o")
    source.write_text(text + "\n")
    subprocess.run(["cc", "-O1", "-w", "-fno-common", "-c", source, "-o", target], check=True)
    return target


def test_symbols(tally):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for text, want in SYMBOL_CASES:
            found = check_symbols.check(folder, [compile_c(folder, "a", text)], "nm")
            tally.expect(f"check_symbols {text}", found, want)
        engine = compile_c(folder, "engine16", "int adder_engine16; void f(void); int adder_x;")
        tally.expect("two names in an engine", check_symbols.check(folder, [engine], "nm"),
                     "an engine has adder_engine16 alone")
        engine = compile_c(folder, "engine32", "static int x;")
        tally.expect("no name in an engine", check_symbols.check(folder, [engine], "nm"),
                     "does not define adder_engine32")


def test_size(tally):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        compile_c(root, "blink", "const char t[300] = {1}; int d = 7; char b[50];")
        for flash, ram, want in [(400, 60, None), (200, 60, "flash is"), (400, 50, "ram is"),
                                 (None, 0, "not built")]:
            row = {"elf": "blink.o" if flash else "none.o", "flash": flash or 0, "ram": ram}
            budget = root / "budget.json"
            budget.write_text(json.dumps({"blink": row}))
            with contextlib.redirect_stdout(io.StringIO()):
                found = check_size.check(root, budget, "size", False)
            tally.expect(f"check_size {row}", found, want)


def test_commands(tally):
    """The scripts as they are called: --help works, a bad tree makes the exit status 1."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {"src/base/a.c": "#include <stdio.h> \n"})
        for script in ("check_layers", "check_style", "check_symbols", "check_size"):
            command = [sys.executable, str(ROOT / "scripts" / (script + ".py"))]
            helped = subprocess.run([*command, "--help"], capture_output=True, text=True)
            ran = subprocess.run([*command, "--root", folder], capture_output=True, text=True)
            wrong = [] if helped.returncode == 0 and ran.returncode == 1 else \
                [(script, 0, f"--help {helped.returncode}, bad tree {ran.returncode}")]
            tally.expect(script + " as a command", wrong, None)


def main():
    tally = Tally()
    test_trees(tally, check_layers.check, LAYER_CASES, HEADERS)
    test_trees(tally, check_style.check, STYLE_CASES, {})
    test_symbols(tally)
    test_size(tally)
    test_commands(tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
