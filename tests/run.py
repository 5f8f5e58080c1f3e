#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The only runner of the language tests (tests/lang).

A test is a Python file whose name begins with a digit; every other .py file under tests/lang is
a helper module that tests import.  Each test runs under CPython and under `adder run --cell N`
for every width, and all must agree: standard output byte for byte, and exit status.  What is
expected also stands in the file itself, so that a reader needs no CPython:

    print(1 + 2)            # expect: 3
    for i in range(2):
        print(i)
    # expect: 0
    # expect: 1
    raise ValueError("no")  # raises: ValueError: no

* The `expect` comments, read from top to bottom, are the whole output, one comment a line.  A
  comment may stand on a line of its own: that is the way for loops and functions, where the text
  belongs behind the statement that caused it.  Blanks at the end of a line do not count here
  (they do in the comparison with CPython).  A file without any has only CPython for a judge.
* `raises` says that the file ends with an uncaught exception: status 1, the last line of standard
  error begins with that name (or is that very text, if a message is given too), and Adder also
  prints `Traceback (most recent call last)`.
* `exits` gives the status of a file that ends by sys.exit(3)  # exits: 3.  Without either it is 0.
* Directives stand in the first comment lines, one on each line:
    # skip-cell: 16 (reason)     do not run at these widths
    # skip-board: uno (reason)   nor on this board ("all": on none)
    # args: a b                  arguments, split at blanks
    # stdin: one\\ntwo\\n          standard input, with Python's escapes
    # memory: N                  block of N bytes at width 16, 2N at 32, 4N at 64
    # py: 3.12                   needs that CPython or a newer one
    # cpython: no (reason)       CPython cannot judge; the expectations must

tests/fill.py writes the `expect` comments of a new test from what CPython prints; read them.
CPython's results are kept under build/tests/ by content.  Each run has a folder of its own as
working directory, so that tests may write files.  Output beyond 8 MB ends a run.
"""

import argparse
import difflib
import fnmatch
import functools
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANG = ROOT / "tests" / "lang"
CACHE = ROOT / "build" / "tests" / "cpython"
SCRATCH = ROOT / "build" / "tests" / "work"
SYSTEM_PYTHON = "/usr/bin/python3"

TIMEOUT = 10.0          # seconds for one run
SLOW_FACTOR = 12        # for the hostile build and for simulated boards
MAX_OUTPUT = 8 << 20
DIFF_LINES = 14         # of a diff, and 6 of standard error, are shown,
DIFF_COLUMNS = 160      # this much of each
NOT_FOR_BOARD = re.compile(rb"adder: the program (does not fit|needs functions)[^\n]*")
TRACEBACK = b"Traceback (most recent call last):\n"
TWIN_MEMORY = "6000"    # a little less than an ATmega2560 has for its block
SANITIZER = re.compile(rb"(Sanitizer|runtime error):")

EXPECT = re.compile(r"# expect:(?: (.*))?$")
RAISES = re.compile(r"# raises: *(.+)$")
EXITS = re.compile(r"# exits: *(\d+)$")
DIRECTIVE = re.compile(r"# *(skip-cell|skip-board|args|stdin|memory|py|cpython): *(.*)$")


@dataclass
class Test:
    path: Path
    name: str
    source: bytes
    expects: list = None
    raises: str = None
    status: int = 0
    skip_cell: dict = field(default_factory=dict)
    skip_board: dict = field(default_factory=dict)
    args: list = field(default_factory=list)
    stdin: bytes = b""
    memory: int = 0
    py: tuple = (3, 0)
    judged_by_cpython: bool = True


@dataclass
class Outcome:
    out: bytes = b""
    err: bytes = b""
    status: int = 0
    fault: str = ""     # "timeout", "signal 11", "too much output"


@dataclass
class Report:
    test: Test
    passed: int = 0
    failures: list = field(default_factory=list)   # (target, complaints)
    skips: list = field(default_factory=list)      # (target, reason)


# --- reading a test file ------------------------------------------------------------------

def parse(path):
    source = path.read_bytes()
    try:
        name = str(path.relative_to(LANG))
    except ValueError:
        name = os.path.relpath(path)
    test = Test(path, name, source)
    lines = source.decode("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            break
        found = DIRECTIVE.match(line)
        if found:
            apply_directive(test, found[1], found[2].strip())
    expects = [found[1] or "" for found in map(EXPECT.search, lines) if found]
    if expects or not test.judged_by_cpython:
        test.expects = [text.rstrip() for text in expects]
    for line in lines:
        found = RAISES.search(line)
        if found:
            test.raises = found[1].strip()
            test.status = 1
        found = EXITS.search(line)
        if found:
            test.status = int(found[1])
    return test


def apply_directive(test, key, value):
    if key in ("skip-cell", "skip-board"):
        names, _, reason = value.partition("(")
        table = test.skip_cell if key == "skip-cell" else test.skip_board
        for name in re.split(r"[ ,]+", names.strip()):
            table[name] = reason.rstrip(")") or "skipped"
    elif key == "args":
        test.args = value.split()
    elif key == "stdin":
        test.stdin = value.encode("latin-1", "backslashreplace").decode("unicode_escape").encode()
    elif key == "memory":
        test.memory = int(value, 0)
    elif key == "py":
        test.py = tuple(map(int, value.split(".")))
    elif key == "cpython":
        test.judged_by_cpython = not value.startswith("no")


def find_tests(paths, pattern):
    files = set()
    for path in paths or [LANG]:
        path = Path(path).resolve()
        files.update(path.glob("**/[0-9]*.py") if path.is_dir() else [path])
    tests = [parse(path) for path in sorted(files)]
    if pattern:
        tests = [t for t in tests if pattern in t.name or fnmatch.fnmatch(t.name, pattern)]
    return tests


def a_slice(text):
    """2/8 as an argument: of eight, the second."""
    part, of = map(int, text.split("/"))
    if not 1 <= part <= of:
        raise ValueError
    return part, of


# --- running a command --------------------------------------------------------------------

workplace = threading.local()
folders = []            # of all threads: another run may have its own beside them


def empty_folder():
    """The working directory of this thread's runs, emptied."""
    folder = getattr(workplace, "folder", None)
    if folder is None:
        SCRATCH.mkdir(parents=True, exist_ok=True)
        folder = workplace.folder = tempfile.mkdtemp(dir=SCRATCH)
        folders.append(folder)
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    return folder


