# Tuples as dict keys and set members; hash of equal tuples.
d = {(1, 2): "a", (1, (2, 3)): "b", (): "empty"}
print(d[1, 2], d[(1, (2, 3))], d[()])  # expect: a b empty
print((1, 2) in d, (2, 1) in d, hash((1, 2)) == hash((1, 2)), hash((1.0, True)) == hash((1, 1)))
# expect: True False True True
grid = {}
for x in range(3):
    for y in range(3):
        grid[x, y] = x * y
print(grid[2, 2], len(grid), sum(grid.values()))  # expect: 4 9 9
try:
    d[[1]] = 1
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
try:
    hash((1, [2]))
except TypeError as e:
    print(e)  # expect: unhashable type: 'list'
print(len({(1, 2), (1, 2), (2, 1)}), {(0,): 1} == {(False,): True})  # expect: 2 True
