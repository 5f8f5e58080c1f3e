# import: runs once, attributes, names, assignment from outside.
import helper_a  # expect: helper_a runs as helper_a

print(helper_a.value, helper_a.get(), helper_a.bump(), helper_a.value)  # expect: 10 10 11 11
import helper_a as h

print(h is helper_a, h.__name__, h.__doc__, type(h).__name__)
# expect: True helper_a Doc of helper_a. module
helper_a.value = 100
print(h.get(), h.bump())  # expect: 100 101
h.added = "new"
print(helper_a.added, hasattr(h, "added"), "added" in vars(h), "_private" in dir(h))
# expect: new True True True
del h.added
try:
    h.added
except AttributeError as e:
    print(e)  # expect: module 'helper_a' has no attribute 'added'
try:
    helper_a.nope
except AttributeError as e:
    print(e)  # expect: module 'helper_a' has no attribute 'nope'
t = h.Thing()
print(t, t.kind, type(t).__module__, isinstance(t, helper_a.Thing))
# expect: Thing() thing helper_a True
