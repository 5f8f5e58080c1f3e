# All of it together: a sieve without a list.
def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


count = 0
for n in range(50):
    if is_prime(n):
        count += 1
        print(n)
# expect: 2
# expect: 3
# expect: 5
# expect: 7
# expect: 11
# expect: 13
# expect: 17
# expect: 19
# expect: 23
# expect: 29
# expect: 31
# expect: 37
# expect: 41
# expect: 43
# expect: 47
print("count", count)  # expect: count 15


def collatz(n):
    steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
        steps += 1
    return steps


print(collatz(27))  # expect: 111
