# The words of common errors.
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: [][0])  # expect: IndexError: list index out of range
attempt(lambda: ()[0])  # expect: IndexError: tuple index out of range
attempt(lambda: ""[0])  # expect: IndexError: string index out of range
attempt(lambda: {}["missing"])  # expect: KeyError: 'missing'
attempt(lambda: {}[1, 2])  # expect: KeyError: (1, 2)
attempt(lambda: int("12x"))  # expect: ValueError: invalid literal for int() with base 10: '12x'
attempt(lambda: int([]))
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
attempt(lambda: float("abc"))  # expect: ValueError: could not convert string to float: 'abc'
attempt(lambda: undefined_name)  # expect: NameError: name 'undefined_name' is not defined
attempt(lambda: len(5))  # expect: TypeError: object of type 'int' has no len()
attempt(lambda: next(iter([])))  # expect: StopIteration:
attempt(lambda: [].pop())  # expect: IndexError: pop from empty list
attempt(lambda: {}.popitem())  # expect: KeyError: 'popitem(): dictionary is empty'
attempt(lambda: "a".index("b"))  # expect: ValueError: substring not found
attempt(lambda: [].remove(1))  # expect: ValueError: list.remove(x): x not in list
attempt(lambda: [1, 2].index(3))  # expect: ValueError: 3 is not in list
attempt(lambda: 1 + "1")  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: "1" + 1)  # expect: TypeError: can only concatenate str (not "int") to str
attempt(lambda: [1] + 1)  # expect: TypeError: can only concatenate list (not "int") to list
five, none = 5, None
attempt(lambda: five())  # expect: TypeError: 'int' object is not callable
attempt(lambda: five[0])  # expect: TypeError: 'int' object is not subscriptable
attempt(lambda: none[0])  # expect: TypeError: 'NoneType' object is not subscriptable
attempt(lambda: iter(5))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: max(1, "a"))
# expect: TypeError: '>' not supported between instances of 'str' and 'int'
attempt(lambda: sum(["a"]))  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: chr(1114112))  # expect: ValueError: chr() arg not in range(0x110000)
attempt(lambda: ord(""))
# expect: TypeError: ord() expected a character, but string of length 0 found
attempt(lambda: abs("a"))  # expect: TypeError: bad operand type for abs(): 'str'
attempt(lambda: hash([]))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: list(5))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: dict([1]))
# expect: TypeError: cannot convert dictionary update sequence element #0 to a sequence
attempt(lambda: bytes([256]))  # expect: ValueError: bytes must be in range(0, 256)
attempt(lambda: bytes(-1))  # expect: ValueError: negative count
attempt(lambda: "%d" % "a")  # expect: TypeError: %d format: a real number is required, not str
attempt(lambda: "%s %s" % (1,))  # expect: TypeError: not enough arguments for format string
attempt(lambda: "%s" % (1, 2))
# expect: TypeError: not all arguments converted during string formatting
attempt(lambda: "{}".format())
# expect: IndexError: Replacement index 0 out of range for positional args tuple
attempt(lambda: "{x}".format())  # expect: KeyError: 'x'
attempt(lambda: isinstance(1, "int"))
# expect: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: [3, "a"].sort())
# expect: TypeError: '<' not supported between instances of 'str' and 'int'
attempt(lambda: round("a"))  # expect: TypeError: type str doesn't define __round__ method
attempt(lambda: print(1, sep=5))  # expect: TypeError: sep must be None or a string, not int
attempt(lambda: b"a" + "a")  # expect: TypeError: can't concat str to bytes
attempt(lambda: object().x)  # expect: AttributeError: 'object' object has no attribute 'x'
