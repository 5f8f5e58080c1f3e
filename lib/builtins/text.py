# SPDX-License-Identifier: MIT
# Reprs of what contains anything, print, str.format and %, conversions between str and bytes.

def _seq_repr(x, busy=()):
    t = type(x)
    if isinstance(x, BaseException):
        if len(x.args) == 1:
            return t.__name__ + "(" + repr(x.args[0]) + ")"
        return t.__name__ + repr(x.args)
    if t is range or t is slice:
        text = t.__name__ + "(" + repr(x.start) + ", " + repr(x.stop)
        if t is slice or x.step != 1:
            text += ", " + repr(x.step)
        return text + ")"
    for outer in busy:
        if outer is x:
            return "[...]" if t is list else "(...)" if t is tuple else t.__name__ + "(...)"
    text = ", ".join(_reprs(x, busy + (x,)))
    if t is list:
        return "[" + text + "]"
    if t is tuple:
        return "(" + text + (",)" if len(x) == 1 else ")")
    if not text:
        return t.__name__ + "()"
    text = "{" + text + "}"
    return text if t is set else t.__name__ + "(" + text + ")"

def _reprs(items, busy):
    out = []
    for item in items:
        t = type(item)
        if t is list or t is tuple or t is set or t is frozenset:
            out.append(_seq_repr(item, busy))
        elif t is dict:
            out.append(_dict_repr(item, busy))
        else:
            out.append(repr(item))
    return out

def _dict_repr(x, busy=()):
    t = type(x)
    if t is not dict:
        return t.__name__ + "([" + ", ".join(_reprs(x, busy)) + "])"
    for outer in busy:
        if outer is x:
            return "{...}"
    busy += (x,)
    values = _reprs(x.values(), busy)
    i = 0
    for key in _reprs(x, busy):
        values[i] = key + ": " + values[i]
        i += 1
    return "{" + ", ".join(values) + "}"

def _str_of(x, mode=False):
    if mode:
        return _str_escape(repr(x), 0)
    if mode is None:
        _write(str(x))
        return input()
    args = x.args
    text = "[Errno " + str(args[0]) + "] " + str(args[1])
    if len(args) > 2:
        text += ": " + repr(args[2])
    return text

# What is left when one of the items has a __str__ in Python, then sep and end.
def _print_rest(*args):
    n = len(args) - 2
    sep = args[n]
    end = args[n + 1]
    for i in range(n):
        if i:
            _write(" " if sep is None else sep)
        _write(str(args[i]))
    _write("\n" if end is None else end)

def _print_to(*args):
    _print(*args[:-2], sep=args[-2], end=args[-1])

def _print(*args, sep=None, end=None, file=None, flush=False):
    if sep is None:
        sep = " "
    elif not isinstance(sep, str):
        raise TypeError("sep must be None or a string, not " + type(sep).__name__)
    if end is None:
        end = "\n"
    elif not isinstance(end, str):
        raise TypeError("end must be None or a string, not " + type(end).__name__)
    if file is None:
        file = _stdout()
    write = _write if file is None else file.write
    first = True
    for x in args:
        if not first:
            write(sep)
        first = False
        write(str(x))
    write(end)
    if flush and file is not None:
        file.flush()

def _join(sep, items):
    try:
        items = iter(items)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    return sep.join(list(items))

def _iter_to_bytes(x, fixed):
    method = _lookup_special(x, "__bytes__")
    if method is not None:
        x = method(x)
    else:
        try:
            x = iter(x)
        except TypeError:
            raise TypeError("cannot convert '" + type(x).__name__ + "' object to " +
                            ("bytes" if fixed else "bytearray")) from None
        x = [_plain_index(item) for item in x]
    return bytes(x) if fixed else bytearray(x)

# The same in programs without __bytes__ and __index__.
def _bytes_of(x, fixed):
    made = _iter_to_list(x)
    return bytes(made) if fixed else bytearray(made)

def _bytearray_extend(self, items):
    self.extend(list(items))

# An f-string's field with both a conversion that runs Python code and a spec.
def _format(value, spec, conversion):
    if conversion == 1:
        return format(str(value), spec)
    return format(repr(value) if conversion == 2 else ascii(value), spec)

def _str_format(fmt, /, *args, **kw):
    return _fields(fmt, args, kw, [0, ""], 2)

def _format_map(fmt, args, kw):
    return _fields(fmt, args, kw, [0, ""], 2)

