# A dict that grows, shrinks and grows again; mixed keys.
d = {}
for i in range(150):
    d["k" + str(i)] = i
print(len(d), d["k0"], d["k149"], "k150" in d)  # expect: 150 0 149 False
for i in range(0, 150, 2):
    del d["k" + str(i)]
print(len(d), sum(d.values()), list(d)[:3])  # expect: 75 5625 ['k1', 'k3', 'k5']
for i in range(0, 150, 2):
    d[i] = -i
print(len(d), d[148], d["k149"], list(d)[74:77])  # expect: 150 -148 149 ['k149', 0, 2]
total = 0
for k in d:
    total += d[k]
print(total)  # expect: 75
while len(d) > 5:
    d.popitem()
print(d)  # expect: {'k1': 1, 'k3': 3, 'k5': 5, 'k7': 7, 'k9': 9}
for r in range(30):
    d.clear()
    for i in range(10):
        d[r * 10 + i] = i
print(d)  # expect: {290: 0, 291: 1, 292: 2, 293: 3, 294: 4, 295: 5, 296: 6, 297: 7, 298: 8, 299: 9}
