#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compile and run mutated copies of the language tests: a syntax error or it runs, never a crash.

    tests/fuzz/mutate_source.py [--count 10000] [--seed 1] [--first 0] [--bc]

With --bc these are copies of the programs of tests/bc and examples/bc, in text bytecode.

Input number i of a seed is always the same bytes. It runs under build/adder-hostile with little
memory and few steps. Any exit status is an answer; a signal, a sanitizer's report, a broken
assertion or a run that does not end is not: the input is kept under build/fuzz and named. It then
belongs into tests/regress.
"""

import argparse
import random
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge

TOKENS = """( ) [ ] { } : , ; . = == != <= >= -> := ** // << >> += -= *= @ % & | ^ ~ ... \\ # ' "
''' \"\"\" f" f'{ r' b' rb" 0 1 -1 0x 0b2 1e 1e999 1_0 9999999999999999999999 0.0 1j True None
def class if elif else while for in is not and or lambda return yield from import as try except
finally raise with pass break continue global nonlocal del assert async await match case _ * ** self
__init__ super() print range(10) len x a [0] (1,) {} {1:2} *a **k x:=1 for_i_in_x if_x_else_y
""".split() + ["\n", "\n    ", "\t", "\r", "\0", "\f", "\ufeff", "\u00e9", "\U0001f40d", "\ud800",
               " for i in x", " if x else y", "yield from x", "except* E", "async for i in x: pass"]
BC_TOKENS = """LOAD_CONST LOAD_VAR STORE_VAR ADD SUB MUL DIV NEG POP_TOP DUP_TOP JUMP JUMP_IF_TRUE
JUMP_IF_FALSE CALL_FUNC RETURN_VAL RETURN_VALUE HALT FUNC END a: b: a b f x print len list 0 1 2 3 7
-1 1e999 nan 99999999999999999999 255 256 "a b" " "" # : ;""".split() + [
    "\n", "\r", "\0", "\t", " ", "\ufeff", "\u00e9", "\nJUMP a\n", "\nFUNC f a\n", "\nEND\n",
    "\nJUMP_IF_TRUE 0\n", "\nLOAD_CONST 1\n", "\nLOAD_VAR f\nCALL_FUNC 1\n", "\na: b: POP_TOP\n"]
NESTING = ["(", "[", "{", "-", "not ", "lambda: ", "f'{", "(x for x in ", "if x:\n", "[[", "a."]


def mutate_bytes(rng, data):
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(3)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at:at] = bytes([rng.randrange(256)])
        else:
            del data[at:at + rng.randint(1, 8)]
    return data


def mutate_lines(rng, data):
    lines = bytes(data).split(b"\n")
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        lines[a], lines[b] = lines[b], lines[a]
    elif kind == 1:
        del lines[min(a, b):max(a, b) + 1]
    elif kind == 2:
        lines[a:a] = lines[min(a, b):max(a, b) + 1]
    elif kind == 3:
        lines[a] = b" " * rng.randrange(9) + lines[a].lstrip()
    else:
        lines[a] = lines[a][:rng.randrange(len(lines[a]) + 1)]
    return bytearray(b"\n".join(lines))


def mutate_token(rng, data, tokens=TOKENS):
    at = rng.randrange(len(data) + 1)
    token = rng.choice(tokens).replace("_i_in_x", " i in x").encode("utf-8", "surrogatepass")
    data[at:at + rng.choice([0, 0, 1, len(token)])] = token
    return data


def mutate_nest(rng, data):
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(NESTING).encode() * rng.choice([20, 100, 1000, 20000])
    return data


def mutate_bc_token(rng, data):
    return mutate_token(rng, data, BC_TOKENS)


BC_MUTATIONS = [mutate_bytes] * 2 + [mutate_lines] * 5 + [mutate_bc_token] * 6
MUTATIONS = [mutate_bytes] * 3 + [mutate_lines] * 4 + [mutate_token] * 6 + [mutate_nest]


def make_input(sources, seed, index, mutations=MUTATIONS):
    """Input number `index` of a seed."""
    rng = random.Random(f"{seed}/{index}")
    data = bytearray(rng.choice(sources))
    if rng.random() < 0.1:      # the head of one file, the tail of another
        other = rng.choice(sources)
        data = data[:rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1):]
    for _ in range(rng.choice([1, 1, 2, 4, 8])):
        data = rng.choice(mutations)(rng, data)
    return bytes(data[:200000])


def bc_sources():
    files = [path.read_bytes() for folder in ("tests/bc", "examples/bc")
             for path in sorted((judge.ROOT / folder).glob("*.bc*"))]
    return [program for text in files for program in re.split(rb"(?m)^---- .*\n", text)]


def try_one(options, sources, index, folder):
    """"" or what went wrong with input `index`; and the exit status"""
    end = ".bc" if options.bc else ".py"
    data = make_input(sources, options.seed, index, BC_MUTATIONS if options.bc else MUTATIONS)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path = Path(own) / f"input{end}"
        path.write_bytes(data)
        cell = options.cell or (16, 32, 64)[index % 3]
        command = [options.adder, "run", "--cell", cell, "--memory", options.memory,
                   "--max-steps", options.steps, path]
        done = judge.run(command, options.timeout, cwd=own, keep_output=False)
    if not done.crash:
        return "", done.status
    kept = judge.keep(f"source-{options.seed}-{index}{end}", data)
    return f"{kept} (--cell {cell}): {done.crash}", done.status


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10000, help="how many inputs (10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--adder", type=Path, default=judge.HOSTILE)
    parser.add_argument("--cell", type=int, help="one width instead of all in turn")
    parser.add_argument("--memory", type=int, default=16000, help="bytes of the block (16000)")
    parser.add_argument("--steps", type=int, default=20000, help="instructions of a run (20000)")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one run (20)")
    parser.add_argument("-j", dest="jobs", type=int, default=2, help="runs at a time (2)")
    parser.add_argument("--corpus", type=Path, default=judge.ROOT / "tests" / "lang")
    parser.add_argument("--bc", action="store_true", help="text bytecode instead of Python")
    options = parser.parse_args()
    judge.need(options.adder)
    sources = [path.read_bytes() for path in sorted(options.corpus.glob("**/*.py"))]
    if options.bc:
        sources = bc_sources()
    if not sources:
        sys.exit(f"no .py file under {options.corpus}")
    failed, clean = 0, 0
    numbers = range(options.first, options.first + options.count)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        for index, (complaint, status) in zip(numbers, pool.map(
                lambda i: try_one(options, sources, i, folder), numbers)):
            if complaint:
                failed += 1
                print("FAIL " + complaint, flush=True)
            clean += status == 0
            if (index + 1) % 1000 == 0:
                print(f"{index + 1 - options.first} inputs, {clean} ran to their end", flush=True)
    print(f"{options.count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
