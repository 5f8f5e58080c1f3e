# Stacks, queues and ring buffers made of lists.
stack = []
for tok in "3 4 + 2 * 7 -".split():
    if tok in "+-*":
        b, a = stack.pop(), stack.pop()
        stack.append(a + b if tok == "+" else a - b if tok == "-" else a * b)
    else:
        stack.append(int(tok))
print(stack)  # expect: [7]
queue = [(0, 0)]
seen = {(0, 0): 0}
while queue:
    x, y = queue.pop(0)
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        p = (x + dx, y + dy)
        if abs(p[0]) + abs(p[1]) <= 2 and p not in seen:
            seen[p] = seen[(x, y)] + 1
            queue.append(p)
print(len(seen), max(seen.values()), sorted(seen)[:3])  # expect: 13 2 [(-2, 0), (-1, -1), (-1, 0)]
ring = [None] * 4
for i in range(10):
    ring[i % 4] = i
print(ring)  # expect: [8, 9, 6, 7]
window = []
for i in range(200):
    window.append(i)
    if len(window) > 3:
        window.pop(0)
print(window)  # expect: [197, 198, 199]
a = list(range(5))
a = a[-2:] + a[:-2]
print(a)  # expect: [3, 4, 0, 1, 2]
