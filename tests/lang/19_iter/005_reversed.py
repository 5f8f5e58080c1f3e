# reversed of sequences, __reversed__, and dicts.
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1,))), list(reversed(range(0, 10, 3))))
# expect: [3, 2, 1] ['c', 'b', 'a'] [1] [9, 6, 3, 0]
print(list(reversed({"a": 1, "b": 2})), list(reversed([])), list(reversed(b"ab")), "".join(reversed("héé€")))
# expect: ['b', 'a'] [] [98, 97] €ééh


class R:
    def __reversed__(self):
        return iter("custom")


class S:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        print("get", i)
        return i * i


print("".join(reversed(R())), list(reversed(S())))
# expect: get 2
# expect: get 1
# expect: get 0
# expect: custom [4, 1, 0]
it = reversed([1, 2, 3])
print(next(it), list(it), next(it, "end"))  # expect: 3 [2, 1] end
a = [1, 2, 3]
for x in reversed(a):
    a.append(x)
print(a)  # expect: [1, 2, 3, 3, 2, 1]
for bad in ({1}, 5, (x for x in "a"), None):
    try:
        reversed(bad)
    except TypeError as e:
        print(e)
# expect: 'set' object is not reversible
# expect: 'int' object is not reversible
# expect: 'generator' object is not reversible
# expect: 'NoneType' object is not reversible
print(sorted(reversed([3, 1, 2])), list(reversed(list(reversed("ab")))), reversed(a) is reversed(a))
# expect: [1, 2, 3] ['a', 'b'] False
