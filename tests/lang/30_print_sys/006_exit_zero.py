# raise SystemExit in the middle of a loop ends quietly with status 0.
for i in range(5):
    print(i)
    if i == 1:
        raise SystemExit
# expect: 0
# expect: 1
print("never")
