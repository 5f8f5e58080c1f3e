# True, False and None print by name.
print(True)  # expect: True
print(False)  # expect: False
print(None)  # expect: None
print(True, None, False)  # expect: True None False
x = None
print(x)  # expect: None
print(not True, not None)  # expect: False True
