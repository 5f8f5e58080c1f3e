# Matrices, transposition, shared rows, printing of nested lists.
m = [[1, 2, 3], [4, 5, 6]]
print(m[1][2], m[0], len(m), len(m[0]))  # expect: 6 [1, 2, 3] 2 3
print([[row[i] for row in m] for i in range(3)], [list(t) for t in zip(*m)])
# expect: [[1, 4], [2, 5], [3, 6]] [[1, 4], [2, 5], [3, 6]]
m[0][0] = 100
m[1].append(7)
print(m)  # expect: [[100, 2, 3], [4, 5, 6, 7]]


def matmul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]


print(matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]))  # expect: [[19, 22], [43, 50]]
ident = [[int(i == j) for j in range(3)] for i in range(3)]
print(ident, matmul(ident, ident) == ident)  # expect: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] True
grid = [["."] * 5 for _ in range(3)]
grid[1][2] = "#"
print("\n".join("".join(r) for r in grid))
# expect: .....
# expect: ..#..
# expect: .....
flat = [x for row in m for x in row]
print(flat, sum(flat))  # expect: [100, 2, 3, 4, 5, 6, 7] 127
deep = 0
for i in range(20):
    deep = [deep]
print(deep)  # expect: [[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]
