# Files: write, read, append, size; the test runs in an empty folder.
f = open("t.txt", "w")
print(f.write("line one\n"), f.write("line two\nno newline"))  # expect: 9 19
f.close()
f = open("t.txt")
print(repr(f.read()))  # expect: 'line one\nline two\nno newline'
print(repr(f.read()))  # expect: ''
f.close()
with open("t.txt", "a") as f:
    f.write("!\nappended")
with open("t.txt", "r") as f:
    print(f.readline(), end="")  # expect: line one
    print(repr(f.readline()), repr(f.readline()), repr(f.readline()))
    # expect: 'line two\n' 'no newline!\n' 'appended'
with open("t.txt") as f:
    print(f.readlines())  # expect: ['line one\n', 'line two\n', 'no newline!\n', 'appended']
with open("t.txt") as f:
    for i, line in enumerate(f):
        print(i, repr(line))
        # expect: 0 'line one\n'
        # expect: 1 'line two\n'
        # expect: 2 'no newline!\n'
        # expect: 3 'appended'
with open("t.txt") as f:
    print(f.read(4), repr(f.read(2)), next(f), end="")  # expect: line ' o' ne
with open("t.txt", "w") as f:
    pass
print(repr(open("t.txt").read()))  # expect: ''
with open("t.txt", "w") as f:
    f.writelines(["a\n", "b\n"])
    print("x", 1, sep="-", file=f)
print([line.strip() for line in open("t.txt")])  # expect: ['a', 'b', 'x-1']
