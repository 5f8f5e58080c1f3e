# Soft keywords as names, parenthesised with, walrus in odd places, star in index and return.
match = {"case": 1}
case = match["case"]
type_ = _ = case
print(match, case, _)  # expect: {'case': 1} 1 1


def f(*a):
    return *a, len(a)


print(f(1, 2), (*f(), 5))  # expect: (1, 2, 2) (0, 5)


class G:
    def __getitem__(self, k):
        return k


print(G()[*"ab", 1], G()[1:2, *[3]])  # expect: ('a', 'b', 1) (slice(1, 2, None), 3)
d = {**{"a": 1}, "b": [*range(2)]}
for x in *[1, 2], 3:
    print(x, end=" ")
print()  # expect: 1 2 3
if (n := len(d)) == 2 and (m := n + 1):
    print(n, m)  # expect: 2 3
a: int = 1
b: "undefined" = a
(c): int = 3
print(a, b, c)  # expect: 1 1 3


@(lambda f: f)
def g(): return 1


print(g(), 0x_1f, 1_0.0_1, 0b_1)  # expect: 1 31 10.01 1
lst = [10, 20]
lst[-1]: int = 5
print(lst)  # expect: [10, 5]


def h(a, /, *, b): return a, b


print(h(1, b=2), not 1 == 2, 1 if 2 else 3, lambda: (yield))if False else print("ok")  # expect: ok
print("a" "b" f"{1}" 'c', (1), (1,), [1,], {1,}, {1: 1,})  # expect: ab1c 1 (1,) [1] {1} {1: 1}
x = 5 if True else 6; y = x or 7; print(x, y)  # expect: 5 5
