# Inheritance: attributes, methods, override, isinstance, issubclass.
class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def intro(self):
        return self.name + " says " + self.speak()


class Dog(Animal):
    def speak(self):
        return "woof"


class Bird(Animal):
    legs = 2

    def __init__(self, name, wings):
        Animal.__init__(self, name)
        self.wings = wings

    def speak(self):
        return "tweet" + str(self.wings)


for a in (Animal("x"), Dog("rex"), Bird("tit", 2)):
    print(a.intro(), a.legs, type(a).__name__)
# expect: x says ... 4 Animal
# expect: rex says woof 4 Dog
# expect: tit says tweet2 2 Bird
d = Dog("d")
print(isinstance(d, Dog), isinstance(d, Animal), isinstance(d, Bird), isinstance(d, object))
# expect: True True False True
print(issubclass(Dog, Animal), issubclass(Animal, Dog), issubclass(Dog, Dog), issubclass(Dog, object))
# expect: True False True True
print(isinstance(d, (int, Animal)), issubclass(Dog, (int, str)), isinstance(5, (str, (bytes, int))))
# expect: True False True
print(Dog.__bases__, Dog.__mro__[1] is Animal, Dog.__base__.__name__)
# expect: (<class '__main__.Animal'>,) True Animal
Animal.speak = lambda self: "patched"
print(Animal("y").intro(), d.intro())  # expect: y says patched d says woof
for f in (lambda: isinstance(5, 5), lambda: issubclass(5, int)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: issubclass() arg 1 must be a class
