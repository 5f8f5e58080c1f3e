# Order comparison and equality of mixed numbers, and of containers of them.
nums = [-2 ** 70, -1.5, -1, -0.0, 0, False, 0.5, True, 1, 1.0, 2, 2.5, 2 ** 70, 1e30, float("inf"), float("nan")]
for a in nums:
    print("".join("<"[: a < b] + "="[: a == b] + ">"[: a > b] or "?" for b in nums))
# expect: =<<<<<<<<<<<<<<?
# expect: >=<<<<<<<<<<<<<?
# expect: >>=<<<<<<<<<<<<?
# expect: >>>===<<<<<<<<<?
# expect: >>>===<<<<<<<<<?
# expect: >>>===<<<<<<<<<?
# expect: >>>>>>=<<<<<<<<?
# expect: >>>>>>>===<<<<<?
# expect: >>>>>>>===<<<<<?
# expect: >>>>>>>===<<<<<?
# expect: >>>>>>>>>>=<<<<?
# expect: >>>>>>>>>>>=<<<?
# expect: >>>>>>>>>>>>=<<?
# expect: >>>>>>>>>>>>>=<?
# expect: >>>>>>>>>>>>>>=?
# expect: ????????????????
seqs = [[], [0], [0, 1], [1], [1.0, 0], [True, 0.0], [[1]], [float("nan")]]
for a in seqs:
    row = ""
    for b in seqs:
        try:
            row += "<" if a < b else "=" if a == b else ">" if a > b else "?"
        except TypeError:
            row += "!"
    print(row)
# expect: =<<<<<<<
# expect: >=<<<<!?
# expect: >>=<<<!?
# expect: >>>=<<!?
# expect: >>>>==!?
# expect: >>>>==!?
# expect: >!!!!!=!
# expect: >?????!=
print([(1, "a") < (1, "b"), (1, "a") < (2, 5), [1, [2, 3]] < [1, [2, 4]], (1,) == (1.0,), "a" < "b" < "c" > "b"])
# expect: [True, True, True, True, True]
print(sorted([3, 1.5, True, -2, 0.0, 10 ** 20]), max(1, True, 1.0), min(0, False, -0.0))
# expect: [-2, 0.0, True, 1.5, 3, 100000000000000000000] 1 0
