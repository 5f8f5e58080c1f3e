# match in loops and functions; bindings after a failed pattern; an evaluator.
def ev(e, env):
    match e:
        case int():
            return e
        case str(name):
            return env[name]
        case ("+", a, b):
            return ev(a, env) + ev(b, env)
        case ("*", a, b):
            return ev(a, env) * ev(b, env)
        case ("-", a):
            return -ev(a, env)
        case ("let", str(n), v, body):
            return ev(body, {**env, n: ev(v, env)})
        case ("if", c, t, f):
            return ev(t if ev(c, env) else f, env)
        case _:
            raise ValueError(f"bad {e!r}")


print(ev(("let", "x", 5, ("+", "x", ("*", 2, ("-", "x")))), {}), ev(("if", 0, "no", ("+", 1, 1)), {}))
# expect: -5 2
try:
    ev(("?",), {})
except ValueError as e:
    print(e)  # expect: bad ('?',)
out = []
for item in [1, "skip", 2, "stop", 3]:
    match item:
        case "skip":
            continue
        case "stop":
            break
        case int(n):
            out.append(n)
print(out)  # expect: [1, 2]
calls = []


def subject():
    calls.append(1)
    return 5


match subject():
    case 1 | 2:
        print("never")
    case 5:
        print("five", len(calls))  # expect: five 1
match [1, 2, 3]:
    case [a, b]:
        pass
    case [a, b, 4]:
        pass
    case [a, *_]:
        print("a is", a)  # expect: a is 1


def nothing(x):
    match x:
        case 1:
            pass


print(nothing(1), nothing(2))  # expect: None None
