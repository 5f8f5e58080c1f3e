# SPDX-License-Identifier: MIT
"""Tables and means for the benchmarks and the size report."""

import math


def geomean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def table(head, rows):
    """Print rows of text below a head: the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for number, row in enumerate([head, *rows]):
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(row, widths))).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def fixed(value, digits=2):
    return "-" if value is None else f"{value:.{digits}f}"


def verdict(text, value, limit, digits=2, strict=False):
    """One line that says whether value keeps to the limit; returns whether it does."""
    good = value is not None and (value < limit if strict else value <= limit)
    sign = "below" if strict else "at most"
    print(f"{'met   ' if good else 'MISSED'} {text}: {fixed(value, digits)}, bar {sign} {limit:g}")
    return good
