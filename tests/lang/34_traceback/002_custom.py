# The last line names the class of a user exception with its text.
class BadThing(Exception):
    def __str__(self):
        return "code " + str(self.args[0])


def work():
    try:
        raise BadThing(42)
    finally:
        print("cleanup")


work()  # raises: BadThing: code 42
# expect: cleanup
