# exec, eval, compile, and errors in them.
print(eval("1 + 2 * 3"), eval("[x * 2 for x in (1, 2)]"), eval("lambda a: a + 1")(4))
# expect: 7 [2, 4] 5
exec("a = 5\nb = a + 1")
print(a, b)  # expect: 5 6
ns = {"x": 10}
exec("x += 1\ny = [x] * 2\ndef f():\n    global x\n    x = 0\nf()", ns)
print(ns["x"], ns["y"], sorted(k for k in ns if k[0] != "_"))  # expect: 0 [11, 11] ['f', 'x', 'y']


def f(v):
    return eval("v * 2"), eval("v + w", {"v": 1, "w": 2})


print(f(21))  # expect: (42, 3)
c = compile("for i in range(3):\n    out.append(i)", "<test>", "exec")
out = []
exec(c)
exec(c)
print(out)  # expect: [0, 1, 2, 0, 1, 2]
print(eval(compile("2 ** 10", "f", "eval")), exec("pass"))  # expect: 1024 None
for src in ("1 +", "for", "x = = 1", "(1", "a b", "'abc", "def f(:", "  indented", "if 1:\npass"):
    try:
        exec(src)
    except SyntaxError as e:
        print("SyntaxError" if isinstance(e, SyntaxError) else "?", e.lineno)
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 1
# expect: SyntaxError 2
try:
    exec("1 // 0")
except ZeroDivisionError as e:
    print("ZeroDivisionError")  # expect: ZeroDivisionError
try:
    exec("raise KeyError('k')")
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'k'
