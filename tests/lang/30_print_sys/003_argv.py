# Arguments of the program.
# args: one two=2 -x
import sys

print(len(sys.argv), sys.argv[1:])  # expect: 4 ['one', 'two=2', '-x']
print(sys.argv[0].endswith("003_argv.py"), type(sys.argv).__name__)  # expect: True list
for i, a in enumerate(sys.argv[1:], 1):
    print(i, a)
# expect: 1 one
# expect: 2 two=2
# expect: 3 -x
