# from import: names are copied, as, several, missing.
from helper_a import value, bump, get as getter, Thing  # expect: helper_a runs as helper_a

print(value, bump(), value, getter())  # expect: 10 11 10 11
from helper_a import value

print(value)  # expect: 11
import helper_a

print(helper_a.get is getter, Thing is helper_a.Thing, helper_a._private)
# expect: True True hidden
from helper_a import (
    names,
    _private as p,
)

names.append("y")
print(helper_a.names, p)  # expect: ['x', 'y'] hidden
try:
    from helper_a import missing
except ImportError as e:
    print(type(e).__name__, str(e)[:46])
    # expect: ImportError cannot import name 'missing' from 'helper_a' (
try:
    import no_such_module
except ModuleNotFoundError as e:
    print(e, e.name)  # expect: No module named 'no_such_module' no_such_module
try:
    from no_such_module import x
except ImportError as e:
    print(e)  # expect: No module named 'no_such_module'
