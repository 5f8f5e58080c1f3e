# Exceptions in loops: a thousand raised and caught, state machine by exceptions.
class Stop(Exception):
    pass


n = 0
for i in range(300):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        elif i % 3 == 1:
            {}[i]
        else:
            [][i]
    except ValueError as e:
        n += e.args[0]
    except KeyError as e:
        n -= e.args[0]
    except IndexError:
        n += 1
print(n)  # expect: 0


def search(grid, want):
    try:
        for y, row in enumerate(grid):
            for x, v in enumerate(row):
                if v == want:
                    raise Stop(x, y)
    except Stop as s:
        return s.args
    return None


print(search([[1, 2], [3, 4]], 3), search([[1]], 9))  # expect: (0, 1) None


def deep(n):
    if n == 0:
        raise Stop("bottom")
    try:
        deep(n - 1)
    finally:
        counts.append(n)


counts = []
try:
    deep(25)
except Stop as s:
    print(s, len(counts), counts[:3], counts[-1])  # expect: bottom 25 [1, 2, 3] 25


def retry(f, times):
    for attempt in range(times):
        try:
            return attempt, f(attempt)
        except ValueError:
            continue
    raise Stop("gave up")


print(retry(lambda k: int("x1 2"[k + 1:] if k else "x"), 4))  # expect: (1, 2)
try:
    retry(lambda k: int("x"), 3)
except Stop as e:
    print(e)  # expect: gave up
