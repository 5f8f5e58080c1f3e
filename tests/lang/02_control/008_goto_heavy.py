# Loops with try, return and continue in every position.
def f(k):
    log = []
    for i in range(5):
        try:
            if i == k:
                log.append("c")
                continue
            if i == k + 1:
                log.append("b")
                break
            log.append(i)
        finally:
            log.append("f")
    else:
        log.append("else")
    return log


for k in (-1, 0, 3, 4, 9):
    print(k, f(k))
# expect: -1 ['b', 'f']
# expect: 0 ['c', 'f', 'b', 'f']
# expect: 3 [0, 'f', 1, 'f', 2, 'f', 'c', 'f', 'b', 'f']
# expect: 4 [0, 'f', 1, 'f', 2, 'f', 3, 'f', 'c', 'f', 'else']
# expect: 9 [0, 'f', 1, 'f', 2, 'f', 3, 'f', 4, 'f', 'else']


def g():
    for i in range(3):
        try:
            return i
        finally:
            if i < 2:
                continue
    return "end"


print(g())  # expect: 2


def h():
    while True:
        try:
            return "try"
        finally:
            break
    return "after"


print(h())  # expect: after
