# __init_subclass__, __set_name__, class keyword arguments, __subclasses__.
class Plugin:
    registry = []

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Plugin.registry.append(cls.__name__)


class A(Plugin, tag="first"):
    pass


class B(A):
    pass


print(Plugin.registry, A.tag, B.tag)  # expect: ['A', 'B'] first None


class Field:
    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner.__name__

    def __get__(self, obj, cls):
        return f"{self.owner}.{self.name}" if obj is None else obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value


class Record:
    x = Field()
    y = Field()


r = Record()
r.x = 5
print(r.x, r.y, Record.x, vars(r))  # expect: 5 unset Record.x {'x': 5}
try:
    class Wrong(Record, bad=1):
        pass
except TypeError as e:
    print(e)  # expect: Wrong.__init_subclass__() takes no keyword arguments
print([c.__name__ for c in Plugin.__subclasses__()])  # expect: ['A']
