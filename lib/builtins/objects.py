# SPDX-License-Identifier: MIT
# Classes, attributes, generators, generic types, matching: what needs Python calls of them.

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

# int | str, and list[int]: an object of the same class, which is made when it is first needed and
# kept as an attribute. This file has no globals but functions: a program does not pay for them.
def _alias(origin, args):
    if not hasattr(_alias, "classes"):
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
        _alias.classes = GenericAlias, UnionType
    return _alias.classes[origin is None](origin, args)

def _is_union(x):
    return hasattr(_alias, "classes") and type(x) is _alias.classes[True]

def _type_text(t):
    if t is ...:
        return "..."
    if t is type(None):
        return "None"
    return t.__qualname__ if isinstance(t, type) else repr(t)

def _union(a, b):
    args = []
    for x in (a, b):
        for t in x.__args__ if _is_union(x) else (x,):
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
