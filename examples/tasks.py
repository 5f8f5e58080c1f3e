# Several jobs at once without threads: each is a generator that yields how long it wants to sleep.
from machine import Pin
import time


def blink(number, ms, times):
    pin = Pin(number, Pin.OUT)
    for _ in range(times):
        pin.on()
        yield ms
        pin.off()
        yield ms
    print("LED", number, "done")


def count(name, ms, n):
    while n:
        print(name, n)
        n -= 1
        yield ms
    print(name, "lift-off")


def run(tasks):
    "Each entry is [due, task]; of several that are due the first one goes on."
    queue = [[0, task] for task in tasks]
    now = 0
    while queue:
        best = queue[0]
        for entry in queue:
            if entry[0] < best[0]:
                best = entry
        if best[0] > now:
            time.sleep_ms(best[0] - now)
            now = best[0]
        wait = next(best[1], None)
        if wait is None:
            queue.remove(best)
        else:
            best[0] += wait
    print("all done at", now, "ms")


run([blink(13, 30, 3), count("a", 25, 4), blink(12, 70, 1)])
