# while counts.
i = 0
while i < 3:
    print(i)
    i += 1
# expect: 0
# expect: 1
# expect: 2
# leaves the variable behind
print("after", i)  # expect: after 3
total = 0
n = 100
while n:
    total += n
    n -= 1
print(total)  # expect: 5050
while False:
    print("never")
print("end")  # expect: end
