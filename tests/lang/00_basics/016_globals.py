# Functions read globals, and write them only when told.
count = 0


def read():
    return count


def local():
    count = 5
    return count


def write():
    global count
    count += 1


print(read())  # expect: 0
print(local(), count)  # expect: 5 0
write()
write()
print(count, read())  # expect: 2 2
count = 10
print(read())  # expect: 10
