# Dicts: make, read, write, delete, print, order of insertion.
d = {"a": 1, "b": 2}
print(d, d["a"], len(d))  # expect: {'a': 1, 'b': 2} 1 2
d["c"] = 3
d["a"] = 10
print(d)  # expect: {'a': 10, 'b': 2, 'c': 3}
del d["b"]
print(d)  # expect: {'a': 10, 'c': 3}
d["b"] = 4
print(d, list(d))  # expect: {'a': 10, 'c': 3, 'b': 4} ['a', 'c', 'b']
print("a" in d, "z" in d, "z" not in d)  # expect: True False True
print({}, {1: {}}, {1: 2, "k": [3]}, {None: 0, True: 1, 2.5: 2, (1,): 3})
# expect: {} {1: {}} {1: 2, 'k': [3]} {None: 0, True: 1, 2.5: 2, (1,): 3}
for missing in ("z", 5, (1, 2), None):
    try:
        d[missing]
    except KeyError as e:
        print("KeyError", e, e.args)
# expect: KeyError 'z' ('z',)
# expect: KeyError 5 (5,)
# expect: KeyError (1, 2) ((1, 2),)
# expect: KeyError None (None,)
try:
    del d["z"]
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'z'
for bad in ([], {}, set()):
    try:
        d[bad] = 1
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'set'
d["a"] += 5
print(d["a"])  # expect: 15
