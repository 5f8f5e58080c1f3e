# Uncaught text with newline and unicode.
print("é before")  # expect: é before
raise ValueError("two\nlines é€")  # raises: lines é€
