print("inner", __name__)


def deep():
    return "deep"
