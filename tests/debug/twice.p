# The numbers 1 to 3, each doubled by a procedure that calls another one. Status: 6.
$include twice.pi
var count
var square 4

:start
PUSH 0
:loop
INC
TOMM count
CALL double
PRINT
POP
FRMM count
FRMM count
ATOMM square
POP
PUSH 3
CMP
POP
JL loop
TOPTR 13
BP
CALL double
QUIT

:double
CALL add
RET
