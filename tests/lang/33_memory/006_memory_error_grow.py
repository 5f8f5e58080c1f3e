# A list, a string, a dict and a chain that grow until memory is full; then all goes on.
# cpython: no (it would take all the memory of the machine)
# memory: 8000
def fill_list():
    l = []
    while True:
        l.append(len(l))


def fill_str():
    s = "x"
    while True:
        s += s


def fill_dict():
    d = {}
    while True:
        d[len(d)] = str(len(d))


def fill_chain():
    c = None
    while True:
        c = (c,)


def fill_big():
    n = 3
    while True:
        n *= n


for round in range(3):
    for f in (fill_list, fill_str, fill_dict, fill_chain, fill_big):
        try:
            f()
        except MemoryError as e:
            pass
        else:
            print("never")
    print("round", round)
# expect: round 0
# expect: round 1
# expect: round 2
ok = [i * i for i in range(20)]
print(ok[-1], "still " + "works", {"a": 1})  # expect: 361 still works {'a': 1}
kept = []
try:
    while True:
        kept.append("item" + str(len(kept)))
except MemoryError as e:
    print(type(e).__name__, len(kept) > 20, kept[0], kept[-1] == "item" + str(len(kept) - 1))
# expect: MemoryError True item0 True
kept = None
print("end")  # expect: end
