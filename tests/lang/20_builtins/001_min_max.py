# min and max: several arguments, key, default, ties.
print(max(1, 2, 3), min(3, 1, 2), max([1, 5, 2]), min("hello"), max((2, 1), (1, 9)), min({3: 1, 2: 9}))
# expect: 3 1 5 e (2, 1) 2
print(max("a", "bb", key=len), min([3, -5, 1], key=abs), max([], default="none"), min((), default=None))
# expect: bb 1 none None
print(max([1, 1.0], key=lambda x: 0), max((1, "a"), (1, "b")), min([[2], [1, 9]]), max(True, 0), max(2.5, 2))
# expect: 1 (1, 'b') [1, 9] True 2.5
print(max(x * x for x in range(-3, 3)), min(range(5, 10)), max(b"az"), max({"a": 1, "b": 0}, key=lambda k: k))
# expect: 9 5 122 b
words = ["pear", "fig", "kiwi", "date"]
print(max(words, key=len), min(words, key=len), max(words, key=lambda w: (len(w), w)), min(words, key=lambda w: w[-1]))
# expect: pear fig pear date
for f in (lambda: max(), lambda: max(5), lambda: max(1, "a"), lambda: max(None, 1), lambda: min(1, 2, default=0)):
    try:
        f()
    except TypeError as e:
        print("TypeError")
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
for f in (lambda: max([]), lambda: min(())):
    try:
        f()
    except ValueError as e:
        print("ValueError")
# expect: ValueError
# expect: ValueError
