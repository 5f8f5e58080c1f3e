# input reads lines; a prompt goes to standard output; EOFError at the end.
# stdin: first\nsecond line\n\n  spaced  \nlast
print(input())  # expect: first
print(repr(input("prompt> ")))  # expect: prompt> 'second line'
print(repr(input()))  # expect: ''
print(repr(input()))  # expect: '  spaced  '
print(input("no newline: "))  # expect: no newline: last
try:
    input()
except EOFError as e:
    print(type(e).__name__)  # expect: EOFError
