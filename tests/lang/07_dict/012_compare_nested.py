# Dicts and sets inside lists, tuples and dicts are compared by what they hold.
a = {"x": {"y": [1, {"z": {1, 2}}]}}
b = {"x": {"y": [1, {"z": {2, 1}}]}}
print(a == b, a != b)  # expect: True False
b["x"]["y"][1]["z"].add(3)
print(a == b, a != b)  # expect: False True
print([{}] == [{}], [{1: 2}] == [{1: 3}], ({},) == ({1: 1},))  # expect: True False False
print([{1: "a", 2: "b"}] == [{2: "b", 1: "a"}], [{1: "a"}] == [{2: "a"}])  # expect: True False
print([{(1, 2): "a", (3,): "b"}] == [{(3,): "b", (1, 2): "a"}], [{(1, 2): 0}] == [{(1, 3): 0}])
# expect: True False
print([{(1, (2, 3)): 0}] == [{(1, (2, 3)): 0}], [{(1, (2, 3)): 0}] == [{(1, (2, 4)): 0}])
# expect: True False
print([{1, 2}] == [{2, 1}], [{1, 2}] == [{1, 3}], [{1}] == [frozenset([1])])
# expect: True False True
print([{1.0: True}] == [{1: 1}], [{}] == [[]], [set()] == [{}])  # expect: True False False
print([{1: 2}] in [[{1: 3}], [{1: 2}]], [[{1: 2}]].index([{1: 2}]))  # expect: True 0
print({1: [2]} == {1: [2.0]}, {1: (2,)} == {1: [2]})  # expect: True False


class P:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __hash__(self):
        return self.x


print([{1: P(2)}] == [{1: P(2)}], [{P(1): 2}] == [{P(1): 2}], [{P(1)}] == [{P(3)}])
# expect: True True False
print({1: P(2)} == {1: P(3)}, [{(P(1), 2): 2}] == [{(P(1), 2): 2}])  # expect: False True
