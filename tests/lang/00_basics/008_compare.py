# Comparison of ints.
print(1 < 2, 2 < 1, 1 < 1)  # expect: True False False
print(1 <= 2, 2 <= 1, 1 <= 1)  # expect: True False True
print(1 > 2, 2 > 1, 1 > 1)  # expect: False True False
print(1 >= 2, 2 >= 1, 1 >= 1)  # expect: False True True
print(1 == 1, 1 == 2)  # expect: True False
print(1 != 1, 1 != 2)  # expect: False True
print(-5 < 3, -5 < -6)  # expect: True False
