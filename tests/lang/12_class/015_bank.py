# A program: accounts, with class registry, errors, and comparison.
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have


class Account:
    registry = {}

    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.history = owner, balance, []
        Account.registry[owner] = self

    def deposit(self, n):
        if n <= 0:
            raise ValueError("bad amount")
        self.balance += n
        self.history.append(("+", n))

    def withdraw(self, n):
        if n > self.balance:
            raise InsufficientFunds(n, self.balance)
        self.balance -= n
        self.history.append(("-", n))

    def transfer(self, other, n):
        self.withdraw(n)
        other.deposit(n)

    def __lt__(self, other):
        return self.balance < other.balance

    def __repr__(self):
        return f"{self.owner}:{self.balance}"


a, b = Account("ann", 100), Account("bob")
a.transfer(b, 30)
print(a, b, a.history, b.history)  # expect: ann:70 bob:30 [('-', 30)] [('+', 30)]
try:
    b.transfer(a, 31)
except InsufficientFunds as e:
    print(e, e.need - e.have)  # expect: need 31, have 30 1
try:
    a.deposit(0)
except ValueError as e:
    print(e)  # expect: bad amount
print(sorted(Account.registry.values()), min(a, b), list(Account.registry))
# expect: [bob:30, ann:70] bob:30 ['ann', 'bob']
