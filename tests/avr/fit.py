#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The fit report of `adder build`: every byte is in one row, as text, JSON and HTML.

    tests/avr/fit.py [NAME ...]
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import checking
from checking import ADDER, NOT_AHEAD, ROOT, expect

HELLO = 'print("hello")\n'
CLASSES = """
LIMIT = 70000

class Blinker:
    def __init__(self, n):
        self.n = n

    def blink(self):
        print("blink", self.n, LIMIT)

Blinker(3).blink()
"""
LARGE = "".join(f'print("line {n} of a text that is here to fill flash {n}")\n'
                for n in range(420)) + "half = 7 / 2\nprint(f'{half:6.2f}')\nd = {1: half}\n"


def adder(*arguments, cwd=None, utf8=True):
    """(status, standard output, standard error)"""
    environment = dict(os.environ, LC_ALL="C.UTF-8" if utf8 else "C")
    done = subprocess.run([ADDER, *map(str, arguments)], capture_output=True, text=True, cwd=cwd,
                          timeout=300, env=environment, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@lru_cache(None)
def built(source, board="uno"):
    """(data, text of -v, bytes of the firmware by avr-size) of a program."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(source)
        status, out, err = adder("build", "app.py", "--board", board, *NOT_AHEAD, "-v",
                                 "--json=size.json", "-o", "app.elf", cwd=folder)
        expect(status == 0, err)
        size = subprocess.run(["avr-size", Path(folder, "app.elf")], capture_output=True,
                              text=True, check=True).stdout.splitlines()[1].split()
        return (json.loads(Path(folder, "size.json").read_text()), out,
                tuple(map(int, size[:3])))


def check_sums():
    """The rows of a memory are what is used of it, and that is what avr-size says."""
    for source in (HELLO, CLASSES):
        data, _, (text, initial, zeros) = built(source)
        flash, ram = data["flash"], data["ram"]
        rows = {memory: [r for r in data["rows"] if r["memory"] == memory]
                for memory in ("flash", "ram")}
        for memory in ("flash", "ram"):
            total = sum(r["bytes"] for r in rows[memory])
            expect(total == data[memory]["used"], f"{memory}: {total} in rows")
            for by in ("section", "part"):
                sums = data[memory][by + "s"]
                for key, bytes_ in sums.items():
                    found = sum(r["bytes"] for r in rows[memory] if r[by] == key)
                    expect(found == bytes_, f"{by} {key}: {found}, not {bytes_}")
                expect(sum(sums.values()) == total, f"sum of the {by}s")
        expect(flash["used"] == text + initial, f"{flash['used']} bytes, avr-size {text + initial}")
        expect(ram["sections"]["statics"] == initial + zeros, "C variables as avr-size has them")
        expect(ram["block"] + ram["sections"]["statics"] + ram["sections"]["stack"] == ram["size"],
               "block, variables and stack are all of the RAM")
        expect(ram["block_used"] == ram["sections"]["block"], "the block at the start")


def check_names():
    """Functions, constants and instructions are told by name, with the line of the source."""
    data, text, _ = built(CLASSES)
    rows = {(r["part"], r["piece"]): r for r in data["rows"]}
    expect(rows[("program", "Blinker.blink")]["place"] == "app.py:8", "a method's line")
    expect(rows[("texts", '"blink"')]["place"] == "app.py:9", "a text's line")
    expect(rows[("values", "70000")]["place"] == "app.py:2", "a number's line")
    expect(("instructions", "CALL_METHOD") in rows, "an instruction")
    expect(any(r["part"] == "statics" and r["piece"].startswith("advm") for r in data["rows"]),
           "a C variable")
    expect(any(r["place"].startswith("core/call.c:") for r in data["rows"]), "a line of C")
    for piece in ("Blinker.blink", "app.py:9", "CALL_METHOD", "advm", "core/call.c:"):
        expect(piece in text, f"{piece} is not in the text of -v")
    other = data["flash"]["parts"].get("other", 0)
    expect(other * 20 < data["flash"]["used"], f"{other} bytes of nobody knows what")


def check_text():
    """The summary: two bars, sections, sums that add up; ASCII where the terminal has no more."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(HELLO)
        status, out, err = adder("build", "app.py", "--board", "uno", *NOT_AHEAD, cwd=folder,
                                 utf8=False)
        expect(status == 0 and not err and Path(folder, "app.hex").exists(), err)
        expect(out.isascii() and "####" in out, out)
        lines = out.splitlines()
        expect(lines[0] == "app.py for uno (atmega328p)", lines[0])
        used = re.search(r"^flash .* ([\d,]+) of 32,256 bytes, ([\d,]+) free", out, re.M)
        ram = out.index("\nRAM")
        parts = [int(n.replace(",", "")) for n in re.findall(r"^ +([\d,]+)  ", out[:ram], re.M)]
        expect(sum(parts) == int(used[1].replace(",", "")), f"{parts} are not {used[1]}")
        expect(re.search(r"^ +1,\d\d\d  free in the block", out, re.M), out)
        quiet = adder("build", "app.py", "--board", "uno", "--quiet", cwd=folder)
        expect(quiet == (0, "", ""), f"--quiet says {quiet}")
        status, out, _ = adder("build", "app.py", "--board", "uno", "--json", cwd=folder)
        expect(status == 0 and json.loads(out)["fits"], "--json alone prints data and no more")


def check_too_large():
    """What does not fit says what to change, largest first, with lines of the program."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(LARGE)
        status, out, err = adder("build", "app.py", "--board", "uno", "--json=size.json",
                                 cwd=folder)
        expect(status == 1 and not out and not Path(folder, "app.hex").exists(), f"status {status}")
        data = json.loads(Path(folder, "size.json").read_text())
        expect(not data["fits"] and data["flash"]["used"] > data["flash"]["size"], "fits")
        hints = err[err.index("what to change, largest first:"):]
        costs = [h["bytes"] for h in data["hints"]]
        expect(costs == sorted(costs, reverse=True) and costs[0] > 15000, f"costs {costs}")
        expect("texts" in data["hints"][0]["text"], data["hints"][0])
        for line in ("app.py:421: half = 7 / 2", "app.py:422: print(f'{half:6.2f}')",
                     "app.py:423: d = {1: half}"):
            expect(f"\n           {line}\n" in hints, f"no hint to {line}: {hints}")


class Page(HTMLParser):
    """Are the elements closed in their order? What is between <script>s?"""
    EMPTY = {"meta", "input", "br", "link", "img"}

    def __init__(self, text):
        super().__init__()
        self.open, self.scripts, self.wrong, self.loads = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.loads += [(k, v) for k, v in attrs if k in ("src", "href")]
        if tag == "script":
            self.scripts.append("")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data


def check_html():
    """One file that needs nothing else, with the data of --json in it, whatever the texts are."""
    source = CLASSES + "print('</script><b>&amp; \\u00e9 \\\\ \\x01')\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(source)
        status, _, err = adder("build", "app.py", "--board", "uno", "--quiet", "--report",
                               "report.html", "--json=size.json", cwd=folder)
        expect(status == 0, err)
        text = Path(folder, "report.html").read_text(encoding="utf-8")
        page = Page(text)
        expect(not page.open and not page.wrong, f"open {page.open}, closed {page.wrong}")
        expect(not page.loads, f"loads {page.loads}")
        expect(not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(", text), "network")
        expect(len(page.scripts) == 2, f"{len(page.scripts)} scripts")
        data = json.loads(Path(folder, "size.json").read_text(encoding="utf-8"))
        expect(json.loads(page.scripts[0]) == data, "the data")
        expect("@" not in page.scripts[1] and "prefers-color-scheme: dark" in text, "the page")
        for key in {r["part"] for r in data["rows"]} | {r["section"] for r in data["rows"]}:
            expect(f'"{key}": "' in page.scripts[1], f"no title for {key}")
        if shutil.which("node"):
            Path(folder, "page.js").write_text(page.scripts[1])
            done = subprocess.run(["node", "--check", "page.js"], cwd=folder, capture_output=True)
            expect(done.returncode == 0, done.stderr)
        status, _, err = adder("build", "app.py", "--board", "uno", "--quiet", "--report",
                               "nowhere/report.html", "-o", "x.hex", cwd=folder)
        expect(status == 1 and "nowhere/report.html" in err and
               not Path(folder, "x.hex").exists(), f"{status} {err}")


SNAPSHOT = """
import time

class Led:
    def __init__(self, pin):
        self.pin = pin
        self.log = []

leds = [Led(2), Led(3)]
table = bytearray(40)
while True:
    for led in leds:
        led.log.append(1)
    table[3] = 7
    time.sleep_ms(100)
"""


def check_block():
    """What lies in the block at the start is told by object, and why the snapshot stopped."""
    data, text, _ = built(SNAPSHOT)
    objects = {(r["piece"], r["place"]): r["bytes"] for r in data["rows"]
               if r["part"] == "objects"}
    expect(objects.get(("bytes of a bytearray", "app.py: table"), 0) >= 40, objects)
    expect(("list", "app.py: leds") in objects and
           any(piece == "Led object" for piece, _ in objects), objects)
    expect(all(place == "app.py:4" for piece, place in objects if piece == "class Led"), objects)
    expect(re.search(r"^snapshot: \d+ instructions", data["note"]) and data["note"] in text,
           data["note"])
    pieces = {r["piece"] for r in data["rows"] if r["part"] == "globals"}
    expect({"leds", "table"} <= pieces, pieces)
    contents = [r["bytes"] for r in data["rows"] if r["piece"] == "contents of the block"]
    expect(contents == [data["ram"]["block_used"]], f"{contents} in flash, {data['ram']}")
    data, _, _ = built("x = 1\n")
    expect(data["ram"]["block_used"] == 0 and data["flash"]["used"] < 1024, data["flash"])


ENDLESS = """
import time

def deep(n):
    return n if n == 0 else deep(n - 1)

while True:
    time.sleep_ms(100)
    x = [deep(5)] * 100
"""


def check_simulate():
    """A run on the simulated board adds the most of RAM that was used, and when."""
    if not Path(ROOT, "build", "adder-sim").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(ENDLESS)
        status, out, err = adder("build", "app.py", "--board", "uno", "--simulate", "1.5",
                                 "--json=size.json", cwd=folder)
        expect(status == 0 and "simulated 1.500 s, ended by cycle limit" in out, f"{out} {err}")
        data = json.loads(Path(folder, "size.json").read_text())
        run, ram = data["simulated"], data["ram"]
        expect(run["end"] == "cycle limit" and abs(run["seconds"] - 1.5) < .001, run)
        expect(200 < run["block_peak"] <= ram["block"], f"{run} of {ram['block']}")
        expect(.1 < run["block_peak_at"] <= 1.5 and run["stack_peak_at"] <= 1.5, run)
        expect(40 < run["stack_peak"] <= ram["sections"]["stack"], run)
        expect(run["collections"] is None, "it did not end")
        Path(folder, "app.py").write_text(HELLO)
        status, out, _ = adder("build", "app.py", "--board", "uno", *NOT_AHEAD, "--simulate", "9",
                               "--json", cwd=folder)
        run = json.loads(out)["simulated"]
        expect(run["end"] == "exit" and run["collections"] == 0 and run["seconds"] < .1, run)


def numbers(line):
    return [int(n.replace(",", "")) for n in re.findall(r"(?<=\s)[+-]?[\d,]+(?=\s|$)", line)]


def check_size():
    """Two builds beside each other: firmware, data and programs."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in (("a", HELLO), ("b", CLASSES)):
            Path(folder, f"{name}.py").write_text(source)
            for end in ("elf", "hex"):
                status, _, err = adder("build", f"{name}.py", "--board", "uno", *NOT_AHEAD,
                                       "--quiet", f"--json={name}.json", "-o", f"{name}.{end}",
                                       cwd=folder)
                expect(status == 0, err)
        a, b = (json.loads(Path(folder, f"{n}.json").read_text()) for n in "ab")
        status, out, err = adder("size", "a.elf", "b.json", "-v", cwd=folder)
        lines = out.splitlines()
        expect(status == 0 and numbers(lines[1])[:3] == [
            a["flash"]["used"], b["flash"]["used"], b["flash"]["used"] - a["flash"]["used"]], out)
        for part in ("calls", "instructions"):
            x, y = (d["flash"]["parts"].get(part, 0) for d in (a, b))
            found = [numbers(line) for line in lines if line.startswith(f"    {part} ")]
            expect(found == [[x, y, y - x]], f"{part}: {found}")
        expect(re.search(r"^      Blinker.blink +0 +(\d+) +\+\1  b.py:8$", out, re.M), out)
        same = adder("size", "a.elf", "a.json", "--grow", "0", cwd=folder)
        expect(same[0] == 0 and numbers(same[1].splitlines()[1])[:3] ==
               [a["flash"]["used"]] * 2 + [0], same)
        expect(adder("size", "a.elf", "b.elf", "--grow", "0", "--quiet", cwd=folder) == (1, "", ""),
               "it grew")
        expect(adder("size", "b.elf", "a.elf", "--grow", "0", "--quiet", cwd=folder)[0] == 0,
               "it shrank")
        status, out, _ = adder("size", "a.json", "b.elf", "--json", cwd=folder)
        data = json.loads(out)
        expect(data["flash"]["difference"] == b["flash"]["used"] - a["flash"]["used"], out)
        expect(data["parts"]["statics"]["b"] == b["ram"]["sections"]["statics"], out)
        status, out, _ = adder("size", "a.hex", "a.elf", cwd=folder)
        expect(status == 0 and numbers(out.splitlines()[1])[:2] == [a["flash"]["used"]] * 2, out)
        status, out, _ = adder("size", "a.py", "--board", "uno", *NOT_AHEAD, "--json",
                               cwd=folder)
        expect(status == 0 and json.loads(out)["flash"] == a["flash"], "a program is built")


def check_size_use():
    """What is no build is refused, and every hostile text of data."""
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder, "bad.json")
        for text in ("", "{", "[1, 2", '{"format": "adder-fit"}', "{}", "[" * 1000, '"\\u12"',
                     '{"format": "adder-fit", "version": 2}', '{"a" 1}', "nul", "[1,]", ":00",
                     "\x7fELF"):
            bad.write_text(text)
            status, out, err = adder("size", bad)
            expect((status, out) == (2, "") and "bad.json" in err, f"{text[:20]!r}: {status} {err}")
        status, _, err = adder("size", "missing.elf")
        expect(status == 2 and "missing.elf" in err, err)
        status, _, err = adder("size", "app.py", "b.py")
        expect(status == 2 and "--board" in err, err)
        expect(adder("size")[0] == 2 and adder("size", "a", "b", "c")[0] == 2, "1 or 2 files")
        status, out, _ = adder("size", "--help")
        expect(status == 0 and "adder size old.elf new.elf" in out and "--grow" in out, out)


def check_use():
    """Options that say nothing are refused."""
    for arguments in (("-v",), ("--json",), ("--report", "x.html"), ("--simulate", "1")):
        status, out, err = adder("build", "app.py", "-o", "app.adi", *arguments)
        expect((status, out) == (2, "") and "--board" in err, f"{arguments}: {status} {err}")
    status, _, err = adder("build", "app.py", "--board", "uno", "--simulate", "-1")
    expect(status == 2 and "--simulate" in err, err)


if __name__ == "__main__":
    sys.exit(checking.run(checking.named(globals()), needs=("avr-gcc",)))
