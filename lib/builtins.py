# SPDX-License-Identifier: MIT
# --- objects ---

def _plain_index(key):
    if isinstance(key, slice):
        return slice(_plain_index(key.start), _plain_index(key.stop), _plain_index(key.step))
    method = _lookup_special(key, "__index__")
    if method is not None:
        key = method(key)
        if not isinstance(key, int):
            raise TypeError("__index__ returned non-int (type " + type(key).__name__ + ")")
    return key

def _get_index(seq, key):
    return seq[_plain_index(key)]

def _repeat(a, b):
    return _plain_index(a) * _plain_index(b)

# A native that wants ints, called again with what __index__ of its arguments gives.
def _indexed(function, *args):
    return function(*[_plain_index(x) for x in args])

def _float_of(x):
    method = _lookup_special(x, "__float__")
    if method is None:
        return float(_plain_index(x))
    value = method(x)
    if not isinstance(value, float):
        raise TypeError(type(x).__name__ + ".__float__ returned non-float (type "
                        + type(value).__name__ + ")")
    return value

def _set_index(seq, key, *value):
    if value:
        seq[_plain_index(key)] = value[0]
    else:
        del seq[_plain_index(key)]

def _class_call(cls, /, *args, **kw):
    obj = cls.__new__(cls, *args, **kw)
    if isinstance(obj, cls):
        obj.__init__(*args, **kw)
    return obj

def _new_native(cls, /, *args, **kw):
    base = _native_base(cls)
    if base is None:
        return object.__new__(cls, *args, *kw)
    if base is BaseException:
        return object.__new__(cls, *args)
    if base is list or base is dict or base is set or base is bytearray:
        return _set_class(cls, base())
    return _set_class(cls, base(*args, **kw))

def _init_native(self, /, *args, **kw):
    value = _native_value(self)
    if isinstance(self, BaseException):
        raise TypeError(type(self).__name__ + "() takes no keyword arguments")
    if value is self:
        object.__init__(self, *args, *kw)
    elif isinstance(value, list):
        value[:] = args[0]
    elif isinstance(value, (dict, set)):
        value.update(*args, **kw)
    elif isinstance(value, bytearray):
        value[:] = bytearray(*args)

def _native_base(cls):
    for base in cls.__mro__:
        if base is list or base is dict or base is set or base is bytearray or base is int \
                or base is str or base is tuple or base is float or base is bytes \
                or base is frozenset \
                or base is BaseException:
            return base
    return None

def _class_end(cls, kw=None):
    for name in ("__init_subclass__", "__class_getitem__"):
        if name in cls.__dict__ and not isinstance(cls.__dict__[name], classmethod):
            setattr(cls, name, classmethod(cls.__dict__[name]))
    for name, value in list(cls.__dict__.items()):
        method = _lookup_special(value, "__set_name__")
        if method is not None:
            method(value, cls, name)
    for base in cls.__mro__[1:]:
        if base is object:
            break
        if "__init_subclass__" in base.__dict__:
            super(cls, cls).__init_subclass__(**(kw or {}))
            return cls
    if kw:
        raise TypeError(cls.__name__ + ".__init_subclass__() takes no keyword arguments")
    return cls

def _make_type(name, bases, attrs):
    made = _derive(name, bases)
    for key, value in attrs.items():
        setattr(made, key, value)
    return _class_end(made)

