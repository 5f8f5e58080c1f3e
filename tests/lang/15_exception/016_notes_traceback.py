# add_note, with_traceback, __traceback__ is set, args can be assigned.
try:
    raise ValueError("x")
except ValueError as e:
    print(e.__traceback__ is not None, e.with_traceback(None) is e, e.__traceback__)
    # expect: True True None
e = ValueError("y")
print(e.__traceback__, e.__context__, e.__cause__)  # expect: None None None
e.add_note("first")
e.add_note("second")
print(e.__notes__)  # expect: ['first', 'second']
e.args = ("new", "args")
print(e, e.args, repr(e))  # expect: ('new', 'args') ('new', 'args') ValueError('new', 'args')
try:
    e.args = 5
except TypeError:
    print("TypeError")  # expect: TypeError
s = StopIteration(5)
print(s.value, StopIteration().value, SystemExit(3).code, SystemExit().code)
# expect: 5 None 3 None
k = KeyError("k")
print(str(k), k, f"{k}", [k])  # expect: 'k' 'k' 'k' [KeyError('k')]
o = OSError(2, "msg")
print(o.errno, o.strerror, o, type(o).__name__, type(OSError(99999, "m")).__name__)
# expect: 2 msg [Errno 2] msg FileNotFoundError OSError
a = AttributeError("t")
print(a, a.args, NameError("n").args, ImportError("i").args)  # expect: t ('t',) ('n',) ('i',)
