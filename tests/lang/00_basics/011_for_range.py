# for over range.
for i in range(3):
    print(i)
# expect: 0
# expect: 1
# expect: 2
print("last", i)  # expect: last 2
for i in range(2, 5):
    print(i)
# expect: 2
# expect: 3
# expect: 4
for i in range(0):
    print("never")
total = 0
for i in range(1, 101):
    total += i
print(total)  # expect: 5050
for i in range(10, 0, -4):
    print(i)
# expect: 10
# expect: 6
# expect: 2
