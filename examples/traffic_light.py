# A crossing with two traffic lights: classes, inheritance, and a rule that must always hold.
from machine import Pin
import time


class Light:
    phases = "red", "green", "yellow"
    ms = 40, 30, 10

    def __init__(self, name, first):
        self.name = name
        self.at = 0
        self.pins = [Pin(first + i, Pin.OUT) for i in range(len(self.phases))]
        self.show()

    def phase(self):
        return self.phases[self.at]

    def show(self):
        for i, pin in enumerate(self.pins):
            pin.value(i == self.at)
        print(self.name, self.phase())

    def next(self):
        self.at = (self.at + 1) % len(self.phases)
        self.show()
        return self.ms[self.at]


class Crosswalk(Light):
    "Walkers see two lamps only."
    phases = "stop", "walk"
    ms = 0, 20

    def next(self):
        wait = super().next()
        if self.phase() == "walk":
            print(self.name, "beep")
        return wait


road = Light("road", 2)
walk = Crosswalk("walk", 5)
for turn in range(2):
    for light in road, road, road, walk, walk:
        time.sleep_ms(light.next())
        assert road.phase() == "red" or walk.phase() == "stop"
print("nobody hurt")
