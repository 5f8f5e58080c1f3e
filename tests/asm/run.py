#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The assembler, disassembler and optimizer, by the command line.

    tests/asm/run.py [--adder build/adder] [--update] [-k PATTERN]

Each source in good/ has two golden files: FILE.lst, what `adder asm --listing` prints, and
FILE.dis, what `adder dis` prints of the code. Each source in bad/ has FILE.err, the errors. Those
and all other sources of both machines in the tree are assembled, disassembled and assembled again:
the bytes must be the same. FILE.opt in good/ is what `adder opt` reports. Images of plain code
(-O0) must become those that the compiler makes at once. `--update` writes the golden files; look at
what changed.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from command_line import ROOT, Suite  # noqa: E402

HERE = ROOT / "tests" / "asm"
CODE = {".portasm": ".pvm", ".p": ".b"}         # source -> code


class Tests(Suite):
    def run(self, *arguments, cwd=HERE, stdin=None):
        return super().run(*arguments, cwd=cwd, stdin=stdin)

    def good(self, source):
        code = self.folder / ("code" + CODE[source.suffix])
        status, out, err = self.run("asm", source.name, "-o", code, "--listing", cwd=source.parent)
        self.check(status == 0 and not err, f"assembles {source.name}", err)
        self.golden(source.with_name(source.name + ".lst"), out)
        status, out, err = self.run("dis", code)
        self.check(status == 0 and not err, f"disassembles {source.name}", err)
        self.golden(source.with_name(source.name + ".dis"), out)
        status, out, err = self.run("opt", code, "-o", self.folder / "opt")
        self.check(status == 0 and not err, f"optimizes {source.name}", err)
        self.golden(source.with_name(source.name + ".opt"), out)

    def bad(self, source):
        output = self.folder / "none"
        status, out, err = self.run("asm", source.name, "-o", output, cwd=source.parent)
        self.check(status == 1 and not out and not output.exists(), f"refuses {source.name}", out)
        self.golden(source.with_name(source.name + ".err"), err)

    def round_trip(self, source):
        """asm, dis, asm: by way of code, and directly."""
        code = self.folder / ("first" + CODE[source.suffix])
        text = self.folder / ("text" + source.suffix)
        again = self.folder / ("second" + CODE[source.suffix])
        steps = [("asm", source, "-o", code), ("dis", code, "-o", text), ("asm", text, "-o", again)]
        for step in steps:
            status, _, err = self.run(*step)
            if status:
                self.check(False, f"{step[0]} in the round trip of {source}", err)
                return
        self.check(code.read_bytes() == again.read_bytes(), f"round trip of {source}")
        status, out, err = self.run("dis", source)
        self.check(status == 0 and out == text.read_bytes(), f"adder dis {source}", err)

    def refuses(self, says, status, *arguments, stdin=None):
        got, out, err = self.run(*arguments, stdin=stdin)
        self.check(got == status and says in err and not out, f"adder {' '.join(arguments)}",
                   f"status {got}", err)

    def image(self, source):
        """The compiler's optimizer, used alone, makes of plain code what the compiler makes."""
        plain, whole, got = (self.folder / name for name in ("plain.adi", "whole.adi", "got.adi"))
        for step in (("build", "-O0", source, "-o", plain), ("build", source, "-o", whole)):
            status, _, err = self.run(*step)
            self.check(status == 0, f"{step[0]} {source}", err)
        status, out, err = self.run("opt", plain, "-o", got)
        self.check(status == 0 and b"code objects changed" in out, f"adder opt {source}", out, err)
        self.check(got.read_bytes() == whole.read_bytes(), f"the optimized image of {source}")
        status, out, err = self.run("opt", got, "-o", got, "--quiet")
        self.check(status == 0 and not out and got.read_bytes() == whole.read_bytes(),
                   f"adder opt twice, {source}", out, err)

    def optimizer(self):
        text = b"PUSH 2\nPUSH 3\nIADD\nHALT"
        output = self.folder / "opt.pvm"
        source = self.folder / "opt.portasm"
        source.write_bytes(text)
        status, out, err = self.run("opt", source, "-o", output)
        self.check(status == 0 and output.read_bytes() == b"\1\5\xff" and out ==
                   b"0000  PUSH 2, PUSH 3, IADD -> PUSH 5\n4 instructions -> 2, 6 bytes -> 3\n",
                   "adder opt", out, err)
        status, out, err = self.run("opt", source, "-o", output, "--quiet")
        self.check(status == 0 and not out, "opt --quiet", out, err)
        status, out, err = self.run("opt", source, "-o", output, "-O0")
        self.check(status == 0 and not out and output.read_bytes() == b"\1\2\1\3\2\xff", "opt -O0",
                   out, err)
        source.write_bytes(b"PTLD\nJMP")
        status, out, err = self.run("opt", source, "-o", output)
        self.check(status == 0 and b"nothing was changed: 0001  where this jump leads" in out,
                   "opt of an unknown jump", out, err)
        self.refuses(b"needs -o OUTPUT", 2, "opt", "good/all.p")
        for name in ("examples/queens.py", "examples/tasks.py", "tests/lang/02_control/001*.py",
                     "tests/lang/15_exception/00[23]*.py", "tests/lang/0[34]*/002*.py"):
            for path in sorted(ROOT.glob(name)):
                self.image(path)

    def command_line(self):
        self.refuses(b"needs -o OUTPUT or --listing", 2, "asm", "good/all.p")
        self.refuses(b"is no ISA", 2, "asm", "good/all.p", "--isa", "z80", "-o", "none")
        self.refuses(b"is no ISA", 2, "asm", "--isa", "z80", "good/all.p")
        self.refuses(b"is code already", 2, "asm", "--listing", "x.pvm")
        self.refuses(b"can't open file", 2, "asm", "--listing", "none.p")
        self.refuses(b"--listing is for", 2, "asm", "--listing", "x.ads")
        self.refuses(b"<stdin>:2:1: no instruction is called fly", 1, "asm", "--listing", "--isa",
                     "microvm", "-", stdin=b"nop\nfly\n")
        status, out, err = self.run("asm", "--isa", "portvm", "--listing", "-", stdin=b"push 1")
        self.check(status == 0 and b"01 01" in out, "asm - --isa portvm", out, err)
        status, out, err = self.run("dis", "--isa", "microvm", "-", stdin=b"\x07\0\0\0\1")
        self.check(status == 0 and out.split()[0] == b"QUIT" and b".byte 1" in out,
                   "dis - --isa microvm", out, err)
        for command in ("asm", "dis", "opt"):
            status, out, err = self.run(command, "--help")
            self.check(status == 0 and b"--isa" in out and b".portasm" in out, f"{command} --help")


def sources(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in CODE and p.is_file())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--adder", default=ROOT / "build" / "adder")
    parser.add_argument("--update", action="store_true", help="write the golden files")
    parser.add_argument("-k", default="", dest="pattern", help="only sources with this in the path")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(options.adder, folder, options.update)
        for source in sources(HERE / "good"):
            if options.pattern in str(source):
                tests.good(source)
        for source in sources(HERE / "bad"):
            if options.pattern in str(source):
                tests.bad(source)
        for source in sources(ROOT / "tests") + sources(ROOT / "examples"):
            if options.pattern in str(source) and "bad" not in source.parts:
                tests.round_trip(source)
        if not options.pattern:
            tests.command_line()
            tests.optimizer()
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
