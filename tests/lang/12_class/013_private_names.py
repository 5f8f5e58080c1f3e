# Name mangling of __names.
class A:
    __secret = 1

    def __init__(self):
        self.__x = 10
        self._y = 20

    def get(self):
        return self.__x, self.__secret

    def __hidden(self):
        return "hidden A"

    def call(self):
        return self.__hidden()

    __dunder__ = "not mangled"


class B(A):
    def __init__(self):
        super().__init__()
        self.__x = 99

    def __hidden(self):
        return "hidden B"

    def own(self):
        return self.__x, self.__hidden()


b = B()
print(b.get(), b.own(), b.call(), b._y, b.__dunder__)
# expect: (10, 1) (99, 'hidden B') hidden A 20 not mangled
print(sorted(vars(b)), b._A__x, b._B__x, A._A__secret)  # expect: ['_A__x', '_B__x', '_y'] 10 99 1
try:
    b.__x
except AttributeError as e:
    print(e)  # expect: 'B' object has no attribute '__x'


class _Under:
    def f(self):
        __v = 3
        return __v, [n for n in (lambda __q: __q)("z")]


print(_Under().f())  # expect: (3, ['z'])
