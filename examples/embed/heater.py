# The Python part of examples/embed: thermometer() and heat() are functions of the C program.
steps = 0
while thermometer() < 50:
    heat(1500 if thermometer() < 40 else 400)
    steps += 1
print("warm after", steps, "steps")

try:
    heat(5000)
except ValueError as e:
    print("refused:", e)


def advice(degrees):
    if degrees < 40:
        return "too cold for tea"
    return "fine for green tea"
