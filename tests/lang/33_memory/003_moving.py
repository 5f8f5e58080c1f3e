# Everything that is alive survives collections at every point: deep structures, strings, keys.
# memory: 14000
def churn(n):
    out = ""
    for i in range(n):
        out = str(i) + out[:20]
    return out


tree = None
for i in range(30):
    tree = (i, tree, "n" + str(i))
    churn(8)
depth = 0
t = tree
while t:
    depth += t[0] + len(t[2])
    t = t[1]
print(depth)  # expect: 515
d = {}
for i in range(40):
    d["key" + str(i)] = [i, str(i) * 2]
    churn(5)
print(sum(v[0] for v in d.values()), d["key39"], "key" + str(12) in d)
# expect: 780 [39, '3939'] True


def nested(n):
    local = [n, "local" + str(n)]
    churn(4)
    inner = nested(n - 1) if n else 0
    churn(4)
    return local[0] + len(local[1]) + inner


print(nested(15))  # expect: 222


def gen():
    state = ["g"]
    for i in range(10):
        state.append(churn(3))
        yield len(state), state[-1][:3]


print(list(gen())[-1])  # expect: (11, '210')
s = ""
for i in range(60):
    s += chr(97 + i % 26)
    churn(2)
print(s)  # expect: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh
