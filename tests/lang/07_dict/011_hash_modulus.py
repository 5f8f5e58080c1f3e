# Hashes of numbers are taken modulo the prime 2 ** 61 - 1.
# skip-cell: 16 (a hash has 15 bits)
# skip-board: all (cells of 16 bits)
print(hash(2 ** 61 - 1) == hash(0), hash(2 ** 61) == hash(1))  # expect: True True
