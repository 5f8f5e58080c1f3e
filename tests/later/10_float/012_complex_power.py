# A fractional power of a negative number is complex.
print((-8.0) ** 0.5 == 0)  # expect: False
