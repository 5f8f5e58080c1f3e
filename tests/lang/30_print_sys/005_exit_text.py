# sys.exit with text: status 1, text on standard error.
import sys

print("before")  # expect: before
sys.exit("this goes to standard error")  # exits: 1
