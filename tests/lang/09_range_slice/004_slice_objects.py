# slice objects: fields, indices, use in user classes.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None))
# expect: slice(1, 10, 2) 1 10 2 slice(None, 5, None) slice(None, None, None)
print(list(range(20))[s], "abcdefghijkl"[s], (0, 1, 2, 3, 4)[s])
# expect: [1, 3, 5, 7, 9] bdfhj (1, 3)
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100).indices(3))
# expect: (1, 5, 2) (3, -1, -1) (7, 10, 1) (0, 3, 1)
print(slice(1, 2) == slice(1, 2, None), slice(1) == slice(2))  # expect: True False


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


x = Show()
print(x[1], x[1:2], x[::3], x[:], x[1, 2], x[1:2, ...], x[:, None], x["k"], x[()], x[-1:])
# expect: 1 slice(1, 2, None) slice(None, None, 3) slice(None, None, None) (1, 2) (slice(1, 2, None), Ellipsis) (slice(None, None, None), None) k () slice(-1, None, None)
x[1:2] = 5  # expect: set slice(1, 2, None) 5
x[1, :] = 6  # expect: set (1, slice(None, None, None)) 6
del x[::2]  # expect: del slice(None, None, 2)
x[0] = x[1] = 9
# expect: set 0 9
# expect: set 1 9


class Idx:
    def __index__(self):
        return 2


print([1, 2, 3][Idx()], "abcd"[Idx():], [0] * Idx(), list(range(Idx())))
# expect: 3 cd [0, 0] [0, 1]
