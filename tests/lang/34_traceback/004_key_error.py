# KeyError shows the repr of the key.
d = {"a": 1}
print(d["a"])  # expect: 1
d["missing key"]  # raises: KeyError: 'missing key'
