# break and continue, inner and outer.
i = 0
while True:
    i += 1
    if i == 2:
        continue
    if i == 5:
        break
    print(i)
# expect: 1
# expect: 3
# expect: 4
for i in range(10):
    if i % 2:
        continue
    if i > 5:
        break
    print("even", i)
# expect: even 0
# expect: even 2
# expect: even 4
for i in range(3):
    for j in range(3):
        if j > i:
            break
        print(i, j)
# expect: 0 0
# expect: 1 0
# expect: 1 1
# expect: 2 0
# expect: 2 1
# expect: 2 2
