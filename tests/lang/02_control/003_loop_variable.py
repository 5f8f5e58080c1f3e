# The loop variable is an ordinary variable: assignable, kept, unbound if never run.
for i in range(3):
    i = i * 10
    print(i)
# expect: 0
# expect: 10
# expect: 20
print("kept", i)  # expect: kept 20
try:
    for never in []:
        pass
    print(never)
except NameError as e:
    print(e)  # expect: name 'never' is not defined
for i in range(2):
    for i in "ab":
        pass
    print(i)
# expect: b
# expect: b
a = [0, 0, 0]
for a[1] in range(5):
    pass
print(a)  # expect: [0, 4, 0]
for x, in [(1,), (2,)]:
    print(x)
# expect: 1
# expect: 2


class C:
    pass


c = C()
for c.attr in "xy":
    print(c.attr)
# expect: x
# expect: y