def execute(command, stdin=b"", timeout=TIMEOUT, env=None):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        fault = ""
        with tempfile.TemporaryFile() as source:
            source.write(stdin)
            source.seek(0)
            process = subprocess.Popen(command, stdin=source, stdout=out, stderr=err,
                                       cwd=empty_folder(), env=env)
            try:
                status = process.wait(timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
                fault = f"timeout after {timeout:g} s"
        if status < 0 and not fault:
            fault = f"killed by signal {-status}"
        out.seek(0)
        err.seek(0)
        result = Outcome(out.read(MAX_OUTPUT), err.read(MAX_OUTPUT), status, fault)
    if len(result.out) >= MAX_OUTPUT:
        result.fault = f"more than {MAX_OUTPUT >> 20} MB of output"
    return result


# --- CPython, the judge -------------------------------------------------------------------

@functools.lru_cache(None)
def python_version(python):
    text = subprocess.run([python, "-c", "import sys; print(*sys.version_info[:3])"],
                          capture_output=True, text=True, check=True).stdout
    return tuple(map(int, text.split()))


@functools.lru_cache(None)
def newer_python(need):
    """A CPython at least as new as `need` from pyenv, the oldest that will do, or None."""
    candidates = []
    for path in Path.home().glob(".pyenv/versions/3.*/bin/python3"):
        version = tuple(int(n) for n in re.findall(r"\d+", path.parts[-3]))
        if version >= need:
            candidates.append((version, str(path)))
    return min(candidates)[1] if candidates else None


def pick_python(default, need):
    return default if python_version(default) >= need else newer_python(need)


def cpython_env(extra_path=None):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update(PYTHONHASHSEED="0", PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
    if extra_path:
        env["PYTHONPATH"] = str(extra_path)
    return env


@functools.lru_cache(None)
def helpers_digest(folder):
    """Over all helper modules that tests in this folder can import."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("**/*.py")):
        if not path.name[0].isdigit():
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.digest()


def run_cpython(test, python, extra_path=None):
    """What CPython does with the file: from the cache, or run now."""
    key = hashlib.sha256(repr((test.name, test.args, test.stdin, python, python_version(python),
                               str(extra_path))).encode())
    key.update(helpers_digest(test.path.parent))
    if extra_path:
        key.update(helpers_digest(Path(extra_path)))
    key.update(test.source)
    kept = CACHE / (key.hexdigest()[:32] + ".json")
    try:
        known = json.loads(kept.read_text("utf-8"))
        return Outcome(known["out"].encode("utf-8", "surrogateescape"),
                       known["err"].encode("utf-8", "surrogateescape"), known["status"])
    except (OSError, ValueError, KeyError):
        pass
    result = execute([python, str(test.path), *test.args], test.stdin,
                     env=cpython_env(extra_path))
    if not result.fault:
        CACHE.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{threading.get_ident()}.tmp")
        partial.write_text(json.dumps({
            "out": result.out.decode("utf-8", "surrogateescape"),
            "err": result.err.decode("utf-8", "surrogateescape"),
            "status": result.status}), "utf-8")
        partial.replace(kept)
    return result


# --- judging ------------------------------------------------------------------------------

def diff(want, got, want_name, got_name):
    """A unified diff of the first lines that differ."""
    first = 0
    while want[first:first + 1] == got[first:first + 1] != []:
        first += 1
    first = max(0, first - 2)
    near = slice(first, first + 2 * DIFF_LINES)
    lines = list(difflib.unified_diff(want[near], got[near], want_name, got_name,
                                      lineterm="", n=2))
    lines[2:3] = [f"@@ from line {first + 1} @@"]
    if len(lines) > DIFF_LINES:
        lines = lines[:DIFF_LINES] + ["..."]
    return [line[:DIFF_COLUMNS] for line in lines]


def text_lines(data):
    return data.decode("utf-8", "backslashreplace").split("\n")


def judge_alone(test, got, is_adder):
    """Complaints about a run, from what the file itself says."""
    complaints = []
    if got.fault:
        complaints.append(got.fault)
    if SANITIZER.search(got.err):
        complaints.append("a sanitizer reported an error")
    if test.raises:
        tail = got.err.decode("utf-8", "replace").rstrip().split("\n")[-1]
        if test.raises not in (tail, tail.partition(":")[0]):
            complaints.append(f"should end with {test.raises}, not with {tail!r}")
        if is_adder and b"Traceback (most recent call last)" not in got.err:
            complaints.append("no `Traceback (most recent call last)` on standard error")
    if got.status != test.status and not got.fault:
        complaints.append(f"exit status {got.status}, not {test.status}")
    if test.expects is not None:
        lines = text_lines(got.out)
        if lines[-1] == "":
            lines.pop()
        lines = [line.rstrip() for line in lines]
        if lines != test.expects:
            complaints += diff(test.expects, lines, "expected", "got")
    return complaints


def judge(test, got, reference):
    """Complaints about a run of Adder, given CPython's (or None)."""
    complaints = judge_alone(test, got, True)
    if reference is not None:
        if got.out != reference.out and not any(line.startswith("@@") for line in complaints):
            complaints += diff(text_lines(reference.out), text_lines(got.out), "cpython", "got")
            complaints = complaints or ["output differs from CPython's"]
    if complaints and not test.raises:
        complaints += error_tail(got)
    return complaints


def error_tail(got):
    return ["stderr: " + line for line in text_lines(got.err.rstrip())[-6:] if line]


# --- one test, all targets ----------------------------------------------------------------

def adder_command(options, test, cell):
    command = [options.adder, "run"]
    if options.board:
        command += ["--board", options.board, "--print-ahead", "0"] # the chip is to print it
        command += ["--everything"] * options.everything
    else:
        command += ["--cell", str(cell)]
        if test.memory:
            command += ["--memory", str(test.memory * cell // 16)]
    return command + [str(test.path), *test.args]


def traceback_lines(err):
    """The lines of a traceback; how often a line is repeated depends on memory."""
    lines = text_lines(TRACEBACK + err.partition(TRACEBACK)[2])
    return [re.sub(r"repeated \d+ more times?", "repeated", line) for line in lines]


def alike(wanted, got, own_text):
    """Is a line of a traceback what a chip says instead? Texts of errors that the core raises are
    not on the chip, so only the type may be there; and no __str__ of the program's own is run."""
    if wanted.startswith(" ") or got == wanted:
        return got == wanted
    wanted, got = wanted.partition(":"), got.partition(":")
    return wanted[0] == got[0] and (own_text or not got[1])


def judge_traceback(options, test, got, twin=None):
    """A chip's traceback must be the one that the same program has on the PC. Where only an engine
    without texts raises (twin), which has no lines either, the type must be the same."""
    if TRACEBACK not in got.err and not test.raises:
        return []
    command = [options.adder, "run", "--cell", "32", str(test.path), *test.args]
    err = execute(command, test.stdin, options.timeout).err
    wanted, lines = traceback_lines(err), traceback_lines(got.err)
    if twin and TRACEBACK not in err:
        wanted, lines = traceback_lines(twin.err)[-1:], lines[-1:]
    own_text = b"def __str__" in test.source
    if len(lines) == len(wanted) and all(alike(*pair, own_text) for pair in zip(wanted, lines)):
        return []
    return diff(wanted, lines, "PC", "chip")


def on_one_line(done):
    """A chip has one line for both streams; tracebacks alone are apart."""
    out, found, rest = done.out.partition(TRACEBACK)
    return Outcome(out, found + rest, done.status, done.fault)


def is_of_either(got, twin, reference):
    """Is each line that of the twin, or CPython's? A tailored firmware knows more names."""
    if got.out == twin.out or not reference:
        return got.out == twin.out
    lines = [text_lines(run.out) for run in (got, twin, reference)]
    return len(set(map(len, lines))) == 1 and all(
        line in others for line, *others in zip(*lines))


def judge_board(options, test, got, reference):
    """(complaints, reason to skip). A chip has single floats and no texts of exceptions, so what
    differs from CPython must be what the PC's engine with the chip's floats and texts does."""
    refused = NOT_FOR_BOARD.search(got.err)
    if refused:
        return [], refused[0].decode()
    if reference and (got.out, got.status, got.fault) == (reference.out, reference.status, ""):
        return judge_traceback(options, test, got), None
    command = [options.adder, "run", "--chip", "--memory", TWIN_MEMORY, str(test.path)]
    twin = on_one_line(execute(["sh", "-c", 'exec "$@" 2>&1', "sh", *command, *test.args],
                               test.stdin, options.timeout))
    no_memory = any(b"MemoryError" in text for text in (twin.out, twin.err, got.out, got.err)) \
        or b"too few" in twin.err
    if no_memory and reference and b"MemoryError" not in reference.out:
        return [], "does not fit its memory"
    complaints = [got.fault] if got.fault else []
    if got.status != twin.status:
        complaints.append(f"exit status {got.status}, not {twin.status}")
    if not is_of_either(got, twin, reference):
        complaints += diff(text_lines(twin.out), text_lines(got.out), "twin", "got")
    if not no_memory:
        complaints += judge_traceback(options, test, got, twin)
    return complaints + error_tail(got) if complaints else [], None


def reason_to_skip(options, test, target):
    if options.board:
        if test.stdin or test.args:
            return "a serial line has no end, a board no arguments"
        return test.skip_board.get(options.board) or test.skip_board.get("all")
    return test.skip_cell.get(str(target))


def run_test(options, test, env_path=None, filter_output=None):
    report = Report(test)
    reference = None
    if test.judged_by_cpython:
        python = pick_python(options.python, test.py)
        if python is None and options.oracle:
            report.skips.append(("cpython", f"no CPython {test.py[0]}.{test.py[1]} here"))
        elif python is not None:
            reference = run_cpython(test, python, env_path)
            complaints = judge_alone(test, reference, False)
            if complaints:
                if not test.raises:
                    complaints += error_tail(reference)
                report.failures.append(("cpython", complaints))
            elif options.oracle:
                report.passed += 1
    elif options.oracle:
        report.skips.append(("cpython", "CPython cannot judge it"))
    if options.oracle or report.failures:
        return report
    for target in [options.board] if options.board else options.cells:
        reason = reason_to_skip(options, test, target)
        if reason:
            report.skips.append((target, reason))
            continue
        got = execute(adder_command(options, test, target), test.stdin, options.timeout)
        wanted = reference
        if filter_output:
            got.out = filter_output(got.out)
            wanted = reference and Outcome(filter_output(reference.out), reference.err,
                                           reference.status)
        if options.board:
            complaints, reason = judge_board(options, test, got, wanted)
        else:
            complaints = judge(test, got, wanted)
        if reason:
            report.skips.append((target, reason))
        elif complaints:
            report.failures.append((target, complaints))
        else:
            report.passed += 1
    return report


# --- showing ------------------------------------------------------------------------------

def show(report, options):
    if options.list_failures:
        for target, _ in report.failures:
            print(report.test.name, target)
        return
    if options.verbose:
        for target, reason in report.skips:
            print(f"skip {report.test.name} [{target}] {reason}")
        if not report.failures and report.passed:
            print(f"ok   {report.test.name}")
    alike = {}
    for target, complaints in report.failures:
        alike.setdefault(tuple(complaints), []).append(str(target))
    for complaints, targets in alike.items():
        print(f"FAIL {report.test.name} [{' '.join(targets)}]")
        for line in complaints:
            print("    " + line)


def add_options(parser):
    parser.add_argument("--adder", help="the program to test (build/adder)")
    parser.add_argument("--hostile", action="store_true", help="test build/adder-hostile")
    parser.add_argument("--cells", default="16,32,64", help="widths (16,32,64)")
    parser.add_argument("--board", help="run on this simulated board instead: uno, mega")
    parser.add_argument("--everything", action="store_true",
                        help="with the board's firmware that has everything in")
    parser.add_argument("--python", default=None, help=f"the CPython to ask ({SYSTEM_PYTHON})")
    parser.add_argument("--oracle", action="store_true",
                        help="only compare CPython with the expectations")
    parser.add_argument("--timeout", type=float, help=f"seconds for one run ({TIMEOUT:g})")
    parser.add_argument("-j", type=int, default=2, dest="jobs", help="runs at a time (2)")
    parser.add_argument("-k", dest="pattern", help="only tests whose name has or matches this")
    parser.add_argument("--slice", type=a_slice, default=(1, 1), metavar="I/N",
                        help="only every N-th of these, from the I-th on")
    parser.add_argument("-x", action="store_true", dest="stop", help="stop at the first failure")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every test")
    parser.add_argument("--list-failures", action="store_true",
                        help="print only `file target` of what fails")
    parser.add_argument("paths", nargs="*", help="files or folders instead of all")


def complete_options(options):
    default = "build/adder-hostile" if options.hostile else "build/adder"
    options.adder = str(Path(options.adder).resolve()) if options.adder else str(ROOT / default)
    options.cells = [int(n) for n in options.cells.split(",")]
    slow = SLOW_FACTOR if options.hostile or options.board else 1
    options.timeout = options.timeout or TIMEOUT * slow
    if options.everything:
        build_everything(options)
    if not options.python:
        options.python = SYSTEM_PYTHON if os.path.exists(SYSTEM_PYTHON) else "python3"
    options.python = shutil.which(options.python) or sys.exit(f"no {options.python} here")
    if not options.oracle and not os.access(options.adder, os.X_OK):
        sys.exit(f"{options.adder} is not built (make), or use --oracle")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_OUTPUT, hard))


def build_everything(options):
    """Make the firmware's part that is the same for all programs, so that each is only linked."""
    os.environ.setdefault("ADDER_CACHE", str(ROOT / "build" / "avr"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "nothing.py")
        source.write_text("pass\n")
        subprocess.run([options.adder, "build", "--board", options.board, "--everything",
                        str(source), "-o", str(source.with_suffix(".elf"))], check=True)


def run_all(options, tests, **how):
    """Run, show, sum up; returns the exit status."""
    passed = failed = skipped = 0
    started = time.monotonic()
    pool = ThreadPoolExecutor(options.jobs)
    try:
        for report in pool.map(lambda test: run_test(options, test, **how), tests):
            passed += report.passed
            failed += len(report.failures)
            skipped += len(report.skips)
            show(report, options)
            if report.failures and options.stop:
                break
    except KeyboardInterrupt:
        print("interrupted")
        failed += 1
    finally:
        pool.shutdown(cancel_futures=True)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
    if options.verbose:
        print(f"{len(tests)} files, {time.monotonic() - started:.1f} s")
    if not options.list_failures:
        print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not (passed or skipped) else 0


def main():
    parser = argparse.ArgumentParser(description="Run the language tests.",
                                     epilog="The top of this file says how a test is written.")
    add_options(parser)
    options = parser.parse_args()
    part, of = options.slice
    tests = find_tests(options.paths, options.pattern)[part - 1::of]
    missing = options.board and [tool for tool in ("avr-gcc", str(ROOT / "build" / "adder-sim"))
                                 if not shutil.which(tool)]
    if missing:
        print(f"needs {missing[0]}\n0 passed, 0 failed, {len(tests)} skipped")
        return 0
    complete_options(options)
    return run_all(options, tests)


if __name__ == "__main__":
    sys.exit(main())
