# SPDX-License-Identifier: MIT
# The program's surroundings. What nobody mentions is left out of the image.

class _Output:
    encoding = "utf-8"
    errors = "strict"

    def __init__(self, write, name):
        self.write = write
        self.name = name

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

class _Input:
    encoding = "utf-8"
    name = "<stdin>"

    def readline(self):
        return _readline()

    def readlines(self):
        return list(self)

    def read(self):
        return "".join(list(self))

    def isatty(self):
        return False

    def __iter__(self):
        return self

    def __next__(self):
        line = _readline()
        if not line:
            raise StopIteration
        return line

class _Implementation:
    name = "adder"
    version = (0, 1, 0)
    cache_tag = None

# Modules are fixed when a program is built: this looks like the dict, but cannot be changed.
class _Modules:
    def __getitem__(self, name):
        module = _module(name)
        if module is None:
            raise KeyError(name)
        return module

    def __contains__(self, name):
        return _module(name) is not None

    def get(self, name, default=None):
        module = _module(name)
        return default if module is None else module

argv = _argv()
exit = _exit
stdout = _Output(_write, "<stdout>")
stderr = _Output(_write_err, "<stderr>")
stdin = _Input()
__stdout__ = stdout
__stderr__ = stderr
__stdin__ = stdin
implementation = _Implementation()
modules = _Modules()
version = "3.13.0 (Adder 0.1)"
version_info = (3, 13, 0, "final", 0)
hexversion = 0x030d00f0
platform = "linux"
byteorder = "little"
maxsize = 0x7fffffffffffffff
maxunicode = 0x10ffff
path = [""]
executable = ""
dont_write_bytecode = True

def exc_info():
    e = _exc_info()
    if e is None:
        return (None, None, None)
    return (type(e), e, e.__traceback__)

def exception():
    return _exc_info()

# The limit is the block's size.
def getrecursionlimit():
    return 1000

def setrecursionlimit(limit):
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")

def intern(string):
    if not isinstance(string, str):
        raise TypeError("intern() argument must be str, not " + type(string).__name__)
    return string

def getdefaultencoding():
    return "utf-8"

def getfilesystemencoding():
    return "utf-8"
