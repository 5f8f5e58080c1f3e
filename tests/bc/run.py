#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the tests of the text bytecode (docs/bc.md) and its examples at every width of a cell.

    tests/bc/run.py [--adder build/adder] [--cell N] [-k PATTERN] [FILE ...]

A test is a .bc file here or under examples/bc; what it prints stands in it (tests/run.py has the
same words):

    CALL_FUNC 1         # expect: 20
    DIV                 # raises: 3 ZeroDivisionError: division by zero
    ADDD                # error: 1 instruction 0: there is no instruction 'ADDD'. Did you mean ADD?

`raises` ends the program with status 1 and a traceback whose last place is that line, instruction
3; without a number only the exception's name counts. `error` is found before anything runs: status
1, that line, the caret below that column, and the message. A comment on a line of its own, `# error
v:`, speaks of the line below it. The limits are programs written by this script. A .bcs file holds
several programs, each behind a line `---- its name`; instructions.bcs has one for each instruction.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECT = re.compile(r"# expect:(?: (.*))?$")
RAISES = re.compile(r"# raises: (?:(\d+) )?(.+)$")
ERROR = re.compile(r"# error( v)?: (\d+) (.+)$")
CELLS = (16, 32, 64)


def expectation(lines):
    """(standard output, status, standard error or None)"""
    out = [found[1] or "" for found in map(EXPECT.search, lines) if found]
    for number, line in enumerate(lines):
        found = RAISES.search(line)
        if found:
            return out, 1, ("raises", number + 1, found[1], found[2])
        found = ERROR.search(line)
        if found:
            return [], 1, ("error", number + 1 + bool(found[1]), int(found[2]), found[3])
    return out, 0, None


def check_error(path, source, err, wanted):
    """What is wrong with standard error."""
    kind, line, number, message = wanted
    lines = err.splitlines()
    place = f'  File "{path}", line {line}'
    if kind == "raises" and number is None:
        return "" if lines and re.split("[: ]", lines[-1])[0] == message else err
    wanted_line = message if kind == "raises" else "BytecodeError: " + message
    if not lines or lines[-1] != wanted_line:
        return f"{lines[-1] if lines else 'nothing'}\n  expected {message}"
    if kind == "raises":
        places = [at for at, text in enumerate(lines) if text.startswith("  File ")]
        shown = lines[places[-1] + 1] if places else ""
        if not places or not lines[places[-1]].startswith(place + ", in "):
            return f"another place than line {line}"
        if not shown.startswith(f"    instruction {number}: "):
            return f"not instruction {number}, but {shown}"
        return ""
    text = source[line - 1]
    indent = len(text) - len(text.lstrip(" "))
    if lines[0] != place or lines[1] != "    " + text.strip():
        return f"another place than line {line}: {lines[0]}"
    column = lines[2].find("^") - 4 + indent + 1
    return "" if column == number else f"the caret stands below column {column}"


