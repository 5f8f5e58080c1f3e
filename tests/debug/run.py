#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The debugger and the tracer of the integer machines, by the command line.

    tests/debug/run.py [--adder build/adder] [--update] [-k PATTERN]

Each script NAME.dbg names its program in the first line (# program: FILE). What `adder debug -x`
prints and its exit status are the golden transcript NAME.out; the same commands by standard input
must print the same. A program that is code (.pvm, .b) is assembled of its source first. Each
source has a golden trace FILE.trace, which `adder trace` prints. Last line: N passed, N failed, N
skipped.
"""

import argparse
import os
import pty
import re
import select
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from command_line import ROOT, Suite  # noqa: E402

HERE = Path(__file__).resolve().parent
SOURCE = {".pvm": ".portasm", ".b": ".p"}
COMMANDS = ("step stepi next finish until continue run break tbreak watch condition delete enable "
            "disable info where backtrace up down frame locals globals stack memory ports "
            "registers heap list disassemble print set help quit").split()


class Tests(Suite):
    def script(self, path):
        text = path.read_bytes()
        program = re.match(rb"# program: (\S+)", text)[1].decode()
        suffix = Path(program).suffix
        if suffix in SOURCE:
            self.run("asm", Path(program).with_suffix(SOURCE[suffix]), "-o", program)
        status, out, err = self.run("debug", "-x", path, program)
        self.check(not err, f"{path.name} by -x", err)
        self.golden(path.with_suffix(".out"), out + b"status %d\n" % status)
        lines = [line for line in text.splitlines(True) if line.strip()]
        again, piped, _ = self.run("debug", program, stdin=b"".join(lines))
        self.check((again, piped) == (status, out), f"{path.name} by standard input", piped)

    def trace(self, source):
        status, out, err = self.run("trace", "-o", "trace", source.name)
        trace = (self.folder / "trace").read_bytes()
        self.golden(source.with_name(source.name + ".trace"),
                    trace + b"output\n" + out + err + b"status %d\n" % status)
        run, expected, _ = self.run("run", source.name)
        self.check((run, expected) == (status, out), f"trace changes what {source.name} prints")
        again, _, err = self.run("trace", "--max-steps", "2", source.name)
        lines = trace.splitlines(True)[:2]
        self.check(again == 124 and err.startswith(b"".join(lines)) and
                   b"stopped after 2 instructions" in err, f"trace --max-steps {source.name}", err)

    def repeats(self):
        """An empty line repeats the last command, but not in a script."""
        _, out, _ = self.run("debug", "count.portasm", stdin=b"step\n\n\nwhere\n\n")
        self.check(out.count(b"->") == 4 and out.count(b"#0") == 1, "empty lines repeat", out)
        (self.folder / "script").write_bytes(b"step\n\n# nothing\n\n")
        _, out, _ = self.run("debug", "-x", "script", "count.portasm")
        self.check(out.count(b"->") == 2, "empty lines in a script", out)
        _, out, _ = self.run("debug", "count.portasm", stdin=b"list\n\n")
        self.check(b"  11  " in out and b"  20  " in out, "list goes on", out)

    def refuses(self, says, *arguments):
        status, out, err = self.run(*arguments)
        self.check(status == 2 and says in err and not out, f"adder {' '.join(arguments)}", err)

    def command_line(self):
        self.refuses(b"can't open file 'none'", "debug", "-x", "none", "count.portasm")
        self.refuses(b"can't open file", "debug", "none.p")
        self.refuses(b"can't open file", "trace", "none.p")
        self.refuses(b"options stand before", "debug", "count.portasm", "-x", "script")
        self.refuses(b"options stand before", "trace", "count.portasm", "-o", "trace")
        self.refuses(b"needs a file", "debug")
        for command in ("debug", "trace"):
            status, out, _ = self.run(command, "--help")
            self.check(status == 0 and f"adder {command} blink.portasm".encode() in out,
                       f"{command} --help", out)

    def every_command(self):
        """Each command is in a script of each machine."""
        short = {"b": "break", "bt": "backtrace"}
        for machine in ("portvm", "microvm", "py"):
            scripts = b"".join(path.read_bytes() for path in HERE.glob(machine + "_*.dbg")).decode()
            used = {line.split()[0] for line in scripts.splitlines()}
            used |= {short[name] for name in used if name in short}
            for command in COMMANDS:
                self.check(command in used, f"a script of {machine} uses {command}")

    def manual(self):
        """The session in docs/debugging.md is a real one."""
        text = (ROOT / "docs" / "debugging.md").read_text("utf-8")
        session = re.search(r"\n\$ adder debug (\S+)\n(.*?)```", text, re.S)
        typed = re.findall(r"^\(adder\) (.*)$", session[2], re.M)
        _, out, err = self.run("debug", session[1], stdin="\n".join(typed).encode() + b"\n",
                               cwd=ROOT)
        self.check(out.decode() == session[2], "the session of docs/debugging.md", out, err)

    def terminal(self):
        """At a terminal: an endless loop is interrupted, names are completed by libedit."""
        (self.folder / "loop.portasm").write_bytes(b"loop: JUMP loop\n")
        child, screen = pty.fork()
        if not child:
            os.chdir(self.folder)
            os.execve(self.adder, ["adder", "debug", "loop.portasm"],
                      {**os.environ, "TERM": "dumb"})
        said = until(screen, b"(adder) ")
        os.write(screen, b"continue\n")
        said += until(screen, b"continue")
        time.sleep(0.3)
        os.write(screen, b"\x03")
        said += until(screen, b"(adder) ")
        self.check(b"interrupted, loop at loop.portasm:1" in said, "Ctrl-C", said)
        os.write(screen, b"dele\t\nregis\t\n")
        said = until(screen, b"BP = 0")
        if b"delete" in said:
            self.check(b"BP = 0" in said, "completion", said)
        else:
            self.skipped += 1
        os.write(screen, b"\nquit\n")
        said = until(screen, None)
        self.check(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "quit", said)
        os.close(screen)


def until(screen, text):
    """What the program writes until this appears, or nothing more comes."""
    said = b""
    while text is None or text not in said:
        if not select.select([screen], [], [], 5)[0]:
            break
        try:
            part = os.read(screen, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--adder", default=ROOT / "build" / "adder")
    parser.add_argument("--update", action="store_true", help="write the golden files")
    parser.add_argument("-k", default="", dest="pattern", help="only names with this in them")
    options = parser.parse_args()
    sources = [path for suffix in ("*.portasm", "*.p") for path in sorted(HERE.glob(suffix))]
    with tempfile.TemporaryDirectory() as folder:
        for path in [*sources, *HERE.glob("*.pi"), *HERE.glob("[!r]*.py")]:
            shutil.copy(path, folder)
        tests = Tests(options.adder, folder, options.update)
        for path in sorted(HERE.glob("*.dbg")):
            if options.pattern in path.name:
                tests.script(path)
        for path in sources:
            if options.pattern in path.name:
                tests.trace(path)
        if not options.pattern:
            tests.repeats()
            tests.command_line()
            tests.every_command()
            tests.manual()
            tests.terminal()
    return tests.close()


if __name__ == "__main__":
    sys.exit(main())
