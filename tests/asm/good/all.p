# Every statement of the dialect of microvm. The golden files are all.p.lst and all.p.dis.
$define _limit 10
$include more.pi

var count
var arr _limit
var Count

:start
PUSH _limit
TOMM count
FRMM Count
:loop PRINT
PRINT 2
PUSH 0xff
PUSH 0b11
PUSH 'a'
PUSH -1
PUSH arr          # the number of the variable
PUSH Loop         # the address of the label
POP
add
SUB
MUL
DIV
JMP next
JE START
JL loop
JG loop
JNE loop
JLE loop
JGE loop
next: RFRMM
RTOMM
CALL sub
DUP
SWAP
INC
DEC
AFRMM arr
ATOMM arr
AFROM arr
ATOM arr
BP
CMP
DELAY
DELAY 500
STATE
AND
OR
NOT
XOR
BAND
BOR
BNOT
BXOR
QUIT
sub: RET
.word 1, 255 -1 "hi" 'x' sub 0x100
.byte 1 2 3
