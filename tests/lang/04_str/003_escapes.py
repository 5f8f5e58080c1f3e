# Escapes, raw strings, joined literals, triple quotes.
print(len("\n\t\\\'\"\a\b\f\v\r\0"))  # expect: 11
print("\x41\101\u0042\U00000043\x44")  # expect: AABCD
print(repr("\x41\n\t\\"), repr("a'b"), repr('a"b'), repr("a'\"b"))
# expect: 'A\n\t\\' "a'b" 'a"b' 'a\'"b'
print(r"\n\x", len(r"\n"), R"a\\b")  # expect: \n\x 2 a\\b
print("one" "two" 'three')  # expect: onetwothree
print("""a
  b "quoted" 'x'
c""")
# expect: a
# expect:   b "quoted" 'x'
# expect: c
print('''it's''', """say "hi" """)  # expect: it's say "hi"
print("a\
b")  # expect: ab
print(repr("\x00\x1f\x7f\x80\xa0\xad\xff"))  # expect: '\x00\x1f\x7f\x80\xa0\xadÿ'
print(repr("\u0100\u200b\u2028\ud800\uffff"))  # expect: 'Ā\u200b\u2028\ud800\uffff'
print(repr("\U0001f600\U0010ffff"), ascii("\U0001f600é\n"))
# expect: '😀\U0010ffff' '\U0001f600\xe9\n'
print(ord("\777"), len("\1234"))  # expect: 511 2
