# Lambdas: arguments of every kind, nesting, immediate calls.
print((lambda: 5)(), (lambda x: x + 1)(2), (lambda x, y=10: x + y)(1), (lambda *a, **k: (a, k))(1, 2, z=3))
# expect: 5 3 11 ((1, 2), {'z': 3})
print((lambda x: lambda y: x * y)(3)(4), (lambda f, n: f(f, n))(lambda s, n: 1 if n < 2 else n * s(s, n - 1), 10))
# expect: 12 3628800
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
print([ops[o](6, 3) for o in "+-*"], sorted("bca", key=lambda c: -ord(c)), list(map(lambda t: t[0], [(1, 2), (3, 4)])))
# expect: [9, 3, 18] ['c', 'b', 'a'] [1, 3]
print((lambda a, /, b, *, c=1: a + b + c)(1, b=2), (lambda *, k: k)(k=5), (lambda: (yield))().__class__.__name__)
# expect: 4 5 generator
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(lambda x: x + 1, lambda x: x * 2, str.__len__)("abc"))  # expect: 7
print((lambda x: x if x > 0 else -x)(-5), (lambda: None)(), (lambda x: (x, [x], {x}))(1), (lambda s: s.upper())("up"))
# expect: 5 None (1, [1], {1}) UP
y = 5
f = lambda x=y: x
y = 6
print(f(), (lambda: y)(), [g() for g in [lambda i=i: i * i for i in range(4)]])
# expect: 5 6 [0, 1, 4, 9]
print(max([(1, 2), (0, 9)], key=lambda t: t[1]), min("Ab", key=lambda c: c.lower()), (lambda x: not x)(0), (lambda: 1 if 0 else 2)())
# expect: (0, 9) A True 2
try:
    (lambda x: x)()
except TypeError as e:
    print(e)  # expect: <lambda>() missing 1 required positional argument: 'x'
print((lambda z: [z := z + 1, z])(1), (lambda a, b: a or b)(0, "b"))  # expect: [2, 2] b
