# __context__, __cause__, from None.
def catch(f):
    try:
        f()
    except Exception as e:
        chain = []
        while e:
            chain.append(f"{type(e).__name__}({e})")
            chain.append("cause" if e.__cause__ else "context" if e.__context__ else "end")
            e = e.__cause__ or e.__context__
        print(" ".join(chain))


def implicit():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("second")


def explicit():
    try:
        [][0]
    except IndexError as e:
        raise ValueError("v") from e


def hidden():
    try:
        [][0]
    except IndexError:
        raise ValueError("v") from None


def in_finally():
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")


def three():
    try:
        implicit()
    except ValueError:
        None.x


def sequential():
    try:
        raise ValueError
    except ValueError:
        pass
    raise TypeError("no context")


for f in (implicit, explicit, in_finally, three, sequential):
    catch(f)
# expect: ValueError(second) context KeyError('k') end
# expect: ValueError(v) cause IndexError(list index out of range) end
# expect: TypeError(second) context ValueError(first) end
# expect: AttributeError('NoneType' object has no attribute 'x') context ValueError(second) context KeyError('k') end
# expect: TypeError(no context) end
try:
    hidden()
except ValueError as e:
    print(e.__cause__, type(e.__context__).__name__, e.__suppress_context__)
    # expect: None IndexError True
try:
    raise ValueError from 5
except TypeError as e:
    print(e)  # expect: exception causes must derive from BaseException
try:
    raise ValueError("x") from KeyError
except ValueError as e:
    print(repr(e.__cause__))  # expect: KeyError()
