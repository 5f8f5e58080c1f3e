#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What `make demo` shows once everything is built: a program on the PC, then blink and a larger
# program on a simulated Arduino Uno, with the waveform of its pin and what flash and RAM it took.
set -euo pipefail
cd "$(dirname "$0")/.."
adder=build/adder
small=examples/blink.py
large=examples/traffic_light.py

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
show() { printf '\033[2m$ %s\033[0m\n' "$*"; "$@"; }

[ -x "$adder" ] || { echo "$adder is not built (make)" >&2; exit 1; }
[ -x build/adder-sim ] || { echo "build/adder-sim is not built: no libsimavr" >&2; exit 1; }

say "1. A program on this computer"
show "$adder" run "$large"

say "2. Blink on a simulated Arduino Uno (ATmega328P, 32 KB flash, 2 KB RAM)"
# Blink never ends: after this many cycles the simulator stops it, with status 124.
show "$adder" run --board uno --cycles 40M --wave 13 --stats "$small" || [ $? = 124 ]

say "3. The first program again, on the chip"
show "$adder" run --board uno --stats "$large"
