# A vending machine: states and events in a dict, actions are functions.
coins = 0
sold = 0


def insert(value):
    global coins
    coins += value
    return "ready" if coins >= 50 else "paying"


def vend(_):
    global coins, sold
    sold += 1
    coins -= 50
    print("  a cup, and", coins, "back")
    coins = 0
    return "idle"


def refund(_):
    global coins
    print("  returned", coins)
    coins = 0
    return "idle"


def service(_):
    print("  sold", sold)
    return "idle"


table = {
    ("idle", "coin"): insert,
    ("paying", "coin"): insert,
    ("paying", "cancel"): refund,
    ("ready", "coin"): insert,
    ("ready", "button"): vend,
    ("ready", "cancel"): refund,
    ("idle", "key"): service,
}


def run(events):
    state = "idle"
    for name, value in events:
        action = table.get((state, name))
        if action is None:
            print(state, name, "ignored")
            continue
        new = action(value)
        print(state, name, value, "->", new)
        state = new
    return state


last = run([
    ("button", 0), ("coin", 20), ("button", 0), ("coin", 20), ("coin", 20), ("key", 0),
    ("button", 0), ("coin", 10), ("cancel", 0), ("coin", 50), ("button", 0), ("key", 0),
])
print("ends", last)
