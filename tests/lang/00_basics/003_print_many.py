# Several arguments, separated by one blank.
print(1, 2, 3)  # expect: 1 2 3
print("a", "b")  # expect: a b
print("n =", 5)  # expect: n = 5
print()  # expect:
print("", "")  # expect:
print("x", -7, "y")  # expect: x -7 y