def _getattr_default(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default

def _hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True

def _isinstance(obj, types):
    for t in types:
        if isinstance(obj, t):
            return True
    return False

def _issubclass(cls, types):
    for t in types:
        if issubclass(cls, t):
            return True
    return False

def _gen_close(gen):
    try:
        gen.throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return None
    raise RuntimeError("generator ignored GeneratorExit")

# What awaiting a step of an asynchronous generator does: what it awaits is passed on.
def _anext(gen, throw, value):
    try:
        while True:
            got = gen.throw(value) if throw else gen.send(value)
            if _at_yield(gen):
                return got
            try:
                value = yield got
                throw = False
            except BaseException as e:
                value = e
                throw = True
    except StopIteration:
        raise StopAsyncIteration from None

def _aclose(gen):
    try:
        yield from _anext(gen, True, GeneratorExit)
    except (GeneratorExit, StopAsyncIteration):
        return
    raise RuntimeError("async generator ignored GeneratorExit")

def aiter(items):
    return items.__aiter__()

def anext(items):
    return items.__anext__()

def _map_update(target, *pairs):
    if len(pairs) == 1:
        if isinstance(target, dict) and not hasattr(pairs[0], "keys"):
            raise TypeError("'" + type(pairs[0]).__name__ + "' object is not a mapping")
        target.update(pairs[0])
    else:
        for i in range(0, len(pairs), 2):
            target[pairs[i]] = pairs[i + 1]
    return target

# int | str, and list[int]: an object of the same class, which is made when it is first needed.
_alias_class = None
_union_class = None

def _alias(origin, args):
    global _alias_class, _union_class
    if _alias_class is None:
        class GenericAlias:
            def __init__(self, origin, args):
                self.__origin__ = origin
                self.__args__ = args

            def __call__(self, *args, **kw):
                return self.__origin__(*args, **kw)

            def __getattr__(self, name):
                return getattr(self.__origin__, name)

            def __repr__(self):
                texts = [_type_text(t) for t in self.__args__]
                if self.__origin__ is None:
                    return " | ".join(texts)
                return _type_text(self.__origin__) + "[" + ", ".join(texts) + "]"

            def __eq__(self, other):
                if type(other) is not type(self) or self.__origin__ is not other.__origin__:
                    return False
                if self.__origin__ is None:
                    return set(self.__args__) == set(other.__args__)
                return self.__args__ == other.__args__

            def __hash__(self):
                return hash((self.__origin__, frozenset(self.__args__)))

            def __or__(self, other):
                return _union(self, other)

            def __ror__(self, other):
                return _union(other, self)

            def __instancecheck__(self, obj):
                if self.__origin__ is not None:
                    raise TypeError("isinstance() argument 2 cannot be a parameterized generic")
                return isinstance(obj, self.__args__)

            def __subclasscheck__(self, cls):
                if self.__origin__ is not None:
                    raise TypeError("issubclass() argument 2 cannot be a parameterized generic")
                return issubclass(cls, self.__args__)
        class UnionType(GenericAlias):
            pass
        GenericAlias.__module__ = UnionType.__module__ = "types"
        GenericAlias.__qualname__ = "GenericAlias"
        UnionType.__qualname__ = "UnionType"
        _alias_class = GenericAlias
        _union_class = UnionType
    return (_union_class if origin is None else _alias_class)(origin, args)

def _type_text(t):
    if t is ...:
        return "..."
    if t is type(None):
        return "None"
    return t.__qualname__ if isinstance(t, type) else repr(t)

def _union(a, b):
    args = []
    for x in (a, b):
        for t in x.__args__ if type(x) is _union_class else (x,):
            t = type(None) if t is None else t
            if t not in args:
                args.append(t)
    return args[0] if len(args) == 1 else _alias(None, tuple(args))

def _generic_alias(origin, args):
    return _alias(origin, args if isinstance(args, tuple) else (args,))

def _match_class(subject, cls, names, count):
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        if cls in (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple):
            if count > 1:
                raise TypeError(cls.__name__ + "() accepts 1 positional sub-pattern ("
                                + str(count) + " given)")
            values.append(subject)
        else:
            match_args = getattr(cls, "__match_args__", ())
            if count > len(match_args):
                raise TypeError("%s() accepts %d positional sub-pattern%s (%d given)" % (
                    cls.__name__, len(match_args), "" if len(match_args) == 1 else "s", count))
            for i in range(count):
                if not hasattr(subject, match_args[i]):
                    return None
                values.append(getattr(subject, match_args[i]))
    for name in names:
        if not hasattr(subject, name):
            return None
        values.append(getattr(subject, name))
    return tuple(values)

def _match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest

# --- text ---

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
# --- end of text ---
# --- keywords ---
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
# --- end of keywords ---
# --- containers ---
# What natives on lists, tuples, dicts and sets hand over when an item's own __eq__, __hash__,
# __lt__, __bool__ or an iterator written in Python is needed. Operators are numbered as in enum
# adcmp:
# < <= == != > >=, enum adbinop: 5 & 6 | 7 ^ 1 -.

def _iter_to_list(items):
    made = []
    for x in items:
        made.append(x)
    return made

def _iter_to_tuple(items):
    return tuple(_iter_to_list(items))

def _iter_to_set(items, frozen=False):
    made = set()
    for x in items:
        made.add(x)
    return frozenset(made) if frozen else made

def _iter_to_dict(target, items, *result):
    if hasattr(items, "keys"):
        for key in items.keys():
            target[key] = items[key]
    else:
        i = 0
        for pair in items:
            if not hasattr(pair, "__iter__") and not isinstance(pair, (tuple, list, str, bytes,
                    set, dict)):
                raise TypeError("cannot convert dictionary update sequence element #" + str(i)
                                + " to a sequence")
            pair = tuple(pair)
            if len(pair) != 2:
                raise ValueError("dictionary update sequence element #" + str(i) + " has length "
                    + str(len(pair)) + "; 2 is required")
            target[pair[0]] = pair[1]
            i += 1
    return result[0] if result else target

def _dict_kw(items=(), /, **kw):
    made = {}
    made.update(items)
    made.update(kw)
    return made

def _dict_update_kw(self, items=(), /, **kw):
    self.update(items)
    self.update(kw)

def _dict_fromkeys(items, made, value, *first):
    for x in first:
        made[x] = value
    for x in items:
        made[x] = value
    return made

def _list_extend(target, items):
    for x in items:
        target.append(x)
    return target

# Sorting: runs of one, then merges; nothing but < is asked.
def _merge_sort(keys, values):
    n = len(keys)
    width = 1
    while width < n:
        new_keys = []
        new_values = []
        for start in range(0, n, 2 * width):
            i = start
            middle = j = min(start + width, n)
            end = min(middle + width, n)
            while i < middle and j < end:
                if keys[j] < keys[i]:
                    new_keys.append(keys[j])
                    new_values.append(values[j])
                    j += 1
                else:
                    new_keys.append(keys[i])
                    new_values.append(values[i])
                    i += 1
            new_keys += keys[i:middle]
            new_values += values[i:middle]
            new_keys += keys[j:end]
            new_values += values[j:end]
        keys = new_keys
        values = new_values
        width *= 2
    return values

def _list_sort(items, *, key=None, reverse=False):
    if reverse:
        items.reverse()
    if key is None:
        if not _list_sort_simple(items):
            items[:] = _merge_sort(items, items)
    else:
        keys = [key(x) for x in items]
        if not _list_sort_simple(keys, items):
            items[:] = _merge_sort(keys, items)
    if reverse:
        items.reverse()

def _sorted(items, /, *, key=None, reverse=False):
    made = list(items)
    _list_sort(made, key=key, reverse=reverse)
    return made

def _ordered(a, b, op):
    if op < 2:
        return a <= b if op else a < b
    if op < 4:
        return a == b if op == 2 else a != b
    return a > b if op == 4 else a >= b

def _seq_eq(a, b, op):
    if type(a) is type(b) and type(a) in (list, tuple):
        if len(a) != len(b):
            return op == 3
        for i in range(len(a)):
            if i >= len(b) or not (a[i] is b[i] or a[i] == b[i]):
                return op == 3
        return op == 2
    if type(a) is slice and type(b) is slice:
        return _seq_eq((a.start, a.stop, a.step), (b.start, b.stop, b.step), op)
    return a == b if op == 2 else a != b

def _seq_lt(a, b, op):
    if type(a) is type(b) and type(a) in (list, tuple):
        for i in range(min(len(a), len(b))):
            if not (a[i] is b[i] or a[i] == b[i]):
                return _ordered(a[i], b[i], op)
        return _ordered(len(a), len(b), op)
    return _ordered(a, b, op)

def _seq_contains(items, x):
    for y in items:
        if y is x or y == x:
            return True
    return False

def _contains_iter(items, x):
    try:
        items = iter(items)
    except TypeError:
        raise TypeError("argument of type '" + type(items).__name__ + "' is not iterable") from None
    for y in items:
        if y is x or y == x:
            return True
    return False

def _seq_index(items, x, remove, start=0, stop=None):
    i = start
    while i < len(items) and (stop is None or i < stop):
        if items[i] is x or items[i] == x:
            if remove:
                del items[i]
                return None
            return i
        i += 1
    if remove:
        raise ValueError("list.remove(x): x not in list")
    if isinstance(items, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(repr(x) + " is not in list")

def _seq_count(items, x):
    n = 0
    for y in items:
        if y is x or y == x:
            n += 1
    return n

def _hash_seq(items):
    h = len(items)
    for x in items:
        h = _hash_mix(h, hash(x))
    return h

def _slice_assign(target, key, items):
    target[key] = list(items)

# Entries of a dict or set whose hash is h are tried in turn. The number of the entry, or -1.
def _dict_entry_of(d, key, h):
    e = _dict_probe(d, h, -1)
    while e >= 0:
        other = _dict_entry(d, e)
        if other is key or other == key:
            return e
        e = _dict_probe(d, h, e)
    return -1

def _dict_find(d, key, only=False):
    e = _dict_entry_of(d, key, hash(key))
    if only:
        return e >= 0
    if e < 0:
        raise KeyError(key)
    return _dict_entry(d, ~e)

def _dict_store(d, key, value):
    h = hash(key)
    _dict_put(d, _dict_entry_of(d, key, h), key, value, h)

def _dict_delete(d, key):
    e = _dict_entry_of(d, key, hash(key))
    if e < 0:
        raise KeyError(key)
    _dict_del(d, e)

def _dict_method(which, d, key, *default):
    h = hash(key)
    e = _dict_entry_of(d, key, h)
    if e >= 0:
        value = _dict_entry(d, ~e)
        if which == 2:
            _dict_del(d, e)
        return value
    if which == 2 and not default:
        raise KeyError(key)
    value = default[0] if default else None
    if which == 1:
        _dict_put(d, -1, key, value, h)
    return value

def _dict_eq(a, b, op):
    if len(a) != len(b):
        return op == 3
    for key, value in a.items():
        if key not in b:
            return op == 3
        other = b[key]
        if not (value is other or value == other):
            return op == 3
    return op == 2

def _set_key(which, s, key):
    h = hash(key)
    e = _dict_entry_of(s, key, h)
    if which == 0:
        if e < 0:
            _dict_put(s, -1, key, None, h)
    elif e >= 0:
        _dict_del(s, e)
    elif which == 2:
        raise KeyError(key)

def _set_op(op, inplace, s, *others):
    made = set(s)
    for other in others:
        if op == 6:
            for x in other:
                made.add(x)
            continue
        other = set(other)
        if op == 5:
            for x in list(made):
                if x not in other:
                    made.discard(x)
            continue
        for x in other:
            if x in made:
                made.discard(x)
            elif op == 7:
                made.add(x)
    if inplace:
        s.clear()
        for x in made:
            s.add(x)
        return s
    return frozenset(made) if isinstance(s, frozenset) else made

def _set_eq(a, b, op):
    a = set(a)
    b = set(b)
    if op < 0:
        for x in a:
            if x in b:
                return False
        return True
    if op > 3:
        a, b, op = b, a, op - 4
    if op == 0 and len(a) >= len(b):
        return False
    if op > 1 and len(a) != len(b):
        return op == 3
    for x in a:
        if x not in b:
            return op == 3
    return op != 3

def _sum(items, /, start=0, *first):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for x in first:
        start = start + x
    for x in items:
        start = start + x
    return start

def _extreme(items, key, default, largest):
    found = False
    for x in items:
        k = x if key is None else key(x)
        if not found or (k > best_key if largest else k < best_key):
            best = x
            best_key = k
            found = True
    if found:
        return best
    if default is ...:
        raise ValueError(("max" if largest else "min") + "() arg is an empty sequence")
    return default

def _min(*items, key=None, default=...):
    if len(items) == 1:
        items = items[0]
    elif default is not ...:
        raise TypeError("Cannot specify a default for min() with multiple positional arguments")
    return _extreme(items, key, default, False)

def _max(*items, key=None, default=...):
    if len(items) == 1:
        items = items[0]
    elif default is not ...:
        raise TypeError("Cannot specify a default for max() with multiple positional arguments")
    return _extreme(items, key, default, True)

def _any(items, *first):
    for x in first:
        if x:
            return True
    for x in items:
        if x:
            return True
    return False

def _all(items, *first):
    for x in first:
        if not x:
            return False
    for x in items:
        if not x:
            return False
    return True

# The items of what is unpacked into `most` targets, or one more; -1: one target takes what is left.
def _unpack(items, most):
    made = []
    for x in items:
        made.append(x)
        if len(made) > most >= 0:
            break
    return made

def _dir(x):
    method = _lookup_special(x, "__dir__")
    if type(method) is _function:
        return sorted(method(x))
    names = set(x if isinstance(x, dict) else getattr(x, "__dict__", ()))
    if not isinstance(x, dict):
        for c in x.__mro__ if isinstance(x, type) else type(x).__mro__:
            names.update(getattr(c, "__dict__", ()))
            names.update(_type_methods(c))
    return sorted(names)

def _iter_call(function, sentinel):
    while True:
        try:
            value = function()
        except StopIteration:
            return
        if value == sentinel:
            return
        yield value

def _iter_getitem(items):
    i = 0
    while True:
        try:
            value = items[i]
        except (IndexError, StopIteration):
            return
        yield value
        i += 1

def _iter_next(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default

def _reversed(items):
    i = len(items)
    while i > 0:
        i -= 1
        yield items[i]

def _enumerate(items, i):
    for x in items:
        yield i, x
        i += 1

def enumerate(iterable, start=0):
    return _enum_iter(iter(iterable), start)

def _zip(iterators, strict):
    if not iterators:
        return
    end = []
    while True:
        row = []
        for it in iterators:
            x = next(it, end)
            if x is end:
                if strict:
                    _zip_check(iterators, len(row))
                return
            row.append(x)
        yield tuple(row)

def _zip_check(iterators, i):
    if i:
        raise ValueError("zip() argument " + str(i + 1) + " is shorter than argument"
            + (" 1" if i == 1 else "s 1-" + str(i)))
    for i in range(1, len(iterators)):
        for x in iterators[i]:
            raise ValueError("zip() argument " + str(i + 1) + " is longer than argument"
                + (" 1" if i == 1 else "s 1-" + str(i)))

def _zip_two(a, b):
    end = []
    while True:
        x = next(a, end)
        if x is end:
            return
        y = next(b, end)
        if y is end:
            return
        yield x, y

def zip(*iterables, strict=False):
    iterators = []
    a = b = None
    for x in iterables:
        a = b
        b = iter(x)
        iterators.append(b)
    if len(iterators) == 2 and not strict:
        return _zip_two(a, b)
    return _zip(iterators, strict)

def _map(function, iterable):
    for x in iterable:
        yield function(x)

def _map_rows(function, rows):
    for row in rows:
        yield function(*row)

def map(*args):
    if len(args) < 2:
        raise TypeError("map() must have at least two arguments.")
    if len(args) > 2:
        return _map_rows(args[0], zip(*args[1:]))
    return _map(args[0], iter(args[1]))

def _filter(function, iterable):
    for x in iterable:
        if x if function is None else function(x):
            yield x

def filter(function, iterable):
    return _filter(function, iter(iterable))
# --- end of containers ---
# --- system ---

def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    import io
    return io.open(file, mode)
# --- end of system ---
