# Without a text there is no colon.
class Quiet(Exception):
    pass


try:
    raise Quiet
except Quiet as e:
    print(repr(e), [str(e)])  # expect: Quiet() ['']
raise KeyError  # raises: KeyError
