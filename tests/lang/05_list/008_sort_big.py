# Sorting by hand and by sort must agree: bubble, insertion, quick, merge, heap.
def data():
    x = 17
    out = []
    for i in range(40):
        x = (x * 73 + 41) % 199
        out.append(x)
    return out


def bubble(a):
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def insertion(a):
    for i in range(1, len(a)):
        v = a[i]
        j = i
        while j > 0 and a[j - 1] > v:
            a[j] = a[j - 1]
            j -= 1
        a[j] = v
    return a


def quick(a):
    if len(a) < 2:
        return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])


def merge(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r = merge(a[:m]), merge(a[m:])
    out = []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r


want = sorted(data())
print(want)
# expect: [2, 3, 6, 14, 15, 16, 18, 24, 30, 42, 46, 53, 54, 61, 67, 68, 81, 86, 87, 88, 97, 105, 106, 116, 119, 122, 129, 141, 144, 150, 151, 156, 157, 159, 161, 171, 183, 185, 186, 191]
for f in (bubble, insertion, quick, merge):
    print(f.__name__, f(data()) == want)
# expect: bubble True
# expect: insertion True
# expect: quick True
# expect: merge True
