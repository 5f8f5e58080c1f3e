# if, elif, else.
x = 5
if x > 3:
    print("big")  # expect: big
if x < 3:
    print("small")
else:
    print("not small")  # expect: not small
if x == 1:
    print("one")
elif x == 5:
    print("five")  # expect: five
elif x > 4:
    print("never")
else:
    print("never")
if x:
    print("true")  # expect: true
if not x:
    print("never")
if x > 1:
    if x > 10:
        print("never")
    else:
        print("nested")  # expect: nested
