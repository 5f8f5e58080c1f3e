# locals(), exec and eval with namespaces; comprehension scope.
def f(a, b=2):
    c = a + b
    return sorted(locals().items())


print(f(1))  # expect: [('a', 1), ('b', 2), ('c', 3)]
i = "outer"
print([i for i in range(3)], i)  # expect: [0, 1, 2] outer
print({i: i for i in "ab"}, {i for i in (1,)}, list(i for i in (5,)), i)
# expect: {'a': 'a', 'b': 'b'} {1} [5] outer
x = 10
print([x for _ in range(2)], [[x + y for y in range(2)] for x in (1, 2)], x)
# expect: [10, 10] [[1, 2], [2, 3]] 10
env = {"a": 5}
exec("b = a * 2\ndef g(n):\n    return n + b", env)
print(env["b"], env["g"](1), eval("a + b", env), eval("1 + 2"), eval("x + 1"))
# expect: 10 11 15 3 11
loc = {}
exec("p = 1\nq = p + x", globals(), loc)
print(loc)  # expect: {'p': 1, 'q': 11}
print(eval("y * 2", {}, {"y": 21}), eval(" [z for z in range(3)] "))  # expect: 42 [0, 1, 2]
code = compile("x + 100", "<s>", "eval")
print(eval(code))  # expect: 110
for bad in ("1 +", "x = 1", "", "nope_"):
    try:
        eval(bad)
    except (SyntaxError, NameError) as e:
        print(type(e).__name__)
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
# expect: NameError


class C:
    n = 3
    squares = [k * k for k in range(n)]


print(C.squares)  # expect: [0, 1, 4]
