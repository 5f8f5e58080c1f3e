# Long programs made at run time.
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
