# The handler of a MemoryError has some memory although the program keeps all it took.
# cpython: no (it would take all the memory of the machine)
# memory: 8000
kept = []


def fill(n):
    if n:
        return fill(n - 1)
    while True:
        kept.append("text" + str(len(kept)))


for i in range(4):
    try:
        fill(i * 3)
    except MemoryError as e:
        print("caught " + type(e).__name__, i, [str(e), repr(e), e.args], len(kept) > 20)
# expect: caught MemoryError 0 ['', 'MemoryError()', ()] True
# expect: caught MemoryError 1 ['', 'MemoryError()', ()] True
# expect: caught MemoryError 2 ['', 'MemoryError()', ()] True
# expect: caught MemoryError 3 ['', 'MemoryError()', ()] True

kept.clear()


class Log:
    def __init__(self):
        self.lines = []

    def add(self, line):
        self.lines.append(line)


# What was refused as far too large is no sign that memory is short: the reserve is back.
for i in range(3):
    try:
        bytearray(1 << 30)
    except MemoryError:
        pass
    log = None
    log = Log()
    try:
        while True:
            log.add(["line", len(log.lines)])
    except Exception as e:
        print(f"{type(e).__name__} in round {i}: {len(log.lines) > 20}, {log.lines[-1][0]}")
    finally:
        print("cleaned " + "up")
# expect: MemoryError in round 0: True, line
# expect: cleaned up
# expect: MemoryError in round 1: True, line
# expect: cleaned up
# expect: MemoryError in round 2: True, line
# expect: cleaned up
try:
    try:
        fill(0)
    except MemoryError as e:
        raise ValueError("no room") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__))  # expect: ValueError('no room') MemoryError()
