# Case: upper, lower, title, capitalize, swapcase, casefold, and tests.
s = "hello World 3rd"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase())
# expect: HELLO WORLD 3RD hello world 3rd Hello World 3Rd Hello world 3rd HELLO wORLD 3RD
print("they're bill's".title(), "".upper(), "ABC".capitalize(), "123abc".capitalize())
# expect: They'Re Bill'S  Abc 123abc
tests = ["abc", "ABC", "Abc", "aB1", "123", "", " ", "a b", "A1", "_x", "x_1", "1x", "Title Case"]
for name in ("isalpha", "isdigit", "isalnum", "isupper", "islower", "isspace", "istitle",
             "isidentifier", "isdecimal", "isnumeric", "isprintable", "isascii"):
    print(name, "".join("01"[getattr(t, name)()] for t in tests))
# expect: isalpha 1110000000000
# expect: isdigit 0000100000000
# expect: isalnum 1111100010010
# expect: isupper 0100000010000
# expect: islower 1000000101110
# expect: isspace 0000001000000
# expect: istitle 0010000010001
# expect: isidentifier 1111000011100
# expect: isdecimal 0000100000000
# expect: isnumeric 0000100000000
# expect: isprintable 1111111111111
# expect: isascii 1111111111111
print("\t\n".isspace(), "é".isalpha(), "é".isascii(), "\n".isprintable())
# expect: True True False False
print("HeLLo".casefold() == "hEllO".casefold(), "Straße".casefold())  # expect: True strasse
