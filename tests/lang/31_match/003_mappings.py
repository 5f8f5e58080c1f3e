# Mapping patterns.
def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": "rect", "w": w, "h": h, **rest}:
            return f"rect {w}x{h} {rest}"
        case {"type": str(t)}:
            return "unknown " + t
        case {1: [a, *_]}:
            return f"one {a}"
        case {"k": {"n": n}}:
            return f"deep {n}"
        case {}:
            return f"mapping of {len(x)}"
        case _:
            return "no mapping"


for v in ({"type": "circle", "r": 5, "extra": 1}, {"type": "rect", "w": 2, "h": 3, "c": "red"}, {"type": "blob"}, {"type": 5},
          {1: [7, 8]}, {1: []}, {"k": {"n": 0}}, {}, [("type", "circle")], None):
    print(f(v))
# expect: circle 5
# expect: rect 2x3 {'c': 'red'}
# expect: unknown blob
# expect: mapping of 1
# expect: one 7
# expect: mapping of 1
# expect: deep 0
# expect: mapping of 0
# expect: no mapping
# expect: no mapping


class D(dict):
    def __missing__(self, k):
        return "made"


print(f(D()), f(D(type="circle", r=1)))  # expect: mapping of 0 circle 1
