# and, or, not: short circuit, value of the operand.
print(1 and 2)  # expect: 2
print(0 and 2)  # expect: 0
print(1 or 2)  # expect: 1
print(0 or 2)  # expect: 2
print(0 or None)  # expect: None
print("" or "default")  # expect: default
print(not 0, not 1, not "", not "a")  # expect: True False True False
print(1 and 0 or 3)  # expect: 3
print(1 < 2 and 2 < 3)  # expect: True


def say(x):
    print("say", x)
    return x


say(0) and say(1)  # expect: say 0
say(1) or say(2)  # expect: say 1
say(1) and say(2)
# expect: say 1
# expect: say 2
