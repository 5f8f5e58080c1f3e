# A thousand objects alive at once, and sorting and looking up among them.
# skip-cell: 16 (more than 15 KB of live data)
class Rec:
    def __init__(self, i):
        self.i = i
        self.key = (i * 7919) % 1009
        self.name = "rec" + str(i)


recs = [Rec(i) for i in range(1000)]
by_key = {r.key: r for r in recs}
by_name = {r.name: r for r in recs}
print(len(by_key), by_key[5].i, by_name["rec777"].key)  # expect: 1000 211 181
recs.sort(key=lambda r: r.key)
print([r.key for r in recs[:5]], recs[-1].key, all(a.key < b.key for a, b in zip(recs, recs[1:])))
# expect: [0, 1, 2, 3, 4] 1008 True
for i in range(0, 1000, 3):
    del by_name["rec" + str(i)]
print(len(by_name), sum(r.i for r in by_name.values()))  # expect: 666 332667
big = list(range(20000))
print(sum(big), big[12345], len(big[::7]), big.index(19999))  # expect: 199990000 12345 2858 19999
text = "abc" * 20000
print(len(text), text.count("ca"), text[30000:30006], text.rfind("a"))
# expect: 60000 19999 abcabc 59997
m = {i: i * i for i in range(5000)}
print(m[4999], sum(m) % 1000, len([k for k in m if m[k] % 2]))  # expect: 24990001 500 2500
s = {i % 3000 for i in range(9000)}
print(len(s), 2999 in s, 3000 in s)  # expect: 3000 True False
n = 3 ** 5000
print(n % 10 ** 12, n.bit_length(), len(str(3 ** 2000)))  # expect: 998276100001 7925 955
