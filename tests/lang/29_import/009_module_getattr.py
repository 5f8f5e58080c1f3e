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
mods = {"m": m}
print(mods["m"].static, getattr(m, "static"), [x.static for x in (m, m)])  # expect: 1 1 [1, 1]
setattr(m, "static", 2)
print(m.static, vars(m)["static"])  # expect: 2 2
print(sys.modules["helper_getattr"] is m, "helper_getattr" in sys.modules, "virtual" in sys.modules)
# expect: True True False
