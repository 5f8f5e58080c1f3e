# SPDX-License-Identifier: MIT
# Hardware, as MicroPython's module of this name has it.

Pin = _Pin

class ADC:
    def __init__(self, pin):
        self.pin = pin

    def read_u16(self):
        return _adc(self.pin)

    def read(self):
        return _adc(self.pin) >> 6

class PWM:
    def __init__(self, pin, freq=None, duty_u16=None):
        self.pin = pin
        self._freq = freq
        self._duty = 0
        if duty_u16 is not None:
            self.duty_u16(duty_u16)

    def freq(self, freq=None):
        if freq is None:
            return self._freq
        self._freq = freq

    def duty_u16(self, duty=None):
        if duty is None:
            return self._duty
        self._duty = duty
        _pwm(self.pin, duty)

    def duty(self, duty=None):
        if duty is None:
            return self._duty >> 6
        self.duty_u16(duty << 6)

    def deinit(self):
        self.duty_u16(0)

class _Mem8:
    def __getitem__(self, address):
        return _mem8(address)

    def __setitem__(self, address, value):
        _mem8(address, value)

mem8 = _Mem8()
