# A driver for a sensor that sometimes fails: exceptions, retry, plausibility, average.
# The sensor is a fake: its noise comes from a linear congruential generator.
import time


class SensorError(Exception):
    pass


class Timeout(SensorError):
    pass


class FakeSensor:
    def __init__(self, seed):
        self.seed = seed

    def noise(self, n):
        self.seed = (self.seed * 75 + 74) % 65537
        return self.seed % n

    def read(self):
        "Tenths of a degree."
        luck = self.noise(10)
        if luck == 0:
            raise Timeout("no answer")
        if luck == 1:
            return 9999
        return 200 + self.noise(21) - 10


class Driver:
    tries = 3

    def __init__(self, sensor):
        self.sensor = sensor
        self.errors = 0

    def once(self):
        t = self.sensor.read()
        if not -400 <= t <= 1250:
            raise SensorError(t)
        return t

    def read(self):
        for n in range(self.tries):
            try:
                return self.once()
            except SensorError as e:
                self.errors += 1
                print("retry:", type(e).__name__, e)
                time.sleep_ms(1 << n)
        raise Timeout("gave up")


d = Driver(FakeSensor(7))
total = n = 0
for _ in range(12):
    try:
        t = d.read()
    except Timeout as e:
        print("lost:", e)
        continue
    total += t
    n += 1
    print(t // 10, ".", t % 10, sep="")
mean = total // n
print("mean", mean // 10, "of", n, "errors", d.errors)
