# Names that must exist.
# skip-cell: 16 (it mentions every builtin: more than the 31 KB that an image of that width may have)
names = """abs all any ascii bin bool bytearray bytes callable chr classmethod delattr dict dir
divmod enumerate filter float format frozenset getattr globals hasattr hash hex id input int
isinstance issubclass iter len list locals map max min next object oct open ord pow print property
range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
Ellipsis NotImplemented ArithmeticError AssertionError AttributeError BaseException EOFError
Exception FileExistsError FileNotFoundError GeneratorExit ImportError IndexError KeyError
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotImplementedError OSError
OverflowError PermissionError RecursionError RuntimeError StopAsyncIteration StopIteration
SyntaxError SystemExit TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
UnicodeError ValueError ZeroDivisionError Warning DeprecationWarning"""
import builtins

missing = [n for n in names.split() if not hasattr(builtins, n)]
print(missing)  # expect: []
print(__name__, __doc__, "__file__" in globals(), builtins.len is len)
# expect: __main__ None True True
