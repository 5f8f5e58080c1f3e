# Comprehensions that call much: sieve, matrix, flatten, histogram, pascal.
n = 60
print([p for p in range(2, n) if all(p % d for d in range(2, p))])
# expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
m = [[(r * 3 + c) % 5 for c in range(4)] for r in range(4)]
print(m, [list(c) for c in zip(*m)], [m[i][i] for i in range(4)])
# expect: [[0, 1, 2, 3], [3, 4, 0, 1], [1, 2, 3, 4], [4, 0, 1, 2]] [[0, 3, 1, 4], [1, 4, 2, 0], [2, 0, 3, 1], [3, 1, 4, 2]] [0, 4, 3, 2]
print(["".join("#" if (x ^ y) & 1 else "." for x in range(6)) for y in range(2)])
# expect: ['.#.#.#', '#.#.#.']
row = [1]
for _ in range(6):
    print(row)
    row = [a + b for a, b in zip([0] + row, row + [0])]
# expect: [1]
# expect: [1, 1]
# expect: [1, 2, 1]
# expect: [1, 3, 3, 1]
# expect: [1, 4, 6, 4, 1]
# expect: [1, 5, 10, 10, 5, 1]
text = "the quick brown fox jumps over the lazy dog"
print({w: len(w) for w in text.split()}, sorted({len(w) for w in text.split()}))
# expect: {'the': 3, 'quick': 5, 'brown': 5, 'fox': 3, 'jumps': 5, 'over': 4, 'lazy': 4, 'dog': 3} [3, 4, 5]
print([c for c in "abcdefghijklmnopqrstuvwxyz" if c not in text], max(text.split(), key=len))
# expect: [] quick
print([(a, b, c) for c in range(1, 21) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
# expect: [(3, 4, 5), (6, 8, 10), (5, 12, 13), (9, 12, 15), (8, 15, 17), (12, 16, 20)]
print(sum(len([j for j in range(i)]) for i in range(40)))  # expect: 780
