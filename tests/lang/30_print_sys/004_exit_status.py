# sys.exit with a number: the status of the process; finally blocks run.
import sys

try:
    sys.exit("caught")
except SystemExit as e:
    print("SystemExit", e.code)  # expect: SystemExit caught
try:
    sys.exit()
except SystemExit as e:
    print(e.code, e.args)  # expect: None ()


def f():
    try:
        sys.exit(3)  # exits: 3
    except Exception:
        print("never: SystemExit is no Exception")
    finally:
        print("finally")


f()  # expect: finally
print("never")
