# Print strings: quotes, escapes, empty.
print("hello")  # expect: hello
print('single')  # expect: single
print("")  # expect:
print("it's")  # expect: it's
print('say "x"')  # expect: say "x"
print("tab\tend")  # expect: tab	end
print("back\\slash")  # expect: back\slash
print("two\nlines")
# expect: two
# expect: lines
