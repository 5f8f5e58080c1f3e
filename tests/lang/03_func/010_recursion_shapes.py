# Recursion: Ackermann, Hanoi, permutations, trees; locals of each call are its own.
def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


print(ack(1, 5), ack(2, 3))  # expect: 7 9
moves = []


def hanoi(n, a, b, c):
    if n:
        hanoi(n - 1, a, c, b)
        moves.append(a + c)
        hanoi(n - 1, b, a, c)


hanoi(3, "A", "B", "C")
print(moves)  # expect: ['AC', 'AB', 'CB', 'AC', 'BA', 'BC', 'AC']


def perms(items):
    if len(items) < 2:
        return [items]
    out = []
    for i in range(len(items)):
        for rest in perms(items[:i] + items[i + 1:]):
            out.append([items[i]] + rest)
    return out


print(perms([1, 2, 3]))
# expect: [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]


def depth(tree):
    return 0 if tree is None else 1 + max(depth(tree[0]), depth(tree[1]))


print(depth(((None, None), ((None, (None, None)), None))))  # expect: 4


def down(n, seen):
    mine = n * 10
    if n:
        down(n - 1, seen)
    seen.append((n, mine))
    return seen


print(down(4, []))  # expect: [(0, 0), (1, 10), (2, 20), (3, 30), (4, 40)]
