# SPDX-License-Identifier: MIT
"""What the check_*.py scripts share: the list of files and the way of complaining."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def project_files(root):
    """The files of the project (known to git or new, not ignored), as paths relative to root."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], cwd=root, capture_output=True, check=True)
        names = {Path(name) for name in listed.stdout.decode().split("\0") if name}
    except (OSError, subprocess.CalledProcessError):    # not a checkout: a release archive
        names = {path.relative_to(root) for path in root.glob("**/*") if path.is_file()}
        names = {name for name in names if name.parts[0] not in ("build", ".git")}
    return sorted(name for name in names if (root / name).is_file())


def report(complaints, what):
    """Print `file:line: message` for each (file, line, message); returns the exit status."""
    for file, line, message in complaints:
        print(f"{file}:{line}: {message}")
    if complaints:
        print(f"{what}: {len(complaints)} complaints")
        return 1
    print(f"{what}: in order")
    return 0
