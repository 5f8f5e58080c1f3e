# __name__ is "__main__" in the program and the module's name elsewhere.
import helper_main

print(__name__, helper_main.__name__, helper_main.ran_as_main)  # expect: __main__ helper_main False


def main():
    print("main called")
    return 0


if __name__ == "__main__":
    main()  # expect: main called
import sys

print(sys.modules["__main__"].main is main, sys.modules["helper_main"] is helper_main)
# expect: True True
print(main.__module__, helper_main.__dict__["ran_as_main"])  # expect: __main__ False
