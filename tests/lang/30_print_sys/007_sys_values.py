# Values of sys that hold everywhere.
import sys

print(sys.version_info[0], sys.version_info >= (3, 8), sys.maxsize > 0, sys.byteorder in ("little", "big"))
# expect: 3 True True True
print(isinstance(sys.version, str), isinstance(sys.platform, str), isinstance(sys.path, list), "sys" in sys.modules)
# expect: True True True True
print(sys.implementation.name != "", sys.getrecursionlimit() > 0, sys.intern("abc") == "abc")
# expect: True True True
print(type(sys).__name__, sys.__name__, sys.modules["sys"] is sys)  # expect: module sys True
try:
    1 // 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, tb is not None)  # expect: ZeroDivisionError True
print(sys.exc_info())  # expect: (None, None, None)
