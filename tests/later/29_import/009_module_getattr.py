# Module __getattr__, modules as values, sys.modules.
import helper_getattr as m
import sys

print(m.static, m.dynamic, hasattr(m, "other"))  # expect: 1 made on demand False
try:
    m.other
except AttributeError as e:
    print(e)  # expect: no other here
from helper_getattr import dynamic

print(dynamic)  # expect: made on demand
sys.modules["virtual"] = m
import virtual

print(virtual is m, "virtual" in sys.modules)  # expect: True True
del sys.modules["virtual"]
try:
    import virtual
except ImportError as e:
    print(e)  # expect: No module named 'virtual'
mods = {"m": m}
print(mods["m"].static, getattr(m, "static"), [x.static for x in (m, m)])  # expect: 1 1 [1, 1]
setattr(m, "static", 2)
print(m.static, vars(m)["static"])  # expect: 2 2
M = type(sys)
made = M("made", "its doc")
made.x = 5
print(made.__name__, made.__doc__, made.x)  # expect: made its doc 5
