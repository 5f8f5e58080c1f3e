# Bare raise, raise in except, through several frames.
def a():
    raise ValueError("deep")


def b():
    try:
        a()
    except ValueError:
        print("b saw it")
        raise


def c():
    try:
        b()
    except ValueError as e:
        print("c saw", e)
        raise RuntimeError("from c") from e
    finally:
        print("c finally")


try:
    c()
    # expect: b saw it
    # expect: c saw deep
    # expect: c finally
except RuntimeError as e:
    print(e, "cause:", repr(e.__cause__), e.__suppress_context__)
    # expect: from c cause: ValueError('deep') True
try:
    raise
except RuntimeError as e:
    print(e)  # expect: No active exception to reraise


def nested():
    try:
        1 // 0
    except ZeroDivisionError:
        try:
            {}["k"]
        except KeyError:
            pass
        raise


try:
    nested()
except Exception as e:
    print(type(e).__name__)  # expect: ZeroDivisionError


def helper():
    raise


try:
    try:
        1 // 0
    except ZeroDivisionError:
        helper()
except ZeroDivisionError:
    print("helper re-raised")  # expect: helper re-raised
