# SPDX-License-Identifier: MIT
"""What the drivers that feed Adder bad input share: run it, and tell an answer from a crash."""

import os
import re
import resource
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = ROOT / "build" / "adder-hostile"
FINDINGS = ROOT / "build" / "fuzz"

OUTPUT_LIMIT = 4 << 20
SANITIZER_STATUS = 99
TIMEOUT_STATUS = 124
BAD_WORDS = re.compile(rb"[^\n]*(Sanitizer|runtime error:|does not hold:|heap check|"
                       rb"internal error in the code|a fault of the compiler)[^\n]*")
ENVIRONMENT = {
    **os.environ,
    "ASAN_OPTIONS": f"exitcode={SANITIZER_STATUS}:detect_leaks=0:allocator_may_return_null=1",
    "UBSAN_OPTIONS": f"exitcode={SANITIZER_STATUS}:halt_on_error=1:print_stacktrace=1",
}


@dataclass
class Run:
    status: int
    out: bytes
    err: bytes
    crash: str      # what is wrong with it as a program, whatever it was given; or ""


def limit_output():
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_LIMIT, OUTPUT_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, timeout, cwd=None, keep_output=True):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL,
                                   stdout=out if keep_output else subprocess.DEVNULL, stderr=err,
                                   env=ENVIRONMENT, cwd=cwd, preexec_fn=limit_output)
        crash = ""
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
            crash = f"ran for more than {timeout:g} s"
        out.seek(0)
        err.seek(0)
        printed, errors = out.read(), err.read()
    if not crash and status < 0 and -status != signal.SIGXFSZ:
        crash = f"killed by signal {-status}"
    if not crash and status == SANITIZER_STATUS or BAD_WORDS.search(errors):
        found = BAD_WORDS.search(errors)
        crash = found[0].decode("utf-8", "replace")[:200] if found else f"exit status {status}"
    return Run(status, printed, errors, crash)


def keep(name, data):
    """Keep an input that made Adder crash; returns its path as shown to people."""
    FINDINGS.mkdir(parents=True, exist_ok=True)
    path = FINDINGS / name
    path.write_bytes(data)
    return path.relative_to(ROOT)


def need(adder):
    if not os.access(adder, os.X_OK):
        raise SystemExit(f"{adder} is not built (make hostile)")
