# dir of types holds their methods; vars and dir of instances and modules.
for t, want in ((str, "join split upper find format encode strip replace startswith isdigit zfill partition"),
                (list, "append extend insert pop remove sort reverse index count copy clear"),
                (dict, "get keys values items pop popitem update setdefault copy clear fromkeys"),
                (set, "add remove discard pop union difference issubset update copy clear"),
                (bytes, "decode find join split hex fromhex startswith replace strip"),
                (int, "to_bytes from_bytes bit_length"), (float, "is_integer hex"), (tuple, "index count")):
    have = dir(t)
    print(t.__name__, [w for w in want.split() if w not in have])
# expect: str []
# expect: list []
# expect: dict []
# expect: set []
# expect: bytes []
# expect: int []
# expect: float []
# expect: tuple []


class A:
    x = 1

    def m(self):
        pass


class B(A):
    y = 2


b = B()
b.z = 3
print([n for n in dir(b) if not n.startswith("_")], vars(b), [n for n in dir(B) if n[0] != "_"])
# expect: ['m', 'x', 'y', 'z'] {'z': 3} ['m', 'x', 'y']
print([n for n in vars(B) if n[0] != "_"], dir(b) == sorted(dir(b)))  # expect: ['y'] True


def f():
    p, q = 1, 2
    return dir(), sorted(vars())


print(f())  # expect: (['p', 'q'], ['p', 'q'])
try:
    vars(5)
except TypeError as e:
    print(e)  # expect: vars() argument must have __dict__ attribute


class D:
    def __dir__(self):
        return ["q", "p"]


print(dir(D()))  # expect: ['p', 'q']
print(int.__module__)  # expect: builtins
