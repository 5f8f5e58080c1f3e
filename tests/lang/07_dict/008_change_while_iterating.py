# Changing the size of a dict in a loop over it is an error; changing values is not.
d = {"a": 1, "b": 2, "c": 3}
for k in d:
    d[k] *= 2
print(d)  # expect: {'a': 2, 'b': 4, 'c': 6}
try:
    for k in d:
        d[k + "x"] = 0
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
d = {"a": 1, "b": 2}
try:
    for k, v in d.items():
        d.clear()
except RuntimeError as e:
    print(e)  # expect: dictionary changed size during iteration
d = {i: i for i in range(10)}
for k in list(d):
    if k % 3:
        del d[k]
print(d)  # expect: {0: 0, 3: 3, 6: 6, 9: 9}
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 100)
except RuntimeError as e:
    print(e)  # expect: Set changed size during iteration
