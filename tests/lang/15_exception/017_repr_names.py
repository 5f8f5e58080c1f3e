# Names of builtin exceptions and types in reprs: on a chip they lie in flash.
try:
    {}["x"]
except KeyError as e:
    print(repr(e), [e], e)  # expect: KeyError('x') [KeyError('x')] 'x'
    print(type(e), int)  # expect: <class 'KeyError'> <class 'int'>
