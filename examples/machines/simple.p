# Counts down from 20 by 2 as long as at least 1 is left. Shows variables, CMP and a jump.
# CMP takes nothing from the stack: 1 stays beneath the count to be compared with it.
# expect: 20 18 16 14 12 10 8 6 4 2
# status: 0

$define _least 1
$define _from 20
var step

PUSH 2
TOMM step           # step = 2; TOMM leaves the value
POP
PUSH _least
PUSH _from
:loop
PRINT
FRMM step
SUB                 # count - step
CMP                 # 1, and the count
JLE loop            # 1 <= count
QUIT                # the top is the status: the count, which is 0