def _fields(fmt, args, kw, auto, depth):
    if not depth:
        raise ValueError("Max string recursion exceeded")
    out = []
    i = 0
    while True:
        a = fmt.find("{", i)
        b = fmt.find("}", i)
        if a < 0 and b < 0:
            out.append(fmt[i:])
            return "".join(out)
        if a < 0 or 0 <= b < a:
            if fmt[b + 1:b + 2] != "}":
                raise ValueError("Single '}' encountered in format string")
            out.append(fmt[i:b + 1])
            i = b + 2
        elif fmt[a + 1:a + 2] == "{":
            out.append(fmt[i:a + 1])
            i = a + 2
        else:
            out.append(fmt[i:a])
            i = _field_end(fmt, a + 1)
            out.append(_field(fmt[a + 1:i - 1], args, kw, auto, depth))

def _field_end(fmt, i):
    if i >= len(fmt):
        raise ValueError("Single '{' encountered in format string")
    level = 1
    while i < len(fmt):
        c = fmt[i]
        i += 1
        if c == "{":
            level += 1
        elif c == "}":
            level -= 1
            if not level:
                return i
    raise ValueError("expected '}' before end of string")

def _field(field, args, kw, auto, depth):
    j = 0
    while j < len(field) and field[j] != "!" and field[j] != ":":
        if field[j] == "[":
            j = field.find("]", j)
            if j < 0:
                raise ValueError("expected '}' before end of string")
        j += 1
    value = _field_value(field[:j], args, kw, auto)
    if field[j:j + 1] == "!":
        c = field[j + 1:j + 2]
        j += 2
        if not c:
            raise ValueError("unmatched '{' in format spec")
        if j < len(field) and field[j] != ":":
            raise ValueError("expected ':' after conversion specifier")
        if c == "r":
            value = repr(value)
        elif c == "s":
            value = str(value)
        elif c == "a":
            value = ascii(value)
        else:
            raise ValueError("Unknown conversion specifier " + c)
    spec = field[j + 1:]
    if "{" in spec or "}" in spec:
        spec = _fields(spec, args, kw, auto, depth - 1)
    return format(value, spec)

def _field_value(name, args, kw, auto):
    k = 0
    while k < len(name) and name[k] != "." and name[k] != "[":
        k += 1
    first = name[:k]
    if first and not first.isdigit():
        value = kw[first]
    else:
        mode = "manual field specification" if first else "automatic field numbering"
        if auto[1] and auto[1] != mode:
            raise ValueError("cannot switch from " + auto[1] + " to " + mode)
        auto[1] = mode
        if first:
            index = int(first)
        else:
            index = auto[0]
            auto[0] += 1
        if args is None:
            raise ValueError("Format string contains positional fields")
        if index >= len(args):
            raise IndexError("Replacement index " + str(index) +
                             " out of range for positional args tuple")
        value = args[index]
    while k < len(name):
        c = name[k]
        k += 1
        j = k
        if c == ".":
            while k < len(name) and name[k] != "." and name[k] != "[":
                k += 1
            if j == k:
                raise ValueError("Empty attribute in format string")
            value = getattr(value, name[j:k])
        elif c == "[":
            k = name.find("]", k)
            if j == k:
                raise ValueError("Empty attribute in format string")
            key = name[j:k]
            value = value[int(key) if key.isdigit() else key]
            k += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value

def _is_mapping(x):
    if isinstance(x, (dict, list, bytes, bytearray)):
        return True
    return not isinstance(x, (tuple, str)) and hasattr(x, "__getitem__")

