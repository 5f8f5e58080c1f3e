# Layout: line joining, comments everywhere, tabs, semicolons, odd indents.
x = (1 +  # a comment
     2
     # another

     + 3)
print(x)  # expect: 6
y = [
    1, 2,

    3,
]; print(y)  # expect: [1, 2, 3]
z = 1 + \
    2
print(z)  # expect: 3
if x == 6:
        print("eight blanks")  # expect: eight blanks
        if z:
         print("one more")  # expect: one more
def f(a,
      b=2,  # why

      *c):
  # a comment at the wrong place
    # and another
  return (a,
    b, c)


print(f(1), f(
    1, 2,
    3,
))  # expect: (1, 2, ()) (1, 2, (3,))
class C: pass; a = 1
if 1: pass
else: print("never")
try: 1 // 0
except ZeroDivisionError: print("one line")  # expect: one line
finally: print("fin")  # expect: fin
for i in 1, 2: print(i, end=";")
print()  # expect: 1;2;
while 0: pass
else: print("else")
# expect: else
s = """\
first
  # no comment
last"""
print(s)
# expect: first
# expect:   # no comment
# expect: last
d = {'a':1,'b' :2 ,
'c': 3}
print(d); print(len (s)); print( 1,2 ,3 )
                          # expect: {'a': 1, 'b': 2, 'c': 3}
                          # expect: 25
                          # expect: 1 2 3
if True:
	print("tab")  # expect: tab
# the last line is a comment
