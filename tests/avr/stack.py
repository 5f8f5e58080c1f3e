#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The bound of the C stack that `adder build` reads off a firmware (docs/design/c-stack.md):
there is one, and no run on the simulated board goes below it.

    tests/avr/stack.py [FILE.py ...]    these, not the programs below and some examples
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "build" / "adder"
SIM = ROOT / "build" / "adder-sim"

PROGRAMS = {
    "hello": 'print("hello")\n',
    # Natives that hand over to Python, which calls natives that hand over.
    "tail": """
print(list(map(abs, [-1, 2])))
""",
    # Collections, errors in depth, texts of floats and large ints.
    "deep": """
def down(n):
    return [n, down(n - 1)] if n else 1 / n

for n in 1, 3, 5:
    try:
        down(n)
    except ZeroDivisionError as error:
        print(type(error).__name__)
print(3 ** 40, 1.5, {1: (2, [3])})
""",
}
EXAMPLES = ["blink", "sensor"]


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def check(path, folder):
    """bytes: the bound, the most that was used."""
    firmware, figures = Path(folder, "program.elf"), Path(folder, "figures.json")
    done = subprocess.run([ADDER, "build", path, "--board", "uno", "--print-ahead", "0", "-v", "-o",
                           firmware],
                          capture_output=True, text=True, timeout=600)
    expect(done.returncode == 0, done.stderr)
    found = re.search(r"^C stack: (\d+) bytes at the deepest$", done.stdout, re.MULTILINE)
    expect(found, re.search(r"^C stack.*$|\Z", done.stdout, re.MULTILINE)[0])
    bound = int(found[1])
    chain = sum(map(int, re.findall(r"^ +(\d+)  \S+$", done.stdout[found.end():], re.MULTILINE)))
    expect(bound - 6 <= chain <= bound, f"the chain's bytes are {chain}, the bound is {bound}")
    done = subprocess.run([SIM, "--board", "uno", "--cycles", "400M", f"--json={figures}",
                           firmware],
                          capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
    expect("overflow" not in done.stderr, done.stderr)
    run = json.loads(figures.read_text())
    expect(run["stack_used"] <= bound, f"{run['stack_used']} bytes used, the bound is {bound}")
    own = run["figures"]
    expect(own.get("stack_reserve", bound) == bound, "the firmware keeps what was found")
    expect(own.get("stack_peak", 0) <= bound, f"{own}")
    return bound, run["stack_used"]


def main():
    missing = [p for p in ("avr-gcc", SIM) if not shutil.which(p)]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(p) for p in sys.argv[1:]]
        if not paths:
            paths = [ROOT / "examples" / f"{name}.py" for name in EXAMPLES]
            for name, text in PROGRAMS.items():
                paths.append(Path(folder, f"{name}.py"))
                paths[-1].write_text(text)
        if missing:
            print(f"needs {missing[0]}\n0 passed, 0 failed, {len(paths)} skipped")
            return 0
        for path in paths:
            try:
                bound, used = check(path, folder)
                print(f"{path.name:20} {used:4} of {bound:4} bytes")
            except (AssertionError, subprocess.SubprocessError, KeyError, OSError) as error:
                failed += 1
                print(f"FAIL {path.name}: {error}")
    print(f"{len(paths) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
