# The conditional expression, and chained comparison.
x = 3
print("yes" if x == 3 else "no")  # expect: yes
print("yes" if x == 4 else "no")  # expect: no
print(1 if x > 5 else 2 if x > 2 else 3)  # expect: 2
print(1 < x < 5)  # expect: True
print(1 < x < 2)  # expect: False
print(1 < x > 2)  # expect: True
print(3 == x == 3)  # expect: True
print(5 > x >= 3 != 4)  # expect: True


def mid():
    print("mid")
    return 5


print(1 < mid() < 10)
# expect: mid
# expect: True
print(9 < mid() < 10)
# expect: mid
# expect: False
