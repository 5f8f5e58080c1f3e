# decode and encode: utf-8, latin-1, ascii, errors.
print(b"caf\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"abc".decode("ascii"), "€😀".encode(), "é".encode("latin-1"))
# expect: café é abc b'\xe2\x82\xac\xf0\x9f\x98\x80' b'\xe9'
print(b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xff".decode("ascii", errors="replace"))
# expect: a�b ab a�
print("aé€".encode("ascii", "replace"), "aé".encode("ascii", "ignore"), "é€".encode("ascii", "backslashreplace"), b"a\xff".decode("utf-8", "backslashreplace"))
# expect: b'a??' b'a' b'\\xe9\\u20ac' a\xff
for f in (lambda: b"\xff".decode(), lambda: b"ab\xc3".decode(), lambda: b"\xc3(".decode(), lambda: b"\xe9".decode("ascii"),
          lambda: "é€".encode("ascii"), lambda: "€".encode("latin-1"), lambda: b"a".decode("nope"), lambda: b"\xed\xa0\x80".decode(),
          lambda: b"\xf5\x80\x80\x80".decode(), lambda: b"\xc0\x80".decode(), lambda: "\ud800".encode()):
    try:
        print(f())
    except (UnicodeError, LookupError) as e:
        print(type(e).__name__, e)
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 2: unexpected end of data
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xe9 in position 0: ordinal not in range(128)
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: LookupError unknown encoding: nope
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
s = "héllo wörld €"
print(s.encode().decode() == s, len(s), len(s.encode()), str(s.encode(), "utf-8") == s, b"".decode(), bytes(s, "utf8")[:3])
# expect: True 13 17 True  b'h\xc3\xa9'
try:
    b"\x80abc".decode()
except UnicodeDecodeError as e:
    print(e.start, e.end, e.reason, e.encoding, e.object)
    # expect: 0 1 invalid start byte utf-8 b'\x80abc'
