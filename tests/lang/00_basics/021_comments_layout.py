# Comments, blank lines, continuation, several statements on one line.
x = 1  # behind a statement
# alone

print(x)  # expect: 1
y = (1 +
     2)
print(y); print(y + 1)
          # expect: 3
          # expect: 4
if x == 1:

    # inside a block
    print("block")  # expect: block

print("end")  # last
# expect: end
