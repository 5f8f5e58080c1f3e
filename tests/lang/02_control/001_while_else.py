# The else of while and for runs when no break did.
i = 0
while i < 2:
    i += 1
else:
    print("while else", i)
# expect: while else 2
while True:
    break
else:
    print("never")
for i in range(2):
    pass
else:
    print("for else", i)
# expect: for else 1
for i in range(2):
    if i == 1:
        break
else:
    print("never")
for i in ():
    print("never")
else:
    print("empty else")
# expect: empty else


def find(n, items):
    for x in items:
        if x == n:
            return "found"
    else:
        return "missing"


print(find(2, (1, 2, 3)), find(9, (1, 2, 3)))  # expect: found missing
