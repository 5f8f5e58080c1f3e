# type, isinstance, issubclass, callable, id, hash.
print(type(1), type("a"), type(1.5), type(None), type([]), type(()), type({}), type(set()), type(b""), type(True))
# expect: <class 'int'> <class 'str'> <class 'float'> <class 'NoneType'> <class 'list'> <class 'tuple'> <class 'dict'> <class 'set'> <class 'bytes'> <class 'bool'>
print(type(print), type(lambda: 0), type(type), type(range(1)), type(...), type(NotImplemented), type(iter([])))
# expect: <class 'builtin_function_or_method'> <class 'function'> <class 'type'> <class 'range'> <class 'ellipsis'> <class 'NotImplementedType'> <class 'list_iterator'>
print(type(1) is int, type(True) == bool, type(1) == type(2), type("a") in (int, str), isinstance(None, type(None)))
# expect: True True True True True
print(isinstance(1, (str, int)), isinstance(True, int), isinstance(1, object), isinstance(int, type), isinstance([], (list,)))
# expect: True True True True True
print(isinstance(5, int | str), isinstance(None, int | None), issubclass(bool, int | str), int | str, int | None)
# expect: True True True int | str int | None
a = []
b = a
print(id(a) == id(b), id(a) == id([]) and a is not b, isinstance(id(a), int), id(None) == id(None))
# expect: True False True True
print(hash("a") == hash("a"), hash(5), hash(-5), hash(0), hash(True), hash(None) == hash(None), hash(-1) == hash(-2))
# expect: True 5 -5 0 1 True True
print(callable(print), callable(1), callable(int), callable(lambda: 0), callable("".join))
# expect: True False True True True
print(int.__name__, type(5).__name__, list.__name__, type(type).__name__, (5).__class__, [].__class__.__name__)
# expect: int int list type <class 'int'> list
print(bool([]), bool([0]), bool(None), bool("False"), not "", int is int, str is not int)
# expect: False True False True True True True