def run_one(adder, path, cell):
    source = path.read_text("utf-8").split("\n")
    out, status, error = expectation(source)
    command = [adder, "run", "--cell", str(cell), str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    err = done.stderr.decode("utf-8", "replace")
    printed = [line.rstrip() for line in done.stdout.decode("utf-8", "replace").splitlines()]
    if printed != [line.rstrip() for line in out]:
        return f"printed {printed}\n  expected {out}\n{err}"
    if done.returncode != status:
        return f"status {done.returncode}, expected {status}\n{err}"
    return check_error(path, source, err, error) if error else err


def round_trip(adder, path, folder):
    """What `dis` prints, `asm` makes the same image of."""
    image, text, again = (folder / name for name in ("a.adi", "a.ads", "b.adi"))
    for command in (["build", path, "-o", image], ["dis", path, "-o", text],
                    ["asm", text, "-o", again]):
        done = subprocess.run([adder, *map(str, command)], capture_output=True, timeout=60)
        if done.returncode:
            return f"adder {command[0]}: {done.stderr.decode('utf-8', 'replace')}"
    if image.read_bytes() != again.read_bytes():
        return "`adder asm` makes another image of what `adder dis` prints"
    done = subprocess.run([adder, "run", str(image)], capture_output=True, timeout=60)
    direct = subprocess.run([adder, "run", str(path)], capture_output=True, timeout=60)
    return "" if done.stdout == direct.stdout else "the image prints something else"


def split(path, folder):
    """The programs of a .bcs file, each as a file of its own."""
    parts = re.split(r"^---- (.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    for name, text in zip(parts[::2], parts[1::2]):
        own = folder / f"{path.stem}-{name.replace(' ', '-')}.bc"
        own.write_text(text, "utf-8")
        yield own


def limits(folder):
    """Each limit from both sides, written as programs."""
    push, names = "LOAD_CONST 1\n", [f"x{i}" for i in range(256)]
    stores = [push + f"STORE_VAR {name}\n" for name in names]
    programs = {
        "stack": push * 1024,
        "stack-over": push * 1024 + "LOAD_CONST 1  # error: 1 instruction 1024: stack overflow: "
                                    "more than 1024 values",
        "parameters": f"FUNC f {' '.join(names[:254])}\nEND\n",
        "parameters-over": f"# error v: 1168 a function has at most 254 parameters\n"
                           f"FUNC f {' '.join(names[:255])}\nEND\n",
        "locals": f"FUNC f\n{''.join(stores[:255])}END\nLOAD_VAR f\nCALL_FUNC 0\n",
        "locals-over": f"FUNC f  # error: 1 too many local variables\n{''.join(stores)}END\n",
        "globals": "".join(stores) + "LOAD_VAR print\nLOAD_VAR x255\nCALL_FUNC 1  # expect: 1\n",
        "code": (push + "POP_TOP\n") * 10000,
        "code-over": "LOAD_VAR x  # error: 1 the code of '<module>' is too large\n"
                     "POP_TOP\n" + "LOAD_VAR x\nPOP_TOP\n" * 20000}
    for name, text in programs.items():
        own = folder / f"limit-{name}.bc"
        own.write_text(text, "utf-8")
        yield own


def find_tests(options, folder):
    paths = [path.resolve() for path in options.files]
    if not paths:
        paths += limits(folder)
        paths += [*sorted(Path(__file__).parent.resolve().glob("*.bc*")),
                  *sorted((ROOT / "examples" / "bc").glob("*.bc"))]
    paths = [own for path in paths
             for own in (split(path, folder) if path.suffix == ".bcs" else [path])]
    return [path for path in paths if options.pattern in path.as_posix()]


def untested():
    """Rows of the instruction table without a program in instructions.bcs."""
    table = (ROOT / "src" / "isa" / "bc.def").read_text("utf-8")
    tests = (Path(__file__).parent / "instructions.bcs").read_text("utf-8")
    names = re.findall(r"^BC\((\w+)", table, re.MULTILINE)
    return [name for name in names if f"---- {name}\n" not in tests]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--adder", type=Path, default=ROOT / "build" / "adder")
    parser.add_argument("--cell", type=int, choices=CELLS, help="one width")
    parser.add_argument("-k", dest="pattern", default="", help="only files with this in their path")
    options = parser.parse_args()
    if not options.adder.is_file():
        sys.exit(f"{options.adder} is not built")
    options.adder = options.adder.resolve()
    passed, failed = 0, len(untested())
    for name in untested():
        print(f"FAIL {name} of src/isa/bc.def has no program in tests/bc/instructions.bcs")
    folder = ROOT / "build" / "tests" / "bc"
    folder.mkdir(parents=True, exist_ok=True)
    for path in find_tests(options, folder):
        results = [(f"--cell {cell}", run_one(options.adder, path, cell))
                   for cell in ([options.cell] if options.cell else CELLS)]
        if path.is_relative_to(ROOT / "examples"):
            results.append(("dis, asm", round_trip(options.adder, path, folder)))
        for target, complaint in results:
            passed += not complaint
            failed += bool(complaint)
            if complaint:
                print(f"FAIL {path.relative_to(ROOT)} ({target}): {complaint}")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
