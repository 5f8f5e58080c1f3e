print("cycle1 starts")
import helper_cycle2

one = 1


def both():
    return one + helper_cycle2.two


print("cycle1 ends")
