# join of any iterable of strings, and its errors.
print(",".join(["a", "b", "c"]), "".join(("x", "y")), "-".join("abc"), repr(",".join([])))
# expect: a,b,c xy a-b-c ''
print(", ".join(str(i) for i in range(5)), "+".join({"k": 1, "v": 2}), ",".join(["one"]))
# expect: 0, 1, 2, 3, 4 k+v one
print("é".join("a€"), "".join(reversed("abc")), " ".join(map(str, (1, None, 2.5))))
# expect: aé€ cba 1 None 2.5
for bad in ([1], ["a", 2], ["a", "b", None], [b"x"]):
    try:
        ",".join(bad)
    except TypeError as e:
        print(e)
# expect: sequence item 0: expected str instance, int found
# expect: sequence item 1: expected str instance, int found
# expect: sequence item 2: expected str instance, NoneType found
# expect: sequence item 0: expected str instance, bytes found
try:
    ",".join(5)
except TypeError as e:
    print(e)  # expect: can only join an iterable
out = []
for i in range(50):
    out.append(chr(97 + i % 26))
s = "".join(out)
print(s, len(s))  # expect: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx 50
