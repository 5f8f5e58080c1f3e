#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes src/core/obj/chars_table.h: what chars.c knows of characters beyond ASCII, from the
Unicode data of the Python that runs this. Run by hand when the tables shall follow a newer
Unicode."""
import sys
import unicodedata


def ranges(test):
    out, inside = [], False
    for c in range(0x80, 0x110001):
        now = c < 0x110000 and bool(test(chr(c)))
        if now != inside:
            out.append(c)
            inside = now
    return out


def table(name, test):
    print(f"static const uint32_t adchars_{name}[] = {{")
    line = "   "
    for c in ranges(test):
        item = f" {c},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};\n")


def single(c, method):
    text = getattr(chr(c), method)()
    return ord(text) if len(text) == 1 else c


def mapping(name, method):
    rows = []
    for c in range(0x80, 0x110000):
        delta = single(c, method) - c
        if not delta:
            continue
        if rows:
            first, last, step, old = rows[-1]
            if old == delta and c - last in (1, 2) and (first == last or c - last == step):
                rows[-1] = (first, c, c - last, delta)
                continue
        rows.append((c, c, 1, delta))
    print(f"static const struct adchars_map adchars_{name}[] = {{")
    line = "   "
    for row in rows:
        item = " {%d, %d, %d, %d}," % row
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};\n")


def specials():
    print("/* What becomes more than one code point. */")
    print("static const struct adchars_special {")
    print("    uint32_t from;")
    print("    uint8_t to;")
    print("    uint16_t text[3];")
    print("} adchars_special[] = {")
    for c in range(0x80, 0x110000):
        for to, method in (("UPPER", "upper"), ("LOWER", "lower"), ("ALPHA", "title")):
            text = getattr(chr(c), method)()
            if len(text) == 1 and not (method == "title" and text != chr(c).upper()):
                continue
            if max(map(ord, text)) < 0x10000:
                codes = [ord(t) for t in text] + [0] * (3 - len(text))
                print("    {%d, AD_CH_%s, {%d, %d, %d}}," % (c, to, *codes))
    print("};")


print(f"""/* SPDX-License-Identifier: MIT
 * chars_table.h - characters of Unicode {unicodedata.unidata_version}; made by
 * scripts/gen_chars.py, for chars.c alone. Ranges: where a property begins, where it ends, and so
 * on. The case ALPHA is title.
 */
struct adchars_map {{
    uint32_t first, last;
    uint8_t step;
    int32_t delta;
}};
""")
table("alpha", str.isalpha)
table("upper", lambda c: c.isupper() or unicodedata.category(c) == "Lt")
table("lower", str.islower)
table("decimal", str.isdecimal)
table("digit", str.isdigit)
table("numeric", str.isnumeric)
table("print", str.isprintable)
table("space", str.isspace)
mapping("to_upper", "upper")
mapping("to_lower", "lower")
specials()
