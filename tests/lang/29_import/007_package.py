# Packages: __init__, relative imports, submodules.
import pkg
# expect: pkg init pkg
# expect: inner pkg.inner
# expect: other deep leaf deep pkg.inner

print(pkg.level, pkg.deep(), pkg.__name__, pkg.inner.__name__, pkg.sub.name)
# expect: package deep pkg pkg.inner sub
import pkg.sub.leaf

print(pkg.sub.leaf.LEAF)  # expect: leaf deep pkg.inner
import pkg.inner as inner
from pkg import other, inner as again
from pkg.sub import leaf

print(inner is again, other.d is inner.deep, leaf.LEAF, leaf.__package__ if hasattr(leaf, "__package__") else "")
# expect: True True leaf deep pkg.inner pkg.sub
try:
    import pkg.missing
except ModuleNotFoundError as e:
    print(e)  # expect: No module named 'pkg.missing'
try:
    from pkg import missing
except ImportError as e:
    print(str(e)[:40])  # expect: cannot import name 'missing' from 'pkg'
try:
    import helper_main.x
except ModuleNotFoundError as e:
    print(e)  # expect: No module named 'helper_main.x'; 'helper_main' is not a package
