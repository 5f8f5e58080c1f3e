# Names that are added to the module builtins.
# skip-cell: 16 (with all of builtins the image is too large)
import builtins

builtins.later = "added to builtins"
print(later)  # expect: added to builtins
del builtins.later
try:
    later
except NameError as e:
    print(e)  # expect: name 'later' is not defined
