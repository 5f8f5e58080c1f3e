# A long function: many locals, many constants, jumps longer than a byte.
def long(n):
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 0
    b0 = b1 = b2 = b3 = b4 = b5 = b6 = b7 = b8 = b9 = 1
    c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = 2
    d0 = d1 = d2 = d3 = d4 = d5 = d6 = d7 = d8 = d9 = 3
    for i in range(n):
        if i % 2 == 0:
            a0 += i; a1 += a0; a2 += a1; a3 += a2; a4 += a3; a5 += 101; a6 += 102; a7 += 103; a8 += 104; a9 += 105
            b0 += i; b1 += b0; b2 += b1; b3 += b2; b4 += b3; b5 += 201; b6 += 202; b7 += 203; b8 += 204; b9 += 205
        else:
            c0 += i; c1 += c0; c2 += c1; c3 += c2; c4 += c3; c5 += 301; c6 += 302; c7 += 303; c8 += 304; c9 += 305
            d0 += i; d1 += d0; d2 += d1; d3 += d2; d4 += d3; d5 += 401; d6 += 402; d7 += 403; d8 += 404; d9 += 405
        if a0 > 1000:
            break
        try:
            if i == 5:
                continue
            b9 -= 1
        finally:
            c9 += 1
    else:
        d9 += 1000
    return (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4,
            c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9)


print(long(6))
# expect: (6, 8, 10, 12, 14, 303, 306, 309, 312, 315, 7, 12, 20, 32, 49, 604, 607, 610, 613, 611, 11, 22, 40, 67, 105, 905, 908, 911, 914, 923, 12, 26, 50, 87, 140, 1206, 1209, 1212, 1215, 2218)
print(long(7)[-5:], long(0))
# expect: (1206, 1209, 1212, 1215, 2218) (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1003)
big = [11, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132, 143, 154, 165, 176, 187, 198, 209, 220, 231, 242, 253, 264,
       275, 286, 297, 308, 319, 330, 341, 352, 363, 374, 385, 396, 407, 418, 429, 440, 451, 462, 473, 484, 495, 506]
print(sum(big), len(big), big[-1])  # expect: 11891 46 506
names = {"n" + str(i): i for i in range(40)}
exec("\n".join(f"v{i} = {i * 1000}" for i in range(300)))
print(v0, v255, v256, v299, sum(names.values()))  # expect: 0 255000 256000 299000 780
code = "def many(" + ", ".join(f"p{i}" for i in range(60)) + "):\n    return p0 + p59\n"
exec(code)
print(many(*range(60)))  # expect: 59
exec("def deep(x):\n" + "".join("  " * (i + 1) + f"if x > {i}:\n" for i in range(15)) + "  " * 16 + "return 'deep'")
print(deep(99), deep(3))  # expect: deep None
print(eval("+".join(["1"] * 200)), eval("(" * 40 + "1" + ")" * 40), len(eval("[" + "0," * 500 + "]")))
# expect: 200 1 500
