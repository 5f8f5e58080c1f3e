# Strings are sequences of code points, whatever their encoding.
s = "aé€😀z"
print(len(s), s[1], s[2], s[3], s[-1])  # expect: 5 é € 😀 z
print(s[::-1], s[1:4], s * 2)  # expect: z😀€éa é€😀 aé€😀zaé€😀z
print([ord(c) for c in s])  # expect: [97, 233, 8364, 128512, 122]
print(s.encode(), len(s.encode()))  # expect: b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z' 11
print(s.find("€"), s.find("z"), s.index("😀"), s.count("é"))  # expect: 2 4 3 1
print("é" < "€" < "😀", "z" < "é", "aé" == "a\u00e9")  # expect: True True True
print("é" in s, "€😀" in s, s.replace("€", "E"), s.split("€"))
# expect: True True aéE😀z ['aé', '😀z']
print(s.upper(), "ÀÉ".lower(), "ß".upper(), "straße".title())  # expect: AÉ€😀Z àé SS Straße
t = "".join(chr(0x3b1 + i) for i in range(10))
print(t, t[9], t[5:8], t.find("κ"), len(t))  # expect: αβγδεζηθικ κ ζηθ 9 10
print("ключ".startswith("кл"), "ключ".endswith("ч"), "ключ".center(8, "*"))
# expect: True True **ключ**
long = "aé" * 100 + "€"
print(len(long), long[199], long[200], long[-2], long[150:154], long.rfind("a"))
# expect: 201 é € é aéaé 198
try:
    s[5]
except IndexError as e:
    print(e)  # expect: string index out of range
