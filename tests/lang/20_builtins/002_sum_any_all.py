# sum, any, all, abs, divmod, pow.
print(sum([1, 2, 3]), sum([], 5), sum((1,), start=10), sum([[1], [2]], []), sum(range(100)), sum([True, True]))
# expect: 6 5 11 [1, 2] 4950 2
print(sum([0.5, 0.25]), sum([10 ** 20, 1]), sum(((1,), (2,)), ()), sum({1: 0, 2: 0}), sum(x for x in (1, 2)))
# expect: 0.75 100000000000000000001 (1, 2) 3 3
print(any([]), any([0, "", None]), any([0, 1]), all([]), all([1, 0]), all([1, "a"]), any("a"), all({}), any({0: 1}))
# expect: False False True True False True True True False
print(abs(-5), abs(5), abs(-2.5), abs(True), abs(-10 ** 20), abs(0), abs(-0.0))
# expect: 5 5 2.5 1 100000000000000000000 0 0.0
print(divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), pow(2, 5), pow(2, 5, 7), pow(2.0, 3))
# expect: (3, 1) (-4, 1) (3.0, 1.5) 32 4 8.0
for f in (lambda: sum(["a", "b"], ""), lambda: sum([b"a"], b""), lambda: sum("ab"), lambda: sum(5), lambda: any(5), lambda: all(None),
          lambda: abs("x"), lambda: divmod(1, "a"), lambda: pow("a", 2), lambda: abs()):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: sum() can't sum strings [use ''.join(seq) instead]
# expect: sum() can't sum bytes [use b''.join(seq) instead]
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: bad operand type for abs(): 'str'
# expect: unsupported operand type(s) for divmod(): 'int' and 'str'
# expect: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# expect: abs() takes exactly one argument (0 given)
