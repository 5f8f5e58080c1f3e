print("cycle2 starts")
import helper_cycle1

two = 2
print("cycle1 has one:", hasattr(helper_cycle1, "one"))
