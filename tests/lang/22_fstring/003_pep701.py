# Python 3.12: the same quotes, backslashes and comments inside the braces.
# py: 3.12
d = {"a": 1, "b": [1, 2]}
print(f"{d["a"]} {d["b"][0]}")
print(f"{"\n".join(["x", "y"])}")
print(f"{f"{f"{1 + 1}"}"}")
print(f"{
    d["a"]  # a comment
    + 1
}")
print(f"{'a' + "b" + 'c'}", f'{'single'}', f"{"tab\tinside"!r}")
print(f"{d["a"]:>{d["b"][1]}}", f"{",".join(str(i) for i in d["b"])}")
# expect: 1 1
# expect: x
# expect: y
# expect: 2
# expect: 2
# expect: abc single 'tab\tinside'
# expect:  1 1,2
