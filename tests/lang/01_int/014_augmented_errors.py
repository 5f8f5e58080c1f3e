# Augmented assignment names its operator in the message.
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)


def add():
    x = 1
    x += "a"


def sub():
    x = "a"
    x -= 1


def power():
    x = None
    x **= 2


def shift():
    x = 1
    x <<= []


def floor():
    x = ()
    x //= 1


def both():
    x = {}
    x &= 1


for f in (add, sub, power, shift, floor, both):
    attempt(f)
# expect: unsupported operand type(s) for +=: 'int' and 'str'
# expect: unsupported operand type(s) for -=: 'str' and 'int'
# expect: unsupported operand type(s) for **=: 'NoneType' and 'int'
# expect: unsupported operand type(s) for <<=: 'int' and 'list'
# expect: unsupported operand type(s) for //=: 'tuple' and 'int'
# expect: unsupported operand type(s) for &=: 'dict' and 'int'
