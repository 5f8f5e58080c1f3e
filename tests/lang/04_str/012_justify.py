# center, ljust, rjust, zfill, expandtabs.
print([s.center(6) for s in ("", "a", "ab", "abc", "abcdefg")])
# expect: ['      ', '  a   ', '  ab  ', ' abc  ', 'abcdefg']
print("ab".center(7, "*"), "abc".center(6, "-"), "ab".center(5, "."), "a".center(4, "."))
# expect: ***ab** -abc-- ..ab. .a..
print(repr("ab".ljust(5)), repr("ab".rjust(5)), "ab".ljust(4, "."), "ab".rjust(4, "."), "abc".ljust(1))
# expect: 'ab   ' '   ab' ab.. ..ab abc
print("42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(3), "abc".zfill(2), "--1".zfill(5))
# expect: 00042 -0042 +004 000 abc -00-1
print(repr("a\tb\tcd\t".expandtabs()), repr("a\tb".expandtabs(4)), repr("\t".expandtabs(0)), repr("ab\n\tx".expandtabs(3)))
# expect: 'a       b       cd      ' 'a   b' '' 'ab\n   x'
try:
    "a".center(5, "ab")
except TypeError as e:
    print(e)  # expect: The fill character must be exactly one character long
