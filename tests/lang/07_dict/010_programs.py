# Small programs with dicts: counting, grouping, inverting, memo, nested.
text = "it was the best of times it was the worst of times"
count = {}
for w in text.split():
    count[w] = count.get(w, 0) + 1
print(count)  # expect: {'it': 2, 'was': 2, 'the': 2, 'best': 1, 'of': 2, 'times': 2, 'worst': 1}
groups = {}
for w in text.split():
    groups.setdefault(len(w), []).append(w)
for k in sorted(groups):
    print(k, groups[k])
# expect: 2 ['it', 'of', 'it', 'of']
# expect: 3 ['was', 'the', 'was', 'the']
# expect: 4 ['best']
# expect: 5 ['times', 'worst', 'times']
inverse = {}
for k, v in count.items():
    inverse.setdefault(v, set()).add(k)
print({k: sorted(v) for k, v in inverse.items()})
# expect: {2: ['it', 'of', 'the', 'times', 'was'], 1: ['best', 'worst']}
tree = {}
for path in ("a/b/c", "a/b/d", "a/e", "f"):
    node = tree
    for part in path.split("/"):
        node = node.setdefault(part, {})
print(tree)  # expect: {'a': {'b': {'c': {}, 'd': {}}, 'e': {}}, 'f': {}}
memo = {}


def ways(n, coins=(1, 2, 5, 10)):
    if n == 0:
        return 1
    if n < 0 or not coins:
        return 0
    key = n, len(coins)
    if key not in memo:
        memo[key] = ways(n - coins[-1], coins) + ways(n, coins[:-1])
    return memo[key]


print(ways(40), len(memo) > 20)  # expect: 195 True
