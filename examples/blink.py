# Blink: the first program on every board. The LED of an Uno is on pin 13.
from machine import Pin
import time

led = Pin(13, Pin.OUT)
for i in range(5):
    led.on()
    time.sleep_ms(100)
    led.off()
    time.sleep_ms(100)
print("blinked", i + 1, "times")
