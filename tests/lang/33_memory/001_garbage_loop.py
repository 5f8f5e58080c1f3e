# Much garbage in a small block: strings, lists, dicts, tuples, closures, instances.
# memory: 12000
class P:
    def __init__(self, n):
        self.n = n
        self.data = [n, str(n)]


total = 0
for i in range(800):
    s = "text" + str(i)
    l = [i, s, (i, i + 1)]
    d = {"a": l, i: s}
    p = P(i)
    f = lambda k=i: k + p.n
    total += len(s) + len(l) + len(d) + f()
    big = i * 1000000007
    x = i * 0.5
print(total, big, x, s)  # expect: 648690 799000005593 399.5 text799
keep = []
for i in range(400):
    keep.append([i])
    if len(keep) > 8:
        keep.pop(0)
print(keep)  # expect: [[392], [393], [394], [395], [396], [397], [398], [399]]
