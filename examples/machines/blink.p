# Blinks the LED on pin 13 three times, by TOPTR, which writes the top of the stack to a port.
# TOPTR leaves the value on the stack, as TOMM does, so POP follows when it is not needed.
# pins: 13=1 13=0 13=1 13=0 13=1 13=0
# period: 13 200

$define _led 13

PUSH 3              # how often
:again
PUSH 1
TOPTR _led          # on
POP
DELAY 100
PUSH 0
TOPTR _led          # off
DELAY 100
SWAP                # the count is on top again, the 0 beneath
DEC
SWAP
CMP                 # the count, and 0
POP
JG again            # count > 0: once more
PUSH 0
QUIT
