# hex, oct, bin, str, repr, and ord/chr.
print(hex(255), hex(-255), hex(0), hex(4096))  # expect: 0xff -0xff 0x0 0x1000
print(oct(8), oct(-9), oct(0))  # expect: 0o10 -0o11 0o0
print(bin(5), bin(-5), bin(0), bin(1023))  # expect: 0b101 -0b101 0b0 0b1111111111
print(str(-12), repr(345), str(0))  # expect: -12 345 0
print(len(str(2 ** 64)), str(10 ** 9))  # expect: 20 1000000000
print(chr(65), ord("A"), ord("é"), chr(8364), ord(chr(0x1F600)))  # expect: A 65 233 € 128512
try:
    chr(-1)
except ValueError as e:
    print(e)  # expect: chr() arg not in range(0x110000)
try:
    ord("ab")
except TypeError as e:
    print(e)  # expect: ord() expected a character, but string of length 2 found
try:
    hex(1.5)
except TypeError as e:
    print(e)  # expect: 'float' object cannot be interpreted as an integer
