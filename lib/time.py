# SPDX-License-Identifier: MIT
# Time as MicroPython has it, and CPython's clocks where the port has a calendar.

sleep_ms = _sleep_ms
sleep_us = _sleep_us
ticks_ms = _ticks_ms
ticks_us = _ticks_us
ticks_cpu = _ticks_us

# Ticks wrap at 2**30.
def ticks_diff(end, start):
    return (end - start + 0x20000000 & 0x3fffffff) - 0x20000000

def ticks_add(ticks, delta):
    return ticks + delta & 0x3fffffff

def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if seconds < 1000:
        _sleep_us(int(seconds * 1000000))
    else:
        _sleep_ms(int(seconds * 1000))

def time():
    return _clock(0)

def monotonic():
    return _clock(1)

def perf_counter():
    return _clock(1)

def process_time():
    return _clock(1)

def time_ns():
    return int(_clock(0) * 1000000) * 1000

def monotonic_ns():
    return int(_clock(1) * 1000000) * 1000

def perf_counter_ns():
    return int(_clock(1) * 1000000) * 1000
