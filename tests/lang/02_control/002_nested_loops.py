# break and continue leave only the innermost loop; else belongs to its own.
out = []
for i in range(4):
    for j in range(4):
        if j == 2:
            break
        if i == 1:
            continue
        out.append((i, j))
    else:
        out.append("never")
    if i == 2:
        break
else:
    out.append("never")
print(out)  # expect: [(0, 0), (0, 1), (2, 0), (2, 1)]
primes = []
for n in range(2, 30):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        primes.append(n)
print(primes)  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
i = 0
while i < 3:
    j = 0
    while True:
        j += 1
        if j > i:
            break
    i += 1
    if i == 2:
        continue
    print(i, j)
# expect: 1 1
# expect: 3 3
