# Fade an LED up and down with software PWM: a pin without PWM hardware will do.
# One period is `steps` milliseconds; the pin is high for the first `level` of them.
from machine import Pin
import time

led = Pin(9, Pin.OUT)
steps = 5


def period(level):
    if level:
        led.on()
        time.sleep_ms(level)
    if level < steps:
        led.off()
        time.sleep_ms(steps - level)


def fade(levels):
    for level in levels:
        print("level", level)
        for _ in range(2):
            period(level)


fade(range(steps + 1))
fade(range(steps - 1, -1, -1))
print("dark again")
