# Reads numbers from the serial line, one a line, until a 0; prints how many there were, their
# sum and their average, rounded down. Shows INPUT, a procedure, and a branch that avoids a fault.
#   printf '10\n20\n33\n0\n' | adder run examples/machines/average.p
# input: 10
# input: 20
# input: 33
# input: 0
# expect: 3 63 21

var sum
var count

:read
INPUT
PUSH 0
CMP
POP
JE end              # 0: no more numbers
CALL note
JMP read

:end
FRMM count
PRINT
FRMM sum
PRINT
SWAP                # sum count
PUSH 0
CMP                 # without a number there is no average: a division by 0 is a fault
JE quit
POP
DIV
PRINT
:quit
PUSH 0
QUIT

:note               # number --   adds it, counts it
FRMM sum
ADD
TOMM sum
POP
FRMM count
INC
TOMM count
POP
RET
