# SPDX-License-Identifier: MIT
# What calls of natives with keyword arguments go to: isa/keywords.def, natives.def.

def _str_kw(object="", encoding=None, errors=None):
    if encoding is None and errors is None:
        return str(object)
    return str(object, encoding or "utf-8", errors or "strict")

def _split_kw(self, sep=None, maxsplit=-1):
    return self.split(sep, maxsplit)

def _rsplit_kw(self, sep=None, maxsplit=-1):
    return self.rsplit(sep, maxsplit)

def _splitlines_kw(self, keepends=False):
    return self.splitlines(keepends)

def _expandtabs_kw(self, tabsize=8):
    return self.expandtabs(tabsize)

def _encode_kw(self, encoding="utf-8", errors="strict"):
    return self.encode(encoding, errors)

def _decode_kw(self, encoding="utf-8", errors="strict"):
    return self.decode(encoding, errors)

def _hex_kw(self, sep, bytes_per_sep=1):
    return self.hex(sep, bytes_per_sep)

def _translate_kw(self, table, /, delete=b""):
    return self.translate(table, delete)

def _to_bytes_kw(self, length=1, byteorder="big", *, signed=False):
    return self.to_bytes(length, byteorder, signed)

def _from_bytes_kw(self, bytes, byteorder="big", *, signed=False):
    return self.from_bytes(bytes, byteorder, signed)

def _int_of_items(items, byteorder, signed):
    return int.from_bytes(bytes(items), byteorder or "big", signed or False)

def _bytes_kw(source=b"", encoding=None, errors=None):
    return bytes(_encoded(source, encoding, errors))

def _bytearray_kw(source=b"", encoding=None, errors=None):
    return bytearray(_encoded(source, encoding, errors))

def _encoded(source, encoding, errors):
    if encoding is None and errors is None:
        return source
    return bytes(source, encoding or "utf-8", errors or "strict")

def _pow_kw(base, exp, mod=None):
    return pow(base, exp, mod)

def _pin_kw(id, mode=None, pull=None, *, value=None):
    pin = _Pin(id)
    _pin_init_kw(pin, mode, pull, value=value)
    return pin

def _pin_init_kw(self, mode=None, pull=None, *, value=None):
    self.init(mode, pull)
    if value is not None:
        self.value(value)
