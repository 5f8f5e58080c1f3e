# Pipelines, primes, merge: generators that drive generators.
def numbers():
    n = 2
    while True:
        yield n
        n += 1


def sieve(source):
    while True:
        p = next(source)
        yield p
        source = (lambda s, q: (n for n in s if n % q))(source, p)


s = sieve(numbers())
print([next(s) for _ in range(15)])
# expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]


def take(n, it):
    for _, x in zip(range(n), it):
        yield x


def grep(pat, lines):
    return (l for l in lines if pat in l)


def merge(a, b):
    done = object()
    x, y = next(a, done), next(b, done)
    while x is not done or y is not done:
        if y is done or x is not done and x <= y:
            yield x
            x = next(a, done)
        else:
            yield y
            y = next(b, done)


print(list(take(3, numbers())), list(grep("a", "ab cd ae".split())))
# expect: [2, 3, 4] ['ab', 'ae']
print(list(merge(iter([1, 4, 6]), iter([2, 3, 7, 8]))))  # expect: [1, 2, 3, 4, 6, 7, 8]


def permute(xs):
    if not xs:
        yield ()
    for i, x in enumerate(xs):
        for rest in permute(xs[:i] + xs[i + 1:]):
            yield (x,) + rest


print(list(permute("abc")), sum(1 for _ in permute((1, 2, 3, 4))))
# expect: [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')] 24


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for c in range(n):
        if all(c != p and abs(c - p) != len(placed) - r for r, p in enumerate(placed)):
            yield from queens(n, placed + (c,))


print(next(queens(6)), len(list(queens(5))))  # expect: (1, 3, 5, 0, 2, 4) 10
