# assert: true ones are silent, false ones carry their message.
assert True
assert 1, "never evaluated"
assert [0]
for f in ("assert False", "assert 0, 'message'", "assert None, 5", "assert '', ('a', 1)", "assert [] == 1, f'{1 + 1}'"):
    try:
        exec(f)
    except AssertionError as e:
        print(type(e).__name__, repr(str(e)), e.args)
# expect: AssertionError '' ()
# expect: AssertionError 'message' ('message',)
# expect: AssertionError '5' (5,)
# expect: AssertionError "('a', 1)" (('a', 1),)
# expect: AssertionError '2' ('2',)


def check(x):
    assert x > 0, "x must be positive, not " + str(x)
    return x


print(check(5))  # expect: 5
try:
    check(-1)
except AssertionError as e:
    print(e)  # expect: x must be positive, not -1
n = []
assert n.append(1) is None, n.append(2)
print(n)  # expect: [1]
try:
    assert (lambda: False)(), 1 // 0
except ZeroDivisionError:
    print("message raised")  # expect: message raised
