print("helper_b runs")
import helper_a

total = helper_a.value + 1
__all__ = ["total", "_exported"]
_exported = "yes"
not_exported = "no"
