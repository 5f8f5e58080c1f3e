# return, break, continue and raise through finally.
def ret():
    try:
        return "try"
    finally:
        print("cleanup")


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        1 // 0
    finally:
        return "swallowed"


def value():
    x = 1
    try:
        return x
    finally:
        x = 2


def loop():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append("f" + str(i))
    return out


def deep():
    try:
        try:
            try:
                return "r"
            finally:
                print("1", end=" ")
        finally:
            print("2", end=" ")
    finally:
        print("3")


def exc_in_finally():
    try:
        try:
            raise ValueError("lost")
        finally:
            {}["new"]
    except KeyError as e:
        return "KeyError " + str(e)


def else_raises():
    try:
        pass
    except ValueError:
        return "never"
    else:
        try:
            raise ValueError
        except ValueError:
            return "else body is not guarded by its own except"


for f in (ret, override, swallow, value, loop, deep, exc_in_finally, else_raises):
    print(f())
# expect: cleanup
# expect: try
# expect: finally
# expect: swallowed
# expect: 1
# expect: [0, 'f0', 'f1', 2, 'f2', 'f3']
# expect: 1 2 3
# expect: r
# expect: KeyError 'new'
# expect: else body is not guarded by its own except
