# All ways to put six queens on a board of six so that none attacks another.
def safe(board, col):
    row = len(board)
    for r, c in enumerate(board):
        if c == col or row - r == abs(col - c):
            return False
    return True


def place(board, n):
    if len(board) == n:
        yield board
        return
    for col in range(n):
        if safe(board, col):
            board.append(col)
            yield from place(board, n)
            board.pop()


found = 0
for board in place([], 6):
    found += 1
    print("solution", found)
    for col in board:
        print("." * col + "Q" + "." * (5 - col))
print(found, "solutions")
