# Operators with operands that do not fit name both types.
def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


attempt(lambda: 1 + "a")  # expect: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: "a" + 1)  # expect: can only concatenate str (not "int") to str
attempt(lambda: 1 - None)  # expect: unsupported operand type(s) for -: 'int' and 'NoneType'
attempt(lambda: None * 2)  # expect: unsupported operand type(s) for *: 'NoneType' and 'int'
attempt(lambda: [] - 1)  # expect: unsupported operand type(s) for -: 'list' and 'int'
attempt(lambda: 1 << 1.0)  # expect: unsupported operand type(s) for <<: 'int' and 'float'
attempt(lambda: 1.5 & 1)  # expect: unsupported operand type(s) for &: 'float' and 'int'
attempt(lambda: {} // 2)  # expect: unsupported operand type(s) for //: 'dict' and 'int'
attempt(lambda: 1 < "a")  # expect: '<' not supported between instances of 'int' and 'str'
attempt(lambda: None >= 1)  # expect: '>=' not supported between instances of 'NoneType' and 'int'
attempt(lambda: -"a")  # expect: bad operand type for unary -: 'str'
attempt(lambda: ~1.5)  # expect: bad operand type for unary ~: 'float'
attempt(lambda: +None)  # expect: bad operand type for unary +: 'NoneType'
attempt(lambda: 2 ** "x")  # expect: unsupported operand type(s) for ** or pow(): 'int' and 'str'
attempt(lambda: 1 == "1")  # expect: False
attempt(lambda: 1 != None)  # expect: True
