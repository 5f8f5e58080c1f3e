#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`adder trace` of Python programs, by the command line.

    tests/trace/run.py [--adder build/adder] [--update] [-k PATTERN]

Each program here has a golden file, FILE.trace: what the trace says, the same at 16, 32 and 64
bits and of the program as an image; standard output and exit status must be those of `adder run`.
So that the files need not change with every change of lib/, they lack its code (functions whose
names begin with an underscore), and # stands for an index that a name explains.
`--update` writes the golden files; look at what changed.
"""

import argparse
import difflib
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from command_line import ROOT, Suite  # noqa: E402

HERE = ROOT / "tests" / "trace"
CELLS = (16, 32, 64)
EXPLAINED = re.compile(r"( [A-Z0-9_]+ +)(\d[\d, ]*?)( +; )")


def stable(trace):
    lines = (EXPLAINED.sub(lambda m: m[1] + "#" * len(m[2]) + m[3], line, count=1)
             for line in trace.split("\n") if not line.startswith("  _"))
    return "\n".join(lines)


class Tests(Suite):
    def run(self, *arguments):
        return super().run(*arguments, cwd=HERE)

    def program(self, source):
        golden = source.with_suffix(".trace")
        for cell in CELLS:
            self.one(source, golden, cell)

    def one(self, source, golden, cell):
        name = f"{source.name} at {cell} bits"
        trace, image = self.folder / "trace", self.folder / "image.adi"
        expected = self.run("run", "--cell", cell, source.name)
        self.check(self.run("trace", "--cell", cell, "-o", trace, source.name) == expected,
                   f"{name} runs as without a trace")
        got = stable(trace.read_text("utf-8"))
        if self.update and cell == CELLS[0]:
            golden.write_text(got, "utf-8")
        wanted = golden.read_text("utf-8") if golden.exists() else ""
        difference = difflib.unified_diff(wanted.split("\n"), got.split("\n"), golden.name, "got",
                                          lineterm="")
        self.check(got == wanted, name, "\n".join(difference))
        status, _, err = self.run("build", "--cell", cell, source.name, "-o", image)
        self.check(status == 0, f"{name} as an image", err)
        self.check(self.run("trace", "-o", trace, image) == expected
                   and stable(trace.read_text("utf-8")) == wanted, f"{name}: trace of the image")

    def options(self):
        """Where the trace goes, and when it ends."""
        program = self.folder / "exit.py"
        program.write_text("print(1); import sys; sys.exit(3)")
        status, out, err = self.run("trace", "--max-steps", 2, program)
        self.check(status == 124 and not out and len(err.splitlines()) == 4, "--max-steps", err)
        status, out, err = self.run("trace", program)
        self.check(status == 3 and out == b"1\n" and b"LOAD_IMM" in err, "sys.exit", err)
        image = self.folder / "stripped.adi"
        self.run("build", "--strip", "small.py", "-o", image)
        status, out, err = self.run("trace", image)
        self.check(status == 1 and b"fact+" in err, "a stripped image", err)
        status, out, err = self.run("trace", "-o", self.folder / "no" / "file", "small.py")
        self.check(status == 2 and not out, "a file that cannot be written", err)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--adder", default=ROOT / "build" / "adder")
    parser.add_argument("--update", action="store_true", help="write the golden files")
    parser.add_argument("-k", dest="pattern", default="", help="only programs with this name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="adder-trace-") as folder:
        tests = Tests(options.adder, folder, options.update)
        for source in sorted(HERE.glob("*.py")):
            if source.name != "run.py" and options.pattern in source.name:
                tests.program(source)
        tests.options()
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
