# A small interpreter: dispatch by if chain in a loop.
def run(code):
    stack = []
    pc = 0
    steps = 0
    while pc < len(code):
        op = code[pc]
        pc += 1
        steps += 1
        if op == "push":
            stack.append(code[pc])
            pc += 1
        elif op == "add":
            b = stack.pop()
            stack.append(stack.pop() + b)
        elif op == "mul":
            b = stack.pop()
            stack.append(stack.pop() * b)
        elif op == "dup":
            stack.append(stack[-1])
        elif op == "dec":
            stack[-1] -= 1
        elif op == "jnz":
            if stack[-1]:
                pc = code[pc]
            else:
                pc += 1
        elif op == "halt":
            break
        else:
            raise ValueError(op)
    return stack, steps


print(run(["push", 2, "push", 3, "add", "dup", "mul"]))  # expect: ([25], 5)
print(run(["push", 50, "dec", "jnz", 2, "halt", "never"]))  # expect: ([0], 102)
try:
    run(["jump"])
except ValueError as e:
    print(e)  # expect: jump
