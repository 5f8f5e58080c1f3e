# A few text programs: caesar, palindromes, run lengths, word count.
def caesar(text, k):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + k) % 26 + 97)
        elif "A" <= c <= "Z":
            c = chr((ord(c) - 65 + k) % 26 + 65)
        out += c
    return out


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))  # expect: Khoor, Zruog! Hello, World!


def palindrome(s):
    s = "".join(c.lower() for c in s if c.isalpha())
    return s == s[::-1]


print(palindrome("A man, a plan, a canal: Panama"), palindrome("nope"))  # expect: True False


def rle(s):
    out = []
    i = 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(s[i] + str(j - i))
        i = j
    return "".join(out)


print(rle("aaabccdddd"), rle(""), rle("x"))  # expect: a3b1c2d4  x1
words = {}
for w in "the cat and the hat and the bat".split():
    words[w] = words.get(w, 0) + 1
for w in sorted(words, key=lambda w: (-words[w], w)):
    print(w, words[w])
# expect: the 3
# expect: and 2
# expect: bat 1
# expect: cat 1
# expect: hat 1
