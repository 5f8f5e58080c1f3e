#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What `make demo` shows once everything is built: a program on the PC, then blink and that program
# on a simulated Arduino Uno, with the waveform of blink's pin and what flash and RAM they took.
#
#   scripts/demo.sh [PROGRAM]       instead of examples/queens.py
set -euo pipefail
cd "$(dirname "$0")/.."
adder=build/adder
small=examples/blink.py
large=${1:-examples/queens.py}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
show() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }

[ -x "$adder" ] || { echo "$adder is not built (make)" >&2; exit 1; }
[ -x build/adder-sim ] || { echo "build/adder-sim is not built: no libsimavr" >&2; exit 1; }
outputs=$(mktemp -d)
trap 'rm -rf "$outputs"' EXIT

say "1. A program on this computer"
show "$adder" run "$large" | tee "$outputs/here"

say "2. Blink on a simulated Arduino Uno (ATmega328P, 32 KB of flash, 2 KB of RAM)"
show "$adder" run --board uno --wave 13 --stats "$small" 2>&1

say "3. The first program again, on the chip"
show "$adder" run --board uno --stats "$large" 2>"$outputs/figures" | tee "$outputs/there" ||
    { cat "$outputs/figures" >&2; exit 1; }
cat "$outputs/figures"

# On this computer pins are lines of the output, on the chip they move.
programs() { grep -v -e '^pin [0-9]* = ' -e '\$ ' "$1"; }
if ! diff <(programs "$outputs/here") <(programs "$outputs/there"); then
    echo "the two outputs differ" >&2
    exit 1
fi
say "The same program, the same output."
