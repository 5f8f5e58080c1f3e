# + * += *= in and comparison of lists.
a = [1, 2]
b = [3]
print(a + b, a * 2, 2 * b, a * 0, a * -1)  # expect: [1, 2, 3] [1, 2, 1, 2] [3, 3] [] []
c = a
c += b
print(a, c is a)  # expect: [1, 2, 3] True
c = c + [4]
print(a, c, c is a)  # expect: [1, 2, 3] [1, 2, 3, 4] False
a *= 2
print(a)  # expect: [1, 2, 3, 1, 2, 3]
a += "xy"
print(a)  # expect: [1, 2, 3, 1, 2, 3, 'x', 'y']
print(2 in [1, 2], 5 in [1, 2], [1] in [[1]], 2 not in [1])  # expect: True False True True
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1] != (1,))
# expect: True True True True True True
print([1, "a"] == [1, "a"], [[1], [2]] <= [[1], [2]], [1, 2] >= [1, 2, 3])
# expect: True True False
for f in (lambda: [1] + (2,), lambda: [1] * "a", lambda: [1] < 5, lambda: [1] < ["a"], lambda: [1] * 1.5):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: can only concatenate list (not "tuple") to list
# expect: can't multiply sequence by non-int of type 'str'
# expect: '<' not supported between instances of 'list' and 'int'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: can't multiply sequence by non-int of type 'float'
x = [[]] * 3
x[0].append(1)
print(x)  # expect: [[1], [1], [1]]
y = [[] for _ in range(3)]
y[0].append(1)
print(y)  # expect: [[1], [], []]
