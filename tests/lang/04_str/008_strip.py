# strip, lstrip, rstrip, removeprefix, removesuffix.
s = "  \t x y \n"
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))  # expect: 'x y' 'x y \n' '  \t x y'
print("xxabcxx".strip("x"), "xyabcyx".strip("xy"), "abc".strip("abc") == "")  # expect: abc abc True
print("xxabcxx".lstrip("x"), "xxabcxx".rstrip("x"), "abc".strip("z"), "abc".strip(""))
# expect: abcxx xxabc abc abc
print("".strip(), "a".strip(None), repr("\x1f\x85a\u2003".strip()))  # expect:  a 'a'
print("prefix-body".removeprefix("prefix-"), "body".removeprefix("x"), "aaa".removeprefix("a"))
# expect: body body aa
print("file.txt".removesuffix(".txt"), "file".removesuffix(""), "abab".removesuffix("ab"))
# expect: file file ab
print("éaé".strip("é"), "--=a=--".strip("-="))  # expect: a a
try:
    "a".strip(1)
except TypeError as e:
    print(e)  # expect: strip arg must be None or str
