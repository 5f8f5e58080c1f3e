# The tree of builtin exceptions.
pairs = [(KeyError, LookupError), (IndexError, LookupError), (LookupError, Exception),
         (ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError), (ArithmeticError, Exception),
         (UnicodeDecodeError, UnicodeError), (UnicodeError, ValueError), (NotImplementedError, RuntimeError),
         (RecursionError, RuntimeError), (UnboundLocalError, NameError), (ModuleNotFoundError, ImportError),
         (FileNotFoundError, OSError), (StopIteration, Exception), (GeneratorExit, BaseException),
         (KeyboardInterrupt, BaseException), (SystemExit, BaseException), (Exception, BaseException),
         (AssertionError, Exception), (MemoryError, Exception), (EOFError, Exception), (AttributeError, Exception),
         (IndentationError, SyntaxError), (TypeError, Exception), (NameError, Exception), (IOError, OSError)]
for a, b in pairs:
    if not issubclass(a, b):
        print("wrong", a, b)
print(issubclass(GeneratorExit, Exception), issubclass(SystemExit, Exception), issubclass(KeyboardInterrupt, Exception))
# expect: False False False
print(issubclass(KeyError, IndexError), issubclass(ValueError, TypeError), IOError is OSError)
# expect: False False True
for e in (KeyError("k"), ZeroDivisionError(), NotImplementedError("n")):
    print([c.__name__ for c in type(e).__mro__])
# expect: ['KeyError', 'LookupError', 'Exception', 'BaseException', 'object']
# expect: ['ZeroDivisionError', 'ArithmeticError', 'Exception', 'BaseException', 'object']
# expect: ['NotImplementedError', 'RuntimeError', 'Exception', 'BaseException', 'object']
for exc in (IndexError, KeyError):
    try:
        raise exc("x")
    except LookupError as e:
        print(type(e).__name__)
# expect: IndexError
# expect: KeyError
