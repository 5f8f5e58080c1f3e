# --- objects ---

def _class_call(cls, /, *args, **kw):
    obj = cls.__new__(cls, *args, **kw)
    if isinstance(obj, cls):
        obj.__init__(*args, **kw)
    return obj

def _new_native(cls, /, *args, **kw):
    base = _native_base(cls)
    if base is list or base is dict or base is set or base is bytearray:
        return _set_class(cls, base())
    return _set_class(cls, base(*args, **kw))

def _init_native(self, /, *args):
    value = _native_value(self)
    if isinstance(value, list):
        value[:] = args[0]
    elif isinstance(value, (dict, set)):
        value.update(args[0])
    elif isinstance(value, bytearray):
        value[:] = bytearray(*args)

def _native_base(cls):
    for base in cls.__mro__:
        if base is list or base is dict or base is set or base is bytearray or base is int \
                or base is str or base is tuple or base is float or base is bytes or base is frozenset:
            return base
    raise TypeError("cannot make an instance of " + cls.__name__)

def _class_end(cls, kw={}):
    for name, value in list(cls.__dict__.items()):
        method = _lookup_special(value, "__set_name__")
        if method is not None:
            method(value, cls, name)
    for base in cls.__mro__[1:]:
        if base is object:
            break
        if "__init_subclass__" in base.__dict__:
            super(cls, cls).__init_subclass__(**kw)
            return cls
    if kw:
        raise TypeError(cls.__name__ + ".__init_subclass__() takes no keyword arguments")
    return cls

def _make_type(name, bases, attrs):
    class made:
        pass
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

def _map_update(target, *pairs):
    if len(pairs) == 1:
        target.update(pairs[0])
    else:
        for i in range(0, len(pairs), 2):
            target[pairs[i]] = pairs[i + 1]
    return target

def _match_class(subject, cls, names, count):
    if not isinstance(subject, cls):
        return None
    values = []
    if count:
        if cls in (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple):
            if count > 1:
                raise TypeError(cls.__name__ + "() accepts 1 positional sub-pattern (" + str(count) + " given)")
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

