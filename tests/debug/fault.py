# SPDX-License-Identifier: MIT
def check(x):
    if x > 1:
        raise ValueError("no")
    return x


try:
    check(2)
except ValueError as e:
    print("caught", e)
check(1)
check(2)
