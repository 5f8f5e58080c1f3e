# Powers: negative exponents make floats, three arguments make a modulus.
print(2 ** 0, 0 ** 0, 1 ** 100, (-1) ** 101)  # expect: 1 1 1 -1
print((-2) ** 3, 7 ** 4, 3 ** 20)  # expect: -8 2401 3486784401
print(2 ** -1, 4 ** -2, (-2) ** -1)  # expect: 0.5 0.0625 -0.5
print(pow(2, 10), pow(2, 10, 1000), pow(-2, 3, 7), pow(2, 3, -5))  # expect: 1024 24 6 -2
print(pow(3, -1, 7), pow(7, 100, 13))  # expect: 5 9
try:
    pow(2, 3, 0)
except ValueError as e:
    print("ValueError", e)  # expect: ValueError pow() 3rd argument cannot be 0
try:
    pow(2, -1, 4)
except ValueError as e:
    print("ValueError", e)  # expect: ValueError base is not invertible for the given modulus
