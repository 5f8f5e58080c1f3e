# Endless recursion whose arguments grow: the stack's bound or that of the memory ends it, whichever is
# reached first.
class C:
    def __getattr__(self, name):
        return getattr(self, name + "x")


for i in range(2):
    try:
        C().a
    except (RecursionError, MemoryError):
        print("ended")
# expect: ended
# expect: ended


def grow(items):
    return grow(items + [len(items)])


try:
    grow([])
except (RecursionError, MemoryError):
    print("ended")  # expect: ended
print(len([0] * 100))  # expect: 100
