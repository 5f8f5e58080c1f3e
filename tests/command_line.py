# SPDX-License-Identifier: MIT
"""What the suites that run the command `adder` share: counting, complaints, golden files."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Suite:
    """`update`: golden files are written anew instead of compared."""

    def __init__(self, adder, folder, update=False):
        self.adder = Path(adder).resolve()
        self.folder = Path(folder)
        self.update = update
        self.passed = self.failed = self.skipped = 0

    def run(self, *arguments, cwd=None, stdin=b""):
        """(status, standard output, standard error)"""
        done = subprocess.run([self.adder, *map(str, arguments)], cwd=cwd or self.folder,
                              timeout=60, check=False, input=stdin, capture_output=True)
        return done.returncode, done.stdout, done.stderr

    def check(self, good, what, *more):
        if good:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {what}")
        for text in more:
            print(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)

    def golden(self, path, got):
        if self.update:
            path.write_bytes(got)
        expected = path.read_bytes() if path.exists() else b""
        self.check(got == expected, path.relative_to(ROOT), b"expected:", expected, b"got:", got)

    def close(self):
        """The closing line; the exit status."""
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        return 1 if self.failed else 0
