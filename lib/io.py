# SPDX-License-Identifier: MIT
# Files over the bare ones of the port: _file_open and its kin work with numbers, and their errors
# are negative numbers of errno. Writing goes straight through, so that nothing is lost of a file
# that nobody closes; reading keeps what it read too much in a buffer of bytes.

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

class UnsupportedOperation(OSError, ValueError):
    pass

def _error_text(number):
    if number == 2:
        return "No such file or directory"
    if number == 9:
        return "Bad file descriptor"
    if number == 13:
        return "Permission denied"
    if number == 17:
        return "File exists"
    if number == 20:
        return "Not a directory"
    if number == 21:
        return "Is a directory"
    if number == 22:
        return "Invalid argument"
    if number == 24:
        return "Too many open files"
    if number == 28:
        return "No space left on device"
    if number == 36:
        return "File name too long"
    return "Input/output error"

def _error(number, name=None):
    kind = OSError
    if number == 2:
        kind = FileNotFoundError
    elif number == 13:
        kind = PermissionError
    elif number == 17:
        kind = FileExistsError
    if name is None:
        return kind(number, _error_text(number))
    return kind(number, _error_text(number), name)

def _checked(result):
    if isinstance(result, int) and result < 0:
        raise _error(-result)
    return result

# The flags of core/port_file.h.
def _flags(mode):
    kinds = 0
    flags = 0
    for i, c in enumerate(mode):
        if c not in "rwaxbt+" or c in mode[:i]:
            raise ValueError("invalid mode: " + repr(mode))
        if c == "r":
            flags |= 1
        elif c == "w":
            flags |= 2 + 4 + 8
        elif c == "a":
            flags |= 2 + 8 + 32
        elif c == "x":
            flags |= 2 + 8 + 16
        if c in "rwax":
            kinds += 1
    if "t" in mode and "b" in mode:
        raise ValueError("can't have text and binary mode at once")
    if kinds != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "+" in mode:
        flags |= 1 + 2
    return flags

# Length of the longest start of data that ends between two characters of UTF-8.
def _whole(data):
    n = len(data)
    i = n - 1
    while i >= 0 and i > n - 4 and data[i] & 0xc0 == 0x80:
        i -= 1
    if i < 0:
        return n
    c = data[i]
    size = 1 if c < 0xc0 else 2 if c < 0xe0 else 3 if c < 0xf0 else 4
    return n if i + size <= n else i

class _File:
    closed = False

    def __init__(self, name, mode):
        flags = _flags(mode)
        self.name = name
        self.mode = mode
        self._read = flags & 1
        self._write = flags & 2
        self._text = "b" not in mode
        self._buffer = b""
        self._file = _file_open(name, flags)
        if self._file < 0:
            raise _error(-self._file, name)

    def _check(self, allowed=True, what=None):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not allowed:
            raise UnsupportedOperation(what)

    # One more part into the buffer; False at the end of the file.
    def _more(self, size=512):
        part = _checked(_file_read(self._file, size))
        self._buffer += part
        return len(part) > 0

    def _take(self, n):
        data = self._buffer[:n]
        self._buffer = self._buffer[n:]
        if self._text:
            text = data.decode()
            return text.replace("\r\n", "\n") if "\r" in text else text
        return data

    def read(self, size=-1):
        self._check(self._read, "not readable")
        if size is None or size < 0:
            while self._more():
                pass
            return self._take(len(self._buffer))
        if not self._text:
            while len(self._buffer) < size and self._more(size - len(self._buffer)):
                pass
            return self._take(size)
        more = True
        while True:
            n = _whole(self._buffer) if more else len(self._buffer)
            text = self._buffer[:n].decode()
            if len(text) >= size or not more:
                return self._take(len(text[:size].encode()))
            more = self._more()

    def readline(self, size=-1):
        self._check(self._read, "not readable")
        start = 0
        while True:
            end = self._buffer.find(b"\n", start)
            if end >= 0:
                return self._take(end + 1)
            start = len(self._buffer)
            if not self._more():
                return self._take(start)

    def readlines(self, hint=-1):
        return list(self)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def write(self, data):
        self._check(self._write, "not writable")
        if self._text != isinstance(data, str):
            if self._text:
                raise TypeError("write() argument must be str, not " + type(data).__name__)
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._buffer:
            self.seek(self.tell())
        _checked(_file_write(self._file, data))
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 1:
            offset -= len(self._buffer)
        self._buffer = b""
        return _checked(_file_seek(self._file, offset, whence))

    def tell(self):
        self._check()
        return _checked(_file_seek(self._file, 0, 1)) - len(self._buffer)

    def flush(self):
        self._check()

    def close(self):
        if not self.closed:
            self.closed = True
            _checked(_file_close(self._file))

    def readable(self):
        return self._read != 0

    def writable(self):
        return self._write != 0

    def seekable(self):
        return True

    def isatty(self):
        return False

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        self.close()

def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    return _File(file, mode)

class _Memory:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._check()
        return self._data

    def read(self, size=-1):
        self._check()
        start = self._at
        end = len(self._data)
        if size is not None and 0 <= size < end - start:
            end = start + size
        self._at = max(start, end)
        return self._data[start:end]

    def readline(self, size=-1):
        self._check()
        end = self._data.find(self._newline, self._at)
        return self.read(end + 1 - self._at if end >= 0 else -1)

    def readlines(self):
        return list(self)

    def write(self, data):
        self._check()
        if not isinstance(data, type(self._data)):
            self._refuse(data)
        at = self._at
        old = self._data
        if at > len(old):
            old += self._filler * (at - len(old))
        self._data = old + data if at == len(old) else old[:at] + data + old[at + len(data):]
        self._at = at + len(data)
        return len(data)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 1:
            offset += self._at
        elif whence == 2:
            offset += len(self._data)
        if offset < 0:
            raise ValueError("negative seek value " + str(offset))
        self._at = offset
        return offset

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._data = self._data[:size]
        return size

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.close()

class StringIO(_Memory):
    def __init__(self, initial_value="", newline="\n"):
        self._data = initial_value or ""
        self._at = 0
        self._newline = "\n"
        self._filler = "\0"

    def _refuse(self, data):
        raise TypeError("string argument expected, got " + repr(type(data).__name__))

class BytesIO(_Memory):
    def __init__(self, initial_bytes=b""):
        self._data = bytes(initial_bytes)
        self._at = 0
        self._newline = b"\n"
        self._filler = b"\0"

    def _refuse(self, data):
        raise TypeError("a bytes-like object is required, not " + repr(type(data).__name__))
