# repr, ascii, format, str with odd things.
print(repr("a\n"), ascii("é€😀"), ascii(["é", 1]), repr("é"), format(5), format("x", ">3"), format(1.5, ".3f"))
# expect: 'a\n' '\xe9\u20ac\U0001f600' ['\xe9', 1] 'é' 5   x 1.500
print(ascii("plain"), ascii("\x80\uffff"), repr(b"\xff\n'\""), repr(bytearray(b"\0")), repr("'"), repr('"'), repr("'\""))
# expect: 'plain' '\x80\uffff' b'\xff\n\'"' bytearray(b'\x00') "'" '"' '\'"'
print(format(255, "x"), format(True), format(None), format([1]), format(3.0), format(10 ** 20, ","), format("s"))
# expect: ff True None [1] 3.0 100,000,000,000,000,000,000 s
for f in (lambda: format(5, "s"), lambda: format("a", "d"), lambda: format([], "d"), lambda: format(None, ">5"), lambda: format(1, 2)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(e)
# expect: Unknown format code 's' for object of type 'int'
# expect: Unknown format code 'd' for object of type 'str'
# expect: unsupported format string passed to list.__format__
# expect: unsupported format string passed to NoneType.__format__
# expect: format() argument 2 must be str, not int
print(repr(type), repr(int), repr(...), repr(NotImplemented), repr(range(2)), repr({1: "a"}), repr(slice(None)))
# expect: <class 'type'> <class 'int'> Ellipsis NotImplemented range(0, 2) {1: 'a'} slice(None, None, None)
