# Parameters before / are positional only.
def f(a, b, /, c):
    return a, b, c


def g(x=1, /, **kw):
    return x, kw


def h(a, /, b, *, c):
    return a, b, c


print(f(1, 2, 3), f(1, 2, c=3))  # expect: (1, 2, 3) (1, 2, 3)
print(g(), g(5), g(x=7), g(2, x=3))  # expect: (1, {}) (5, {}) (1, {'x': 7}) (2, {'x': 3})
print(h(1, 2, c=3), h(1, b=2, c=3))  # expect: (1, 2, 3) (1, 2, 3)
for call in (lambda: f(1, b=2, c=3), lambda: f(a=1, b=2, c=3), lambda: h(a=1, b=2, c=3)):
    try:
        print(call())
    except TypeError as e:
        print(e)
# expect: f() got some positional-only arguments passed as keyword arguments: 'b'
# expect: f() got some positional-only arguments passed as keyword arguments: 'a, b'
# expect: h() got some positional-only arguments passed as keyword arguments: 'a'
