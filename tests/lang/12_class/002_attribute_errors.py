# Missing attributes: messages for instances, classes, builtins, modules.
class C:
    def f(self):
        pass


c = C()
for get in (lambda: c.nope, lambda: C.nope, lambda: (5).nope, lambda: "s".nope, lambda: [].nope,
            lambda: None.nope, lambda: c.f.nope, lambda: (1.5).x, lambda: {}.x, lambda: len.x):
    try:
        get()
    except AttributeError as e:
        print(e)
# expect: 'C' object has no attribute 'nope'
# expect: type object 'C' has no attribute 'nope'
# expect: 'int' object has no attribute 'nope'
# expect: 'str' object has no attribute 'nope'
# expect: 'list' object has no attribute 'nope'
# expect: 'NoneType' object has no attribute 'nope'
# expect: 'function' object has no attribute 'nope'
# expect: 'float' object has no attribute 'x'
# expect: 'dict' object has no attribute 'x'
# expect: 'builtin_function_or_method' object has no attribute 'x'
try:
    del c.nope
except AttributeError as e:
    print(type(e).__name__)  # expect: AttributeError
try:
    c.nope()
except AttributeError as e:
    print(e)  # expect: 'C' object has no attribute 'nope'
try:
    c.f(1)
except TypeError as e:
    print(e)  # expect: C.f() takes 1 positional argument but 2 were given
try:
    C.f()
except TypeError as e:
    print(e)  # expect: C.f() missing 1 required positional argument: 'self'
try:
    C(1)
except TypeError as e:
    print(e)  # expect: C() takes no arguments
