# Characters by their Unicode names.
print("\N{LATIN SMALL LETTER D}", "\N{EURO SIGN}", "\N{greek small letter alpha}", "\N{SPACE}|")
# expect: d € α  |
print(len("\N{SNOWMAN}x"), "\N{SNOWMAN}" == "\u2603", r"\N{raw}", f"\N{DEGREE SIGN}{5}C")
# expect: 2 True \N{raw} °5C
try:
    eval(r"'\N{NO SUCH NAME}'")
except SyntaxError as e:
    print("SyntaxError")  # expect: SyntaxError
