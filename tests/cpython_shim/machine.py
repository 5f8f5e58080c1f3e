# SPDX-License-Identifier: MIT
"""MicroPython's `machine` for CPython, as far as the examples use it.

Adder's own `machine` on the PC prints the same text, so that tests/examples.py can compare: every
write to a pin, also one that changes nothing, prints `pin 13 = 1`.  So do toggle(), and the
`value=` of the constructor; making a pin without it prints nothing.  On a chip nothing is printed:
the pin moves.
"""


class Pin:
    IN = 0
    OUT = 1
    OPEN_DRAIN = 2
    PULL_UP = 1
    PULL_DOWN = 2
    levels = {}     # what was last written, by pin: an input reads that back

    def __init__(self, id, mode=None, pull=None, *, value=None):
        self.id = id
        self.init(mode, pull, value=value)

    def init(self, mode=None, pull=None, *, value=None):
        self.mode = mode
        if value is not None:
            self._write(value)

    def _write(self, level):
        Pin.levels[self.id] = 1 if level else 0
        print("pin", self.id, "=", Pin.levels[self.id])

    def value(self, level=None):
        if level is None:
            return Pin.levels.get(self.id, 0)
        self._write(level)

    __call__ = value

    def on(self):
        self._write(1)

    def off(self):
        self._write(0)

    def toggle(self):
        self._write(not self.value())
