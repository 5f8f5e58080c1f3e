# throw and close; finally inside generators.
def gen():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("caught", e)
        yield "recovered"
    finally:
        print("finally")


g = gen()
print(next(g), g.throw(ValueError("inside")))
# expect: caught inside
# expect: 1 recovered
print(list(g))
# expect: finally
# expect: []
g = gen()
next(g)
g.close()  # expect: finally
g.close()
print(list(g))  # expect: []
g = gen()
try:
    g.throw(KeyError("not started"))
except KeyError as e:
    print("out", e)  # expect: out 'not started'
print(list(g))  # expect: []


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)  # expect: generator ignored GeneratorExit


def clean():
    try:
        yield 1
    except GeneratorExit:
        print("exit")
        raise


g = clean()
next(g)
print(g.close())
# expect: exit
# expect: None


def passes():
    while True:
        try:
            x = yield
            print("got", x)
        except TypeError:
            print("type error")


g = passes()
next(g)
g.send(1)  # expect: got 1
g.throw(TypeError)  # expect: type error
g.send(2)  # expect: got 2
try:
    g.throw(ZeroDivisionError("leaves"))
except ZeroDivisionError as e:
    print(e)  # expect: leaves
print(next(g, "dead"))  # expect: dead
