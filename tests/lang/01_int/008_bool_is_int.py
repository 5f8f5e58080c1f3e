# bool is a subclass of int; & | ^ of two bools stay bools.
print(True + True, True * 5, -True, ~True)  # expect: 2 5 -1 -2
print(True == 1, False == 0, True is True, True == 2)  # expect: True True True False
print(isinstance(True, int), isinstance(1, bool), issubclass(bool, int))  # expect: True False True
print(type(True & True), type(True & 1), type(True + 0))
# expect: <class 'bool'> <class 'int'> <class 'int'>
print(True > False, True < 2, sum([True, True, False]))  # expect: True True 2
print(int(True), bool(2), bool(0), bool(-1))  # expect: 1 True False True
print("ab"[True], [10, 20][False])  # expect: b 10
print(True << 3, 10 // True, str(True), repr(False))  # expect: 8 10 True False
print(bool(), int())  # expect: False 0
