#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write the `expect` comments of language tests from what CPython prints.

    tests/fill.py tests/lang/05_list/*.py         rewrites the files in place

For new tests: write the program, fill, then *read* what was filled in, for it is now the
specification.  Comments that are there already are taken out first.  A line of output goes to the
end of the statement that printed it, or onto lines of its own behind the outermost statement when
that one printed in another order than its lines stand in (loops, calls).  tests/run.py explains
the comments.
"""

import ast
import json
import re
import subprocess
import sys

import run

WIDTH = 100


def record(path):
    """In the child: run the file and note which line of the module each line of output is from."""
    lines, partial = [], [""]

    class Recorder:
        encoding = "utf-8"

        def write(self, text):
            frame = sys._getframe(1)
            while frame and not (frame.f_code.co_filename == path
                                 and frame.f_code.co_name == "<module>"):
                frame = frame.f_back
            *whole, rest = (partial[0] + text).split("\n")
            lines.extend((frame.f_lineno if frame else None, line) for line in whole)
            partial[0] = rest
            return len(text)

        def flush(self):
            pass

    with open(path, encoding="utf-8") as file:
        source = file.read()
    sys.path[0] = path.rpartition("/")[0]
    real, sys.stdout = sys.stdout, Recorder()
    module = type(sys)("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    sys.argv = sys.argv[2:]
    failure = ""
    try:
        exec(compile(source, path, "exec"), module.__dict__)
    except SystemExit:
        pass
    except BaseException as error:
        failure = f"{type(error).__name__}: {error}"
    finally:
        sys.stdout = real
    if partial[0]:
        lines.append((None, partial[0]))
    print(json.dumps([lines, failure]))


def statements(tree):
    """(first line, last line, indent) of all statements that hold no other statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and not hasattr(node, "cases"):
            yield node.lineno, node.end_lineno, node.col_offset


def strip_expects(source):
    kept = []
    for line in source.splitlines():
        found = run.EXPECT.search(line)
        if found:
            line = line[:found.start()].rstrip()
            if not line:
                continue
        kept.append(line)
    return kept


def place(output, lines, tree):
    """Line number -> comments to put there; True in `inline` when on the line itself."""
    simple = sorted(statements(tree))
    inline, behind = {}, {}
    done = 0
    for top in tree.body:
        first = min([top.lineno] + [d.lineno for d in getattr(top, "decorator_list", [])])
        if first <= done:       # `a; b`: both were seen with the first
            continue
        done = top.end_lineno
        mine = [(n, t) for n, t in output if n is not None and first <= n <= top.end_lineno]
        if not mine:
            continue
        groups = {}
        for number, text in mine:
            home = max((s for s in simple if s[0] <= number <= s[1]), default=None)
            groups.setdefault(home, []).append(text)
        order = [h for h in groups if h]
        flat = [(h, t) for h in groups for t in groups[h]]
        in_order = (None not in groups and order == sorted(order)
                    and [t for _, t in flat] == [t for _, t in mine]
                    and len({h[1] for h in order}) == len(order))
        if not in_order or isinstance(top, (ast.For, ast.While)):
            behind.setdefault(top.end_lineno, []).extend(("", t) for _, t in mine)
            continue
        for home, texts in groups.items():
            line = lines[home[1] - 1]
            comment = ("  # expect: " + texts[0]).rstrip()
            if len(texts) == 1 and "# " not in line and len(line) + len(comment) <= WIDTH:
                inline[home[1]] = comment
            else:
                behind.setdefault(home[1], []).extend((" " * home[2], t) for t in texts)
    rest = [("", t) for n, t in output if n is None]
    if rest:
        behind.setdefault(len(lines), []).extend(rest)
    return inline, behind


def fill(path, python):
    test = run.parse(run.Path(path).resolve())
    python = run.pick_python(python, test.py)
    lines = strip_expects(test.source.decode("utf-8"))
    source = "\n".join(lines) + "\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    child = subprocess.run([python, __file__, "--record", str(test.path), *test.args],
                           input=test.stdin, capture_output=True, env=run.cpython_env(),
                           cwd=run.empty_folder(), timeout=30)
    if child.returncode:
        print(f"{path}: {child.stderr.decode()}")
        return False
    output, failure = json.loads(child.stdout)
    name = re.match(r"\w*", test.raises or "")[0]
    if failure.partition(":")[0] != name:
        print(f"{path}: ends with {failure or 'no exception'}, not {test.raises}")
    # 3.12's grammar may be too new for the ast module here: then everything goes to the end
    try:
        tree = ast.parse(source)
    except SyntaxError:
        tree = ast.Module([], [])
        output = [(None, text) for _, text in output]
    inline, behind = place(output, lines, tree)
    result = []
    for number, line in enumerate(lines, 1):
        result.append(line + inline.get(number, ""))
        result += [(indent + "# expect: " + text).rstrip()
                   for indent, text in behind.get(number, [])]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(result) + "\n")
    return True


def main():
    if sys.argv[1:2] == ["--record"]:
        record(sys.argv[2])
        return 0
    python = run.SYSTEM_PYTHON
    good = [fill(path, python) for path in sys.argv[1:]]
    run.shutil.rmtree(run.SCRATCH, ignore_errors=True)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
