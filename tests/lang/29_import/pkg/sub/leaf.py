from .. import inner
from ..inner import deep

LEAF = "leaf " + deep() + " " + inner.__name__
