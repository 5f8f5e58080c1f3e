# The ways to make a dict; | and |=; ** in displays.
print(dict(), dict(a=1, b=2), dict([("x", 1), (2, 3)]), dict({"k": 1}, k=2, z=3), dict(["ab", "cd"]))
# expect: {} {'a': 1, 'b': 2} {'x': 1, 2: 3} {'k': 2, 'z': 3} {'a': 'b', 'c': 'd'}
print(dict(zip("abc", range(3))), {**{"a": 1}, "b": 2, **{"a": 3}}, {"a": 0, **dict(b=1)})
# expect: {'a': 0, 'b': 1, 'c': 2} {'a': 3, 'b': 2} {'a': 0, 'b': 1}
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a)  # expect: {'x': 1, 'y': 3, 'z': 4} {'y': 2, 'z': 4, 'x': 1}
a |= b
print(a)  # expect: {'x': 1, 'y': 3, 'z': 4}
a |= [("q", 5)]
print(a)  # expect: {'x': 1, 'y': 3, 'z': 4, 'q': 5}
print({x: x * x for x in range(4)}, {k: v for k, v in zip("ab", "cd") if k != "a"})
# expect: {0: 0, 1: 1, 2: 4, 3: 9} {'b': 'd'}
print({} == {}, {1: 2} != {1: 3}, {1: [1]} == {1: [1]})  # expect: True True True
for f in (lambda: {} | [], lambda: {} < {}, lambda: {} + {}, lambda: {**5}, lambda: dict(5),
          lambda: dict([(1,)]), lambda: dict(1, 2)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(e)
# expect: unsupported operand type(s) for |: 'dict' and 'list'
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: unsupported operand type(s) for +: 'dict' and 'dict'
# expect: 'int' object is not a mapping
# expect: 'int' object is not iterable
# expect: dictionary update sequence element #0 has length 1; 2 is required
# expect: dict expected at most 1 argument, got 2
