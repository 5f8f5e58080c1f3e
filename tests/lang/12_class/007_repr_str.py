# __repr__, __str__, __format__ and where each is used.
class Both:
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "<str>"


class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr()"


class OnlyStr:
    def __str__(self):
        return "only str"


class Fmt:
    def __format__(self, spec):
        return "fmt[" + spec + "]"


b, r = Both(), OnlyRepr()
print(b, [b], (b,), {"k": b}, str(b), repr(b), f"{b} {b!r} {b!s:>8}", "%s %r" % (b, b))
# expect: <str> [<repr>] (<repr>,) {'k': <repr>} <str> <repr> <str> <repr>    <str> <str> <repr>
print(r, [r], str(r), f"{r}", "{}".format(r), "{!r:>12}".format(r))
# expect: OnlyRepr() [OnlyRepr()] OnlyRepr() OnlyRepr() OnlyRepr()   OnlyRepr()
print(str(OnlyStr()), f"{OnlyStr()}", repr(OnlyStr()).startswith("<__main__.OnlyStr object at 0x"))
# expect: only str only str True
print(f"{Fmt()} {Fmt():abc} {Fmt():>{10}}", format(Fmt(), "z"), "{:x}".format(Fmt()))
# expect: fmt[] fmt[abc] fmt[>10] fmt[z] fmt[x]


class Bad:
    def __repr__(self):
        return 5

    def __str__(self):
        return None


try:
    repr(Bad())
except TypeError as e:
    print(e)  # expect: __repr__ returned non-string (type int)
try:
    str(Bad())
except TypeError as e:
    print(e)  # expect: __str__ returned non-string (type NoneType)
try:
    format(b, "d")
except TypeError as e:
    print(e)  # expect: unsupported format string passed to Both.__format__
print(Both, OnlyRepr, [Both], type(b), Both.__qualname__)
# expect: <class '__main__.Both'> <class '__main__.OnlyRepr'> [<class '__main__.Both'>] <class '__main__.Both'> Both
