# Removing closes gaps or leaves them; order and what is found stay right.
d = {}
for i in range(40):
    d[i] = str(i)
for i in range(0, 40, 3):
    del d[i]
print(len(d), list(d)[:6], 3 in d, 4 in d, d[38])  # expect: 26 [1, 2, 4, 5, 7, 8] False True 38
d[3] = "again"
print(list(d)[-2:], d[3])  # expect: [38, 3] again
while len(d) > 5:
    d.pop(next(iter(d)))
print(d)  # expect: {34: '34', 35: '35', 37: '37', 38: '38', 3: 'again'}
print(d.popitem(), d.popitem(), d)  # expect: (3, 'again') (38, '38') {34: '34', 35: '35', 37: '37'}
d.clear()
d["x"] = 1
print(d, len(d))  # expect: {'x': 1} 1
for n in range(20):
    d[n] = n
    if n > 3:
        del d[n - 3]
print(d)  # expect: {'x': 1, 0: 0, 17: 17, 18: 18, 19: 19}
s = set(range(30))
s &= {1, 5, 7, 29, 40}
print(sorted(s))  # expect: [1, 5, 7, 29]
s -= {5}
s ^= {7, 8}
print(sorted(s), 7 in s, 8 in s)  # expect: [1, 8, 29] False True
s = {n for n in range(20)}
for n in range(0, 20, 2):
    s.discard(n)
print(sorted(s), len(s))  # expect: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19] 10
k = dict.fromkeys("abcdef", 0)
del k["a"], k["f"], k["c"]
k["a"] = 1
print(k, list(reversed(k)))  # expect: {'b': 0, 'd': 0, 'e': 0, 'a': 1} ['a', 'e', 'd', 'b']
words = "the quick brown fox jumps over the lazy dog and the cat".split()
count = {}
for w in words:
    count[w] = count.get(w, 0) + 1
print(count["the"], len(count), "fox" in count, "cow" in count)  # expect: 3 10 True False


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 4

    def __eq__(self, other):
        return self.n == other.n


d = {K(n): n for n in range(12)}
for n in range(0, 12, 2):
    del d[K(n)]
print(list(d.values()), K(3) in d, K(4) in d)  # expect: [1, 3, 5, 7, 9, 11] True False
d[K(4)] = 44
d[K(3)] = 33
print(list(d.values()))  # expect: [1, 33, 5, 7, 9, 11, 44]
