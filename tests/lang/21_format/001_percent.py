# The % operator of strings.
print("%d %s %r" % (5, "a", "b"), "%s" % 5, "%s" % [1], "100%%" % (), "%s and %s" % ("x", None))
# expect: 5 a 'b' 5 [1] 100% x and None
print("[%5d|%-5d|%05d|%+d|% d|%+5d]" % (42, 42, 42, 42, 42, -42))
# expect: [   42|42   |00042|+42| 42|  -42]
print("[%8s|%-8s|%.2s|%8.3s|%c|%c]" % ("abc", "abc", "abc", "abcdef", "x", 65))
# expect: [     abc|abc     |ab|     abc|x|A]
print("%x %X %#x %o %#o %08x %i %u" % (255, 255, 255, 8, 8, 255, 3, 4))
# expect: ff FF 0xff 10 0o10 000000ff 3 4
print("%f %.2f %8.3f %-8.1f| %+.1f %.0f %08.2f" % (1.5, 2.345, 3.14159, 2.5, 1.0, 2.5, -1.5))
# expect: 1.500000 2.35    3.142 2.5     | +1.0 2 -0001.50
print("%e %.2e %E %g %g %g %g %.3g" % (12345.678, 0.00012, 1e10, 0.0001, 1e-5, 1e6, 123456789.0, 3.14159))
# expect: 1.234568e+04 1.20e-04 1.000000E+10 0.0001 1e-05 1e+06 1.23457e+08 3.14
print("%(name)s is %(age)d %(name)r" % {"name": "bob", "age": 7}, "%(a)5.1f|" % {"a": 2.25})
# expect: bob is 7 'bob'   2.2|
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%s %s" % ("%s", "%d"))
# expect:    42|42   |3.14 %s %d
print("%s" % (1,), "%s" % ((1, 2),), "%r" % ("t",), "%d" % 3.99, "%d" % True, "%s" % {"k": 1}, "%a" % "é")
# expect: 1 (1, 2) 't' 3 1 {'k': 1} '\xe9'
print("%d" % 10 ** 20 if False else "%d" % (10 ** 20), "%x" % 2 ** 70 if False else "%x" % (2 ** 70), "%f" % 10)
# expect: 100000000000000000000 400000000000000000 10.000000
for f in (lambda: "%d" % "5", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%z" % 1, lambda: "%(a)s" % {},
          lambda: "%d" % None, lambda: "%x" % 1.5, lambda: "%c" % "ab", lambda: "%" % (), lambda: "abc" % 1, lambda: "%f" % "x"):
    try:
        print(f())
    except (TypeError, ValueError, KeyError) as e:
        print(type(e).__name__, e)
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: KeyError 'a'
# expect: TypeError %d format: a real number is required, not NoneType
# expect: TypeError %x format: an integer is required, not float
# expect: TypeError %c requires int or char
# expect: ValueError incomplete format
# expect: TypeError not all arguments converted during string formatting
# expect: TypeError must be real number, not str
