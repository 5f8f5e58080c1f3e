# The first 20 Fibonacci numbers: each is the sum of the two before it.
# Shows SWAP and a variable as the third hand.
# expect: 0 1 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987 1597 2584 4181

var second
var left

PUSH 20
TOMM left
POP
PUSH 0              # a
PUSH 1              # a b
:next
TOMM second         # remember b
SWAP                # b a
PRINT
ADD                 # a+b
FRMM second         # a+b b
SWAP                # b a+b: the next pair
FRMM left
DEC
TOMM left
PUSH 0
CMP                 # left, and 0; the flags stay when both are popped
POP
POP
JG next
PUSH 0
QUIT
