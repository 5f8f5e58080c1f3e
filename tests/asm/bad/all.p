# What is wrong here is in all.p.err.
$include bad.pi
var count
JMP nowhere
FRMM Count
:loop
JMP lopp
FRMM loop
ADD 1
PUSH
PUSH 1 2
$define x 1
$defin _x 1
PUSH _late
$define _late 1
var count
var arr 0
:LOOP
QUIT ; not a comment
$include none.pi
