# Every start, stop and step on short sequences, summed up, against a slow definition.
def slow(n, start, stop, step):
    if step > 0:
        lo, hi = 0, n
    else:
        lo, hi = -1, n - 1
    if start is None:
        start = lo if step > 0 else hi
    else:
        start = max(lo, start + n) if start < 0 else min(start, hi)
    if stop is None:
        stop = hi if step > 0 else lo
    else:
        stop = max(lo, stop + n) if stop < 0 else min(stop, hi)
    out = []
    while start < stop if step > 0 else start > stop:
        out.append(start)
        start += step
    return out


bad = checked = weight = 0
bounds = (None, -6, -5, -4, -1, 0, 1, 3, 5, 7)
for n in (0, 1, 4):
    text = "abcdefgh"[:n]
    for start in bounds:
        for stop in bounds:
            for step in (1, 2, -1, -3):
                want = slow(n, start, stop, step)
                got = text[start:stop:step]
                checked += 1
                weight += len(got)
                if [ord(c) - 97 for c in got] != want:
                    bad += 1
                    print("wrong", n, start, stop, step, got)
print(checked, weight, bad)  # expect: 1200 469 0
