# str() and repr() of many things; str of bytes.
print(str(1), str(1.5), str(None), str(True), str([1, "a"]), str((1,)), str({"k": "v"}))
# expect: 1 1.5 None True [1, 'a'] (1,) {'k': 'v'}
print(repr("a"), repr(["a", 'b"c']), repr(("x", 1)), repr({1: "x"}))
# expect: 'a' ['a', 'b"c'] ('x', 1) {1: 'x'}
print(str(), repr(str()), str("s"), str(b"ab"), str(b"ab", "utf-8"), str(object=5))
# expect:  '' s b'ab' ab 5
print(repr([]), repr(()), repr({}), repr(set()), repr(frozenset()), repr(range(3)), repr(range(1, 9, 2)))
# expect: [] () {} set() frozenset() range(0, 3) range(1, 9, 2)
print(repr([[], [()], [{}]]), repr([None, ..., NotImplemented]))
# expect: [[], [()], [{}]] [None, Ellipsis, NotImplemented]
print(str(int), str(type(None)), repr(str), repr(type), repr(ValueError), repr(Exception))
# expect: <class 'int'> <class 'NoneType'> <class 'str'> <class 'type'> <class 'ValueError'> <class 'Exception'>
print(repr(ValueError("x")), str(ValueError("x")), repr(KeyError("k")), str(KeyError("k")))
# expect: ValueError('x') x KeyError('k') 'k'
print(repr(slice(1, 2)), repr(b"a\x00'"), repr(bytearray(b"x")), repr({1: {2: [3]}}))
# expect: slice(1, 2, None) b"a\x00'" bytearray(b'x') {1: {2: [3]}}
print(str(len), repr(print))  # expect: <built-in function len> <built-in function print>
