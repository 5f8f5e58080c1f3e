# The first program: print small ints.
print(1)  # expect: 1
print(0)  # expect: 0
print(42)  # expect: 42
print(-1)  # expect: -1
print(-100)  # expect: -100
print(16383)  # expect: 16383
print(-16384)  # expect: -16384
