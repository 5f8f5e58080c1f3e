# A long elif chain, and jumps over large bodies.
def roman(n):
    out = ""
    while n:
        if n >= 1000:
            out += "M"; n -= 1000
        elif n >= 900:
            out += "CM"; n -= 900
        elif n >= 500:
            out += "D"; n -= 500
        elif n >= 400:
            out += "CD"; n -= 400
        elif n >= 100:
            out += "C"; n -= 100
        elif n >= 90:
            out += "XC"; n -= 90
        elif n >= 50:
            out += "L"; n -= 50
        elif n >= 40:
            out += "XL"; n -= 40
        elif n >= 10:
            out += "X"; n -= 10
        elif n >= 9:
            out += "IX"; n -= 9
        elif n >= 5:
            out += "V"; n -= 5
        elif n >= 4:
            out += "IV"; n -= 4
        else:
            out += "I"; n -= 1
    return out


for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999):
    print(n, roman(n))
# expect: 1 I
# expect: 4 IV
# expect: 9 IX
# expect: 14 XIV
# expect: 40 XL
# expect: 90 XC
# expect: 400 CD
# expect: 1994 MCMXCIV
# expect: 2024 MMXXIV
# expect: 3999 MMMCMXCIX
