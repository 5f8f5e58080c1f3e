# NameError at the top of the program.
print("first")  # expect: first
if True:
    undefined_name_here()  # raises: NameError: name 'undefined_name_here' is not defined
