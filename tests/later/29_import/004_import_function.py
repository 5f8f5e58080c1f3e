# __import__ with names that are computed. (Helper modules: tests/lang/29_import)
for m in ("helper_a", "helper_b"):
    print(__import__(m).__name__)
# expect: helper_a
# expect: helper_b
