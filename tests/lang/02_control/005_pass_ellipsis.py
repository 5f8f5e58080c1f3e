# pass, ..., docstrings and bare expressions do nothing.
if True:
    pass
else:
    ...


def f(): ...


def g():
    """Only a docstring."""


class C: pass


class D:
    "doc"
    x = 1; y = 2


print(f(), g(), g.__doc__, C.__doc__, D.__doc__, D.x, D.y)
# expect: None None Only a docstring. None doc 1 2
1 + 1
"string"
...
print(...); print(Ellipsis is ...)
            # expect: Ellipsis
            # expect: True
if 1: print("one line")  # expect: one line
for i in range(2): print(i); print("also")
# expect: 0
# expect: also
# expect: 1
# expect: also
while False: print("never")
x = 1; y = 2; print(x, y)  # expect: 1 2
