# Assignment expressions.
if (n := 5) > 3:
    print(n)  # expect: 5
i = 0
while (i := i + 1) < 4:
    print(i, end=" ")
print()  # expect: 1 2 3
print([y := 1, y + 1, y ** 2])  # expect: [1, 2, 1]
data = [3, 1, 4, 1, 5]
print([last := x for x in data if x > 2], last)  # expect: [3, 4, 5] 5
print(any((hit := x) > 3 for x in data), hit)  # expect: True 4


def f(a, b=(m := 7)):
    return a + b


print(f(1), m)  # expect: 8 7
print((a := 1, b := 2), a, b)  # expect: (1, 2) 1 2
x = (z := 3) + z
print(x, z)  # expect: 6 3
print(f"{(w := 10)} {w}")  # expect: 10 10
