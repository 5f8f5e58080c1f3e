# replace and translate.
print("aaaa".replace("a", "b"), "aaaa".replace("aa", "b"), "aaa".replace("a", ""), "abc".replace("z", "y"))
# expect: bbbb bb  abc
print("aaaa".replace("a", "b", 2), "aaaa".replace("a", "bb", 0), "aaaa".replace("a", "b", -1))
# expect: bbaa aaaa bbbb
print("abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"))
# expect: -a-b-c- -a-bc x
print("one two".replace("two", "three"), "spam".replace("spam", ""))  # expect: one three
table = str.maketrans("abc", "xyz")
print("aabbcc d".translate(table), "abc".translate({97: "long", 98: None, 99: 100}))
# expect: xxyyzz d longd
print("hello".translate(str.maketrans("lo", "01", "h")), "a".translate(str.maketrans({"a": "b"})))
# expect: e001 b
print("€a€".replace("€", "EUR"), "aé".replace("é", "e"))  # expect: EURaEUR ae
s = "x"
print(s.replace("y", "z") == s)  # expect: True
