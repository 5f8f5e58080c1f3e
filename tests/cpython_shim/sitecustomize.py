# SPDX-License-Identifier: MIT
"""MicroPython's part of `time` for CPython: put this folder on PYTHONPATH.

CPython's own time module is built in and cannot be replaced by a file, so the missing functions are
added to it.  Time is virtual: it starts at 0 and moves only when the program sleeps, so that a run
takes no time and always prints the same.
"""

import time

PERIOD = 1 << 30    # MicroPython's ticks wrap around
now_us = 0


def sleep_us(us):
    global now_us
    now_us += max(0, int(us))


def ticks_diff(a, b):
    return (a - b + PERIOD // 2) % PERIOD - PERIOD // 2


time.sleep_us = sleep_us
time.sleep_ms = lambda ms: sleep_us(ms * 1000)
time.sleep = lambda s: sleep_us(s * 1000000)
time.ticks_us = lambda: now_us % PERIOD
time.ticks_ms = lambda: now_us // 1000 % PERIOD
time.ticks_add = lambda ticks, delta: (ticks + delta) % PERIOD
time.ticks_diff = ticks_diff
