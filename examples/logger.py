# A sensor logger: a reading every PERIOD, a line of text for every few of them, also when the
# sensor fails. Nothing drifts: the time of the next reading is counted on, not slept.
import time
from machine import Pin

PERIOD = 20     # milliseconds
PER_LINE = 4    # readings


class SensorError(Exception):
    pass


class Sensor:
    "A fake thermometer with noise; a low input means that it is not plugged in."

    def __init__(self, pin):
        self.plugged = Pin(pin, Pin.IN, Pin.PULL_UP)
        self.seed = 1

    def read(self):
        "Tenths of a degree."
        self.seed = (self.seed * 75 + 74) % 16381
        if self.seed % 7 == 0:
            raise SensorError("no answer " + str(self.seed))
        return 205 + self.seed % 30


class Logger:
    def __init__(self, sensor):
        self.sensor = sensor
        self.failed = 0
        self.next = time.ticks_ms()

    def wait(self):
        self.next = time.ticks_add(self.next, PERIOD)
        time.sleep_ms(time.ticks_diff(self.next, time.ticks_ms()))

    def reading(self):
        "As text."
        try:
            value = self.sensor.read()
        except SensorError as error:
            self.failed += 1
            return "(" + str(error) + ")"
        return str(value // 10) + "." + str(value % 10)

    def line(self, number):
        text = "line " + str(number) + ":"
        for i in range(PER_LINE):
            self.wait()
            text += " " + self.reading()
        return text


logger = Logger(Sensor(2))
for number in range(6):
    print(logger.line(number))
print(logger.failed, "failed")
