# Deep nesting of expressions: the operand stack grows and shrinks correctly.
print(1 + (2 + (3 + (4 + (5 + (6 + (7 + (8 + (9 + (10 + (11 + (12 + 13))))))))))))  # expect: 91
print(((((((((((((1 + 2) + 3) + 4) + 5) + 6) + 7) + 8) + 9) + 10) + 11) + 12) + 13))  # expect: 91
print([[[[[[[[[[1]]]]]]]]]], ((((((((1,),),),),),),),))
# expect: [[[[[[[[[[1]]]]]]]]]] ((((((((1,),),),),),),),)


def f(*a):
    return sum(a)


print(f(1, f(2, f(3, f(4, f(5, f(6, f(7, f(8, 9)), 10)), 11), 12)), 13))  # expect: 91
print(1 if 0 else (2 if 0 else (3 if 0 else (4 if 0 else (5 if 0 else 6)))))  # expect: 6
print(-(-(-(-(-(-(-(-1))))))), not not not not not 0)  # expect: 1 True
print([1, 2, 3][[0, 1, 2][[2, 1, 0][[1, 0, 2][0]]]])  # expect: 2
print({1: {2: {3: {4: {5: "deep"}}}}}[1][2][3][4][5])  # expect: deep
