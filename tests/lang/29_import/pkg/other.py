from .inner import deep as d
from .sub.leaf import LEAF

print("other", d(), LEAF)
