# A small event loop: tasks, sleeping by virtual time, a queue.
class Sleep:
    def __init__(self, t):
        self.t = t

    def __await__(self):
        yield self.t


async def worker(name, period, times, log):
    for i in range(times):
        await Sleep(period)
        log.append((name, i))
    return name + " finished"


def loop(*coros):
    now = 0
    order = 0
    due = []
    for c in coros:
        due.append((0, order, c))
        order += 1
    results = []
    while due:
        first = min(due, key=lambda d: d[:2])
        due.remove(first)
        now = first[0]
        try:
            wait = first[2].send(None)
        except StopIteration as e:
            results.append((now, e.value))
        else:
            due.append((now + wait, order, first[2]))
            order += 1
    return results


log = []
print(loop(worker("a", 3, 3, log), worker("b", 5, 2, log), worker("c", 1, 2, log)))
# expect: [(2, 'c finished'), (9, 'a finished'), (10, 'b finished')]
print(log)  # expect: [('c', 0), ('c', 1), ('a', 0), ('b', 0), ('a', 1), ('a', 2), ('b', 1)]


async def producer(q):
    for i in range(3):
        q.append(i)
        await Sleep(2)
    q.append(None)


async def consumer(q, out):
    while True:
        while not q:
            await Sleep(1)
        v = q.pop(0)
        if v is None:
            return out
        out.append(v * 10)


q = []
print(loop(producer(q), consumer(q, [])))  # expect: [(6, None), (6, [0, 10, 20])]
