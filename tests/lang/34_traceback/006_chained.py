# A chain of two exceptions: the last one is at the end.
def load():
    try:
        return {}["config"]
    except KeyError as e:
        raise RuntimeError("cannot load") from e


print("start")  # expect: start
load()  # raises: RuntimeError: cannot load
