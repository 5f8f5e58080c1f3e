print("pkg init", __name__)
from .inner import deep
from . import other

level = "package"
