# Errors of files.
try:
    open("does-not-exist.txt")
except FileNotFoundError as e:
    print(e, e.errno, e.filename, isinstance(e, OSError))
    # expect: [Errno 2] No such file or directory: 'does-not-exist.txt' 2 does-not-exist.txt True
f = open("x.txt", "w")
f.write("abc")
f.close()
print(f.closed)  # expect: True
for g in (lambda: f.write("x"), lambda: f.read(), lambda: open("x.txt", "zz"), lambda: open("x.txt", "rw")):
    try:
        g()
    except ValueError as e:
        print(str(e)[:28])
# expect: I/O operation on closed file
# expect: I/O operation on closed file
# expect: invalid mode: 'zz'
# expect: must have exactly one of cre
try:
    open("x.txt", "x")
except FileExistsError as e:
    print("FileExistsError", e.errno)  # expect: FileExistsError 17
with open("x.txt") as f:
    try:
        f.write("no")
    except OSError as e:
        print("OSError", e)  # expect: OSError not writable
try:
    with open("x.txt") as f:
        raise KeyError("inside")
except KeyError:
    print(f.closed)  # expect: True
try:
    open("x.txt", "wb").write("text")
except TypeError as e:
    print("TypeError")  # expect: TypeError
try:
    open("x.txt", "w").write(b"bytes")
except TypeError as e:
    print("TypeError")  # expect: TypeError
