# Things that go wrong: no __enter__, __exit__ raises, __enter__ raises.
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, "| context:", type(e.__context__).__name__)


class NoEnter:
    def __exit__(self, *a):
        pass


class NoExit:
    def __enter__(self):
        pass


class EnterRaises:
    def __enter__(self):
        raise KeyError("enter")

    def __exit__(self, *a):
        print("never")


class ExitRaises:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        raise RuntimeError("exit")


def use(cm, body=lambda: None):
    with cm:
        body()


def boom():
    raise ValueError("body")


attempt(lambda: use(NoEnter()))
# expect: TypeError 'NoEnter' object does not support the context manager protocol | context: NoneType
attempt(lambda: use(NoExit()))
# expect: TypeError 'NoExit' object does not support the context manager protocol (missed __exit__ method) | context: NoneType
attempt(lambda: use(5))
# expect: TypeError 'int' object does not support the context manager protocol | context: NoneType
attempt(lambda: use(EnterRaises()))  # expect: KeyError 'enter' | context: NoneType
attempt(lambda: use(ExitRaises()))  # expect: RuntimeError exit | context: NoneType
attempt(lambda: use(ExitRaises(), boom))  # expect: RuntimeError exit | context: ValueError


class Log:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        print("in", self.n)

    def __exit__(self, *a):
        print("out", self.n)


def second_fails():
    with Log(1), EnterRaises(), Log(3):
        print("never")


attempt(second_fails)
# expect: in 1
# expect: out 1
# expect: KeyError 'enter' | context: NoneType


class Instance:
    pass


i = Instance()
i.__enter__ = i.__exit__ = lambda *a: None
attempt(lambda: use(i))
# expect: TypeError 'Instance' object does not support the context manager protocol | context: NoneType


class Truthy:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        return "non-empty"


use(Truthy(), boom)
print("swallowed")  # expect: swallowed
