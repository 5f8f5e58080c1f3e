# import inside functions, classes, try; runs once whoever asks first.
def f():
    import helper_a
    from helper_a import value as v
    return helper_a.__name__, v


print("before")  # expect: before
print(f(), f())
# expect: helper_a runs as helper_a
# expect: ('helper_a', 10) ('helper_a', 10)
try:
    helper_a
except NameError as e:
    print(e)  # expect: name 'helper_a' is not defined


class C:
    import helper_a as mod
    from helper_b import total
# expect: helper_b runs


print(C.mod.value, C.total, C().mod is C.mod)  # expect: 10 11 True
try:
    import nothing_here as n
except ImportError:
    n = None
print(n)  # expect: None
if True:
    import helper_b
else:
    import never
print(helper_b.helper_a is C.mod)  # expect: True
