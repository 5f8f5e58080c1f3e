# Memory full and nobody catches it: the ordinary end of an uncaught exception.
# cpython: no (it would take all the memory of the machine)
# memory: 6000
print("before")  # expect: before
l = []
while True:
    l.append([l])  # raises: MemoryError
