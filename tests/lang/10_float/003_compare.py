# Comparison with ints of any size, nan, infinities, signed zero.
print(1.0 == 1, 1.5 > 1, 0.1 + 0.2 == 0.3, 2 < 2.5 < 3, -0.0 == 0.0)
# expect: True True False True True
nan, inf = float("nan"), float("inf")
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, 1 < nan)
# expect: False True False False False False
print(inf > 10 ** 400, -inf < -10 ** 400, inf == inf, inf > 1e308)  # expect: True True True True
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 2.0 ** 53 < 2 ** 53 + 1)
# expect: True False True True
print(10 ** 16 == 1e16, 10 ** 23 == 1e23, 10 ** 22 == 1e22, 10 ** 23 < 1e23, 10 ** 25 < 1e25)
# expect: True False True False True
print(max(1, 1.5, 2), min(0.5, 0), max(1, 1.0), max(1.0, 1), sorted([2.5, 1, -0.5, 2]))
# expect: 2 0 1 1.0 [-0.5, 1, 2, 2.5]
print([nan] == [nan], nan in [nan], nan is nan, [1.0] == [1], 1.0 in [1])
# expect: True True True True True
print(1.0 is not None, 1.5 == "1.5", 0.5 != None)  # expect: True False True
for f in (lambda: 1.5 < "a", lambda: None > 1.5, lambda: [] <= 0.0):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: '<' not supported between instances of 'float' and 'str'
# expect: '>' not supported between instances of 'NoneType' and 'float'
# expect: '<=' not supported between instances of 'list' and 'float'