def _percent(fmt, args):
    if not isinstance(fmt, str):
        return _percent_bytes(fmt, args)
    values = args if isinstance(args, tuple) else (args,)
    out = []
    at = i = 0
    while True:
        j = fmt.find("%", i)
        if j < 0:
            out.append(fmt[i:])
            break
        out.append(fmt[i:j])
        j += 1
        keyed = fmt[j:j + 1] == "("
        if keyed:
            if not _is_mapping(args):
                raise TypeError("format requires a mapping")
            k = fmt.find(")", j)
            if k < 0:
                raise ValueError("incomplete format key")
            value = args[fmt[j + 1:k]]
            at = len(values)
            j = k + 1
        k = j
        while fmt[j:j + 1] in ("-", "+", " ", "#", "0"):
            j += 1
        flags = fmt[k:j]
        sizes = []
        while len(sizes) < 2:
            if sizes:
                if fmt[j:j + 1] != ".":
                    sizes.append(-1)
                    break
                j += 1
            if fmt[j:j + 1] == "*":
                if at >= len(values):
                    raise TypeError("not enough arguments for format string")
                if not isinstance(values[at], int):
                    raise TypeError("* wants int")
                sizes.append(values[at])
                at += 1
                j += 1
            else:
                k = j
                while fmt[j:j + 1].isdigit():
                    j += 1
                sizes.append(int(fmt[k:j] or "0"))
        while fmt[j:j + 1] in ("h", "l", "L"):
            j += 1
        c = fmt[j:j + 1]
        i = j + 1
        if not c:
            raise ValueError("incomplete format")
        if c == "%":
            out.append(c)
            continue
        if not keyed:
            if at >= len(values):
                raise TypeError("not enough arguments for format string")
            value = values[at]
            at += 1
        if c not in "sradiuxXoeEfFgGc":
            raise ValueError("unsupported format character '" + c + "' (0x" + _fmt_number(ord(c),
                    "x") +
                             ") at index " + str(j))
        out.append(_percent_one(value, c, flags, sizes[0], sizes[1]))
    if at < len(values) and not _is_mapping(args):
        raise TypeError("not all arguments converted during string formatting")
    return "".join(out)

def _percent_one(value, c, flags, width, precision):
    sign = prefix = ""
    if c == "s" or c == "r" or c == "a":
        text = str(value) if c == "s" else repr(value) if c == "r" else ascii(value)
        if precision >= 0:
            text = text[:precision]
        flags = flags.replace("0", "")
    elif c == "c":
        if isinstance(value, int):
            if not 0 <= value < 0x110000:
                raise OverflowError("%c arg not in range(0x110000)")
            text = chr(value)
        elif isinstance(value, str) and len(value) == 1:
            text = value
        else:
            raise TypeError("%c requires int or char")
        flags = flags.replace("0", "")
    else:
        text = _percent_number(value, c, "#" in flags, precision)
        if text[0] == "-":
            sign = "-"
            text = text[1:]
        elif "+" in flags:
            sign = "+"
        elif " " in flags:
            sign = " "
        if c in "xXo" and "#" in flags:
            prefix = "0" + c
    if width < 0:
        width = -width
        flags += "-"
    width -= len(sign) + len(prefix)
    if "-" in flags:
        return sign + prefix + text.ljust(width)
    if "0" in flags:
        return sign + prefix + text.rjust(width, "0")
    return (sign + prefix + text).rjust(width + len(sign) + len(prefix))

def _percent_number(value, c, alternate, precision):
    if c in "diuxXo":
        if not isinstance(value, int):
            if c in "xXo":
                if not hasattr(value, "__index__"):
                    raise TypeError("%" + c + " format: an integer is required, not "
                                    + type(value).__name__)
                value = value.__index__()
            elif isinstance(value, float) or hasattr(value, "__int__") or hasattr(value,
                    "__index__"):
                value = int(value)
            else:
                raise TypeError("%" + c + " format: a real number is required, not "
                                + type(value).__name__)
        text = _fmt_number(value, "d" if c in "diu" else c)
        if precision > 0:
            if text[0] == "-":
                return "-" + text[1:].rjust(precision, "0")
            return text.rjust(precision, "0")
        return text
    if not isinstance(value, (float, int)):
        if not hasattr(value, "__float__"):
            raise TypeError("must be real number, not " + type(value).__name__)
        value = float(value)
    return _fmt_number(value,
            ("#." if alternate else ".") + str(precision if precision >= 0 else 6) + c)

def _percent_bytes(fmt, args):
    values = []
    if isinstance(args, (list, dict, range)) and b"%" not in fmt.replace(b"%%", b""):
        args = () # what could be a mapping need not be used
    for value in args if isinstance(args, tuple) else (args,):
        if isinstance(value, str) and b"%a" not in fmt and b"%r" not in fmt:
            raise TypeError("%b requires a bytes-like object, or an object that implements "
                            "__bytes__, not 'str'")
        values.append(value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else value)
    text = _percent(fmt.replace(b"%b", b"%s").decode("latin-1"), tuple(values)).encode("latin-1")
    return bytearray(text) if isinstance(fmt, bytearray) else text
