# Bubble sort of an array: AFRMM reads numbers[index], ATOMM writes it.
# Neighbours in the wrong order are exchanged; after each pass the greatest is at the end.
# expect: 4 15 31 35 65 92

$define _n 6
var numbers _n      # an array of 6 words
var i
var last            # the pass compares up to this index

PUSH 31
PUSH 4
PUSH 15
PUSH 92
PUSH 65
PUSH 35
PUSH _n
TOMM i
POP
:fill               # numbers[i] = what is on top, for i = 5 down to 0
FRMM i
DEC
TOMM i
ATOMM numbers       # value index -- value index: both stay
POP
POP
FRMM i
PUSH 0
CMP
POP
POP
JG fill

PUSH _n
DEC
TOMM last
POP
:pass
PUSH 0
TOMM i
POP
:pair
FRMM i
AFRMM numbers       # a = numbers[i]
FRMM i
INC
AFRMM numbers       # b = numbers[i+1]
CMP
JLE ordered         # a <= b
SWAP
:ordered            # the greater one is on top
FRMM i
INC
ATOMM numbers       # numbers[i+1] = the greater one
POP
POP
FRMM i
ATOMM numbers       # numbers[i] = the smaller one
POP
POP
FRMM i
INC
TOMM i              # i = i + 1
FRMM last
CMP
POP
POP
JL pair             # i < last
FRMM last
DEC
TOMM last
PUSH 0
CMP
POP
POP
JG pass             # last > 0

PUSH 0
:print
TOMM i
AFRMM numbers
PRINT
POP
FRMM i
INC
PUSH _n
CMP
POP
JL print            # i < n
PUSH 0
QUIT
