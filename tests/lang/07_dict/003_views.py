# keys, values, items: views that follow the dict.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
d["c"] = 3
print(k, v, i, len(k), len(v), len(i))
# expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 3 3
print(list(k), sorted(v), "a" in k, 3 in v, ("a", 1) in i, ("a", 2) in i)
# expect: ['a', 'b', 'c'] [1, 2, 3] True True True False
print([x for x in d], [x * 2 for x in d.values()], {b: a for a, b in d.items()})
# expect: ['a', 'b', 'c'] [2, 4, 6] {1: 'a', 2: 'b', 3: 'c'}
print(k == {"a", "b", "c"}, k & {"a", "z"}, sorted(k | {"q"}), sorted(k - {"a"}), k.isdisjoint({"z"}))
# expect: True {'a'} ['a', 'b', 'c', 'q'] ['b', 'c'] True
print(d.keys() == {"c": 0, "b": 0, "a": 0}.keys(), d.items() == {"a": 1}.items())
# expect: True False
print(list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
# expect: ['c', 'b', 'a'] [('c', 3), ('b', 2), ('a', 1)] [3, 2, 1]
for key, value in d.items():
    print(key, value)
# expect: a 1
# expect: b 2
# expect: c 3
print({}.keys(), {}.values(), {}.items())  # expect: dict_keys([]) dict_values([]) dict_items([])
print(max(d), max(d, key=d.get), sum(d.values()), next(iter(d.items())))  # expect: c c 6 ('a', 1)
