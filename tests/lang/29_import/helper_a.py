"""Doc of helper_a."""
print("helper_a runs as", __name__)
value = 10
names = ["x"]
_private = "hidden"


def get():
    return value


def bump():
    global value
    value += 1
    return value


class Thing:
    kind = "thing"

    def __repr__(self):
        return "Thing()"
