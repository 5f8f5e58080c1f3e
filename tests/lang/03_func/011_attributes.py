# Functions are objects: attributes, names, identity.
def f(a, b=1):
    "The doc."
    return a


print(f.__name__, f.__doc__, f.__module__)  # expect: f The doc. __main__
f.count = 0
f.count += 5
print(f.count, hasattr(f, "count"), hasattr(f, "other"))  # expect: 5 True False
del f.count
try:
    f.count
except AttributeError as e:
    print(e)  # expect: 'function' object has no attribute 'count'
g = f
g.__name__ = "renamed"
print(f.__name__, f is g, f == g)  # expect: renamed True True
print(callable(f), callable(5), callable(int))  # expect: True False True
print(type(f).__name__, type(len).__name__, type(lambda: 0).__name__)
# expect: function builtin_function_or_method function
print((lambda x: x).__name__)  # expect: <lambda>
try:
    5()
except TypeError as e:
    print(e)  # expect: 'int' object is not callable
try:
    None()
except TypeError as e:
    print(e)  # expect: 'NoneType' object is not callable
try:
    "abc"(1)
except TypeError as e:
    print(e)  # expect: 'str' object is not callable
