# More attributes than an object of the smallest cells has room for.


class Many:
    def __init__(self):
        for i in range(140):
            setattr(self, "a%d" % i, i)


first = Many()
second = Many()
print(first.a0, first.a139, second.a77, second.a125, second.a126)  # expect: 0 139 77 125 126
second.a130 = "x"
print(first.a130, second.a130)  # expect: 130 x
garbage = [[i] for i in range(300)]
print(first.a130, second.a130, second.a139)  # expect: 130 x 139
