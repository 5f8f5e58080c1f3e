# Identity and default hash stay the same while objects move.
# memory: 14000
class O:
    pass


objs = [O() for _ in range(10)]
ids = [id(o) for o in objs]
hashes = [hash(o) for o in objs]
d = {o: i for i, o in enumerate(objs)}
s = set(objs)
for i in range(300):
    junk = [i] * 20
    junk2 = str(i) * 5
print([id(o) for o in objs] == ids, [hash(o) for o in objs] == hashes, len(set(ids)))
# expect: True True 10
print([d[o] for o in objs], all(o in s for o in objs), O() in s, O() in d)
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] True False False
del objs[::2]
for i in range(300):
    junk = {"a": [i]}
print([d[o] for o in objs], len(d), len({id(o) for o in objs}))  # expect: [1, 3, 5, 7, 9] 10 5
f = objs[0].__eq__
print(f(objs[0]), objs[0] == objs[0], objs[0] == objs[1], objs.index(objs[3]))
# expect: True True False 3
