# ExceptionGroup and except*.
def run(*excs):
    try:
        raise ExceptionGroup("g", list(excs))
    except* ValueError as eg:
        print("value", [str(e) for e in eg.exceptions])
    except* (KeyError, IndexError) as eg:
        print("lookup", [type(e).__name__ for e in eg.exceptions])


run(ValueError("a"), KeyError("b"), ValueError("c"))
# expect: value ['a', 'c']
# expect: lookup ['KeyError']
run(IndexError("i"))  # expect: lookup ['IndexError']
try:
    run(TypeError("t"), ValueError("v"))  # expect: value ['v']
except ExceptionGroup as eg:
    print("left", eg, [repr(e) for e in eg.exceptions])
    # expect: left g (1 sub-exception) ["TypeError('t')"]
try:
    raise ValueError("plain")
except* ValueError as eg:
    print(type(eg).__name__, eg.exceptions)  # expect: ExceptionGroup (ValueError('plain'),)
eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [KeyError(2), ValueError(3)])])
match, rest = eg.split(ValueError)
print(repr(match), repr(rest))
# expect: ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [ValueError(3)])]) ExceptionGroup('top', [ExceptionGroup('in', [KeyError(2)])])
print(eg.subgroup(KeyError), eg.message, isinstance(eg, Exception))
# expect: top (1 sub-exception) top True
