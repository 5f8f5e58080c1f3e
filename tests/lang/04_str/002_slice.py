# Slices of strings.
s = "0123456789"
print(s[2:5], s[:3], s[7:], s[:], s[-3:], s[:-7])  # expect: 234 012 789 0123456789 789 012
print(s[::2], s[1::3], s[::-1], s[8:2:-2], s[-1:-4:-1])  # expect: 02468 147 9876543210 864 987
print(repr(s[5:2]), repr(s[100:]), s[-100:2], s[:100], repr(s[3:3]))
# expect: '' '' 01 0123456789 ''
print(s[None:2], s[2:None], s[::None])  # expect: 01 23456789 0123456789
print(s[9::-4], s[:0:-3], s[True:3])  # expect: 951 963 12
try:
    s[::0]
except ValueError as e:
    print(e)  # expect: slice step cannot be zero
try:
    s["a":]
except TypeError as e:
    print(e)  # expect: slice indices must be integers or None or have an __index__ method
print("abc"[::-1] + "abc"[1:], "häß€"[1:3], "häß€"[::-1])  # expect: cbabc äß €ßäh
