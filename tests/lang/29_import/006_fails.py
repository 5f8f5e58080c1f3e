# A module that raises is not kept.
import sys

try:
    import helper_fails  # expect: about to fail
except ZeroDivisionError as e:
    print("ZeroDivisionError", "helper_fails" in sys.modules)  # expect: ZeroDivisionError False
try:
    import helper_fails  # expect: about to fail
except ZeroDivisionError:
    print("again")  # expect: again
try:
    helper_fails
except NameError as e:
    print(e)  # expect: name 'helper_fails' is not defined
