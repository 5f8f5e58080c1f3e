# get, setdefault, pop, popitem, update, clear, copy, fromkeys.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 5), d.get("a", 5))  # expect: 1 None 5 1
print(d.setdefault("a", 9), d.setdefault("c", 9), d.setdefault("n"), d)
# expect: 1 9 None {'a': 1, 'b': 2, 'c': 9, 'n': None}
print(d.pop("a"), d.pop("zz", "default"), d)  # expect: 1 default {'b': 2, 'c': 9, 'n': None}
print(d.popitem(), d.popitem(), d)  # expect: ('n', None) ('c', 9) {'b': 2}
d.update({"x": 1}, y=2)
d.update([("z", 3), ["w", 4]])
d.update()
print(d)  # expect: {'b': 2, 'x': 1, 'y': 2, 'z': 3, 'w': 4}
c = d.copy()
c["x"] = 100
print(d["x"], c["x"])  # expect: 1 100
d.clear()
print(d, len(d))  # expect: {} 0
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), {}.fromkeys(range(2), []))
# expect: {'a': None, 'b': None, 'c': None} {1: 0, 2: 0} {0: [], 1: []}
for f in (lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {}.update([1]), lambda: {}.update([(1, 2, 3)]),
          lambda: {}.update(5)):
    try:
        f()
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: KeyError 'k'
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError 'int' object is not iterable
