# Subscripted builtins and unions in annotations run without error.
def f(a: list[int], b: dict[str, tuple[int, ...]] = {}, c: int | None = None) -> set[str] | None:
    return a, b, c


print(f([1]))  # expect: ([1], {}, None)
print(list[int], dict[str, int], tuple[int, ...], int | None, list[int]([1, 2]))
# expect: list[int] dict[str, int] tuple[int, ...] int | None [1, 2]
x: list[list[int]] = [[1]]
print(x, isinstance(1, int | str), list[int] == list[int])  # expect: [[1]] True True
