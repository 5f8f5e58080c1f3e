# Two modules that import each other.
import helper_cycle1
# expect: cycle1 starts
# expect: cycle2 starts
# expect: cycle1 has one: False
# expect: cycle1 ends

print(helper_cycle1.both())  # expect: 3
import helper_cycle2

print(helper_cycle2.helper_cycle1 is helper_cycle1, helper_cycle1.helper_cycle2.two)
# expect: True 2
