# The order of insertion survives deletion, update, and growth.
d = {}
for i in range(20):
    d[i * 7 % 20] = i
print(list(d))  # expect: [0, 7, 14, 1, 8, 15, 2, 9, 16, 3, 10, 17, 4, 11, 18, 5, 12, 19, 6, 13]
for i in range(0, 20, 3):
    del d[i]
print(list(d))  # expect: [7, 14, 1, 8, 2, 16, 10, 17, 4, 11, 5, 19, 13]
for i in range(0, 20, 6):
    d[i] = "new"
print(list(d))  # expect: [7, 14, 1, 8, 2, 16, 10, 17, 4, 11, 5, 19, 13, 0, 6, 12, 18]
print(list(d.values()))
# expect: [1, 2, 3, 4, 6, 8, 10, 11, 12, 13, 15, 17, 19, 'new', 'new', 'new', 'new']
d[7] = "changed"
print(list(d)[:5], d[7])  # expect: [7, 14, 1, 8, 2] changed
print(d.popitem(), d.popitem(), len(d))  # expect: (18, 'new') (12, 'new') 15
e = dict(sorted((str(k), v) for k, v in d.items()))
print(list(e))
# expect: ['0', '1', '10', '11', '13', '14', '16', '17', '19', '2', '4', '5', '6', '7', '8']
print({"b": 1, "a": 2} == {"a": 2, "b": 1}, list({"b": 1, "a": 2} | {"a": 3, "c": 4}))
# expect: True ['b', 'a', 'c']
print({1: "a", 1.0: "b", True: "c"})  # expect: {1: 'c'}
