# raise of classes, instances, from functions; args and str.
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, repr(str(e)), e.args)


def r(x):
    raise x


attempt(lambda: r(ValueError))  # expect: ValueError '' ()
attempt(lambda: r(ValueError("one")))  # expect: ValueError 'one' ('one',)
attempt(lambda: r(ValueError("one", 2)))  # expect: ValueError "('one', 2)" ('one', 2)
attempt(lambda: r(ValueError(5)))  # expect: ValueError '5' (5,)
attempt(lambda: r(KeyError("k")))  # expect: KeyError "'k'" ('k',)
attempt(lambda: r(KeyError()))  # expect: KeyError '' ()
attempt(lambda: r(OSError(2, "No such file")))
# expect: FileNotFoundError '[Errno 2] No such file' (2, 'No such file')
attempt(lambda: r(IndexError(None)))  # expect: IndexError 'None' (None,)
attempt(lambda: r(RuntimeError("é€")))  # expect: RuntimeError 'é€' ('é€',)
attempt(lambda: r(5))
# expect: TypeError 'exceptions must derive from BaseException' ('exceptions must derive from BaseException',)
attempt(lambda: r("text"))
# expect: TypeError 'exceptions must derive from BaseException' ('exceptions must derive from BaseException',)
attempt(lambda: r(None))
# expect: TypeError 'exceptions must derive from BaseException' ('exceptions must derive from BaseException',)
attempt(lambda: r(int))
# expect: TypeError 'exceptions must derive from BaseException' ('exceptions must derive from BaseException',)
print(repr(ValueError()), repr(ValueError("a")), repr(ValueError("a", 1)), repr(KeyError(1)))
# expect: ValueError() ValueError('a') ValueError('a', 1) KeyError(1)
e = ValueError("kept")
try:
    raise e
except ValueError as f:
    print(e is f)  # expect: True
