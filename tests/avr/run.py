#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds the test firmwares, runs them in adder-sim and checks both the port and the runner.

    tests/avr/run.py [--golden] [NAME ...]     --golden rewrites blink.wave.txt
"""
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(TOP, "build", "sim")
SIM = os.path.join(BUILD, "adder-sim")
GOLDEN = os.path.join(HERE, "blink.wave.txt")
DRIVERS = ["port.c", "serial.c", "clock.c", "gpio.c"]
FLAGS = ("-std=gnu11 -Os -Wall -Wextra -Werror -ffunction-sections -fdata-sections "
         "-Wl,--gc-sections").split() + [
    "-I" + os.path.join(TOP, *folder) for folder in (["src"], ["ports", "avr"], ["include"])]


def firmware(source, chip="atmega328p", *flags, frequency=16000000):
    """Builds a firmware once per run and returns the path of its ELF file."""
    name = "-".join([source, chip] + [f.strip("-") for f in flags]) + ".elf"
    path = os.path.join(BUILD, name)
    if path not in firmware.built:
        files = [os.path.join(HERE, source + ".c")]
        files += [os.path.join(TOP, "ports", "avr", f) for f in DRIVERS]
        subprocess.run(["avr-gcc", "-mmcu=" + chip, f"-DF_CPU={frequency}UL", *FLAGS, *flags,
                        "-o", path, *files], check=True)
        firmware.built.add(path)
    return path


firmware.built = set()


def sim(*arguments, text=None):
    """Returns (status, stdout, stderr) of a run; 60 s is far beyond any of them."""
    done = subprocess.run([SIM, *arguments], input=text, capture_output=True, text=True,
                          timeout=60, stdin=None if text is not None else subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def figures(*arguments, text=None):
    path = os.path.join(BUILD, "stats.json")
    status, out, err = sim(*arguments, "--json=" + path, text=text)
    with open(path) as file:
        return json.load(file), out, err


def edges(err, pin):
    rows = [line.split() for line in err.splitlines() if re.match(r"\d+ P[A-L]\d", line)]
    return [(int(cycle), level) for cycle, name, level in rows if name == pin]


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def equal(found, wanted, what):
    expect(found == wanted, f"{what}: found {found!r}, wanted {wanted!r}")


def own_marks(stats):
    """What a test marks itself; adport_put marks each character besides."""
    return [[mark, cycle] for mark, cycle in stats["marks"] if mark < ord("\n")]


def check_blink_uno():
    status, out, err = sim(firmware("blink"), "--pins")
    equal(out, "hello\nbye\n", "output")
    equal(status, 3, "exit status")
    rises = [cycle for cycle, level in edges(err, "PB5_D13") if level == "1"]
    equal(len(rises), 5, "blinks")
    for first, second in zip(rises, rises[1:]):
        period = (second - first) / 16000
        expect(abs(period - 600) < 0.6, f"period {period} ms is not within 0.1 % of 600")


def check_blink_mega():
    path = firmware("blink", "atmega2560")
    status, out, err = sim(path, "--mcu", "atmega2560", "--pins")
    equal((status, out), (3, "hello\nbye\n"), "status and output")
    rises = [cycle for cycle, level in edges(err, "PB7_D13") if level == "1"]
    equal(len(rises), 5, "blinks")
    expect(abs((rises[4] - rises[0]) / 64000 - 600) < 0.6, "period")
    equal(sim("--board", "mega", path)[0], 3, "status by --board")


def check_hex():
    elf = firmware("blink")
    subprocess.run(["avr-objcopy", "-O", "ihex", elf, elf[:-3] + "hex"], check=True)
    status, out, _ = sim(elf[:-3] + "hex")
    equal((status, out), (3, "hello\nbye\n"), "status and output")


def check_stats():
    stats, out, _ = figures(firmware("blink"))
    size = subprocess.run(["avr-size", firmware("blink")], capture_output=True, text=True)
    text, data, bss = map(int, size.stdout.splitlines()[1].split()[:3])
    equal(stats["flash_used"], text + data, "flash")
    equal(stats["static_ram"], data + bss, "static RAM")
    equal(stats["end"], "exit", "end")
    equal(stats["figures"]["block_size"], 2048 - 256 - data - bss, "block")
    paint, watch = stats["figures"]["stack_peak"], stats["stack_used"]
    expect(watch - 16 <= paint <= watch, f"stack by paint {paint} and by watch {watch}")
    marks = own_marks(stats)
    equal([mark for mark, _ in marks], [1, 2], "marks")
    expect(abs((marks[1][1] - marks[0][1]) / 16000 - 3000) < 3, "mark distance")
    again, _, _ = figures(firmware("blink"))
    equal(stats, again, "a second run")
    err = sim(firmware("blink"), "--stats", "--mark")[2]
    expect("C stack, bytes" in err and "since last" in err, "text of --stats and --mark")


def check_limit():
    status, _, err = sim(firmware("blink"), "--cycles", "16M")
    equal(status, 124, "status")
    expect("limit of 16000000 cycles" in err, err)
    stats, _, _ = figures(firmware("blink"), "--cycles", "16M")
    expect(16000000 <= stats["cycles"] <= 16000004, f"stopped at {stats['cycles']}")


def check_faults():
    messages = {1: "stack overflow", 2: "illegal instruction", 3: "started again",
                4: "outside RAM", 5: "started again"}
    for number, message in messages.items():
        path = firmware("faults", "atmega328p", f"-DFAULT={number}")
        status, out, err = sim(path, "--cycles", "10M")
        equal((status, out), (125, "on\n"), f"fault {number}")
        expect(message in err and "(" in err, f"fault {number} said {err!r}")
    path = firmware("faults", "atmega328p", "-DFAULT=6")
    equal(sim(path, "--cycles", "1M")[0], 124, "endless")
    status, _, err = sim(firmware("faults", "atmega328p", "-DFAULT=7"), "--cycles", "1M")
    expect(status == 0 and "without an exit status" in err, "return from main")


def check_echo():
    text = "".join(chr(32 + i % 14) for i in range(200))
    path = os.path.join(BUILD, "echo.txt")
    with open(path, "w") as file:
        file.write(text + ".")
    with open(path) as file:  # a file is always ready: cycles do not depend on the host
        done = subprocess.run([SIM, firmware("echo"), "--stdin", "--stats"], stdin=file,
                              capture_output=True, text=True, timeout=60)
    equal((done.stdout, done.returncode), (text, 200), "echo and status")
    cycles, least = int(re.search(r"cycles +(\d+)", done.stderr).group(1)), 200 * 1360
    expect(least <= cycles < least + 40000, f"200 bytes took {cycles} cycles")
    equal(sim(firmware("echo"), "--stdin", text="pipe.")[:2], (4, "pipe"), "from a pipe")
    stats, out, _ = figures(firmware("echo"), "--cycles", "1M", text="x.")
    equal((out, stats["end"]), ("", "cycle limit"), "without --stdin nothing is read")


def check_timing():
    for chip, entry in ("atmega328p", 13), ("atmega2560", 15):
        stats, out, _ = figures(firmware("timing", chip), "--mcu", chip, "--input", "2=1@100")
        value = dict(line.split() for line in out.splitlines() if " " in line)
        equal(stats["status"], 0, "the block's own memory")
        equal(value["afterSei"], "1", "instructions between sei and an interrupt")
        equal(int(value["interrupt"]), entry, "cycles of jmp, sts, reti and the entry")
        expect(10000 <= int(value["sleep10us"]) <= 10020, "sleep of 10 ms")
        expect(2500 <= int(value["sleep2500us"]) <= 2530, "sleep of 2.5 ms")
        equal(value["backwards"], "0", "microseconds never go back")
        expect(int(value["largest"]) < 100, "microseconds without a jump")
        pins = [value[k] for k in ("high", "low", "pullup", "before", "after", "last")]
        equal(pins, ["1", "0", "1", "0", "1", "1"], "pins")
        equal(value["blob"], "222", "a section of its own reaches the flash")
        marks = own_marks(stats)
        spent = marks[1][1] - marks[0][1]
        expect(40 * 1360 <= spent < 40 * 1360 + 100, f"42 bytes took {spent} cycles")


def check_vcd():
    path = os.path.join(BUILD, "blink.vcd")
    err = sim(firmware("blink"), "--vcd", path, "--pins")[2]
    with open(path) as file:
        head, body = file.read().split("$enddefinitions $end\n")
    equal(re.findall(r"\$timescale (.*) \$end", head), ["100 ps"], "time scale")
    names = dict(re.findall(r"\$var wire 1 (\S) (\S+) \$end", head))
    equal(len(names), 24, "24 port bits, each with a letter of its own")
    equal(head.count("$scope"), head.count("$upscope"), "scopes")
    now, seen = -1, []
    for line in body.splitlines():
        if line.startswith("#"):
            expect(int(line[1:]) > now or now == 0, "time goes forward")
            now = int(line[1:])
        elif not line.startswith("$"):
            expect(line[0] in "01z" and line[1:] in names, f"line {line!r}")
            if names[line[1:]] == "PB5_D13" and now > 0:
                seen.append((now, line[0]))
    wanted = [(cycle * 625, level) for cycle, level in edges(err, "PB5_D13")]
    equal(seen, wanted, "edges of D13")


def check_wave():
    path = firmware("blink")
    drawn = sim(path, "--wave", "13")[2] + sim(path, "--wave", "PB5", "--ascii",
                                               "--window", "400:700")[2]
    period = float(re.search(r"period ([\d.]+) ms", drawn).group(1))
    drawn = re.sub(r"(\d+)\.\d{3}", r"\1", drawn)  # another compiler moves the microseconds
    if "--golden" in sys.argv:
        with open(GOLDEN, "w") as file:
            file.write(drawn)
    with open(GOLDEN) as file:
        equal(drawn, file.read(), "drawing")
    expect(all(len(line) <= 100 for line in drawn.splitlines()), "100 columns")
    expect(abs(period - 600) < 0.6, "measured period")


def check_profile():
    err = sim(firmware("blink"), "--profile")[2]
    expect("(asleep)" in err and "__vector_7" in err and "instructions" in err, err)
    plain, _, _ = figures(firmware("blink"))
    slow, _, _ = figures(firmware("blink"), "--profile")
    equal(slow.pop("instructions") > 0, True, "instructions counted")
    plain.pop("instructions")
    equal(slow, plain, "stepping changes nothing")


def check_time():
    """--time: blink.c sleeps ten times, the longest 500 ms."""
    found = re.search(r"adport_sleep_ms: (\d+) calls, longest (\d+) cycles.*in all (\d+)",
                      sim(firmware("blink"), "--time", "adport_sleep_ms")[2])
    calls, longest, total = map(int, found.groups())
    equal(calls, 10, "calls")
    expect(abs(longest / 16000 - 500) < 0.5 and abs(total / 16000 - 3000) < 3, found[0])
    status, _, err = sim(firmware("blink"), "--time", "nowhere")
    expect(status == 2 and "no function nowhere" in err, err)


def check_collector():
    """The collector's loops in assembly leave the same blocks as core/gc.c does."""
    flags = ("-DAD_CELL=16", "-DAD_ROM_DIRECT=0", "-DAD_TEXTS=0", "-DAD_FLOAT_BYTES=4",
             "-fno-strict-aliasing")
    for chip, heaps in ("atmega328p", 1500), ("atmega2560", 400):
        _, out, err = sim(firmware("collector", chip, *flags), "--mcu", chip)
        equal((out, err), (f"{heaps} heaps\n", ""), chip)


def check_usage():
    blink = firmware("blink")
    for arguments in ([], ["--nonsense", blink], [blink, "--cycles"], [blink, "--cycles", "0"],
                      [blink, "--cycles", "9x"], ["missing.elf"], [blink, "--mcu", "z80"],
                      [blink, "--wave", "99"], [blink, blink], [blink, "--window", "5"],
                      [blink, "--board", "due"], [blink, "--input", "2"], [__file__], ["/"],
                      [SIM], [blink, "--vcd", "/nonexistent/x"]):
        status, out, err = sim(*arguments)
        equal((status, out), (2, ""), f"status of {arguments}")
        expect(err.startswith("adder-sim: ") and "--help" in err, f"message of {arguments}")
    status, out, _ = sim("--help")
    expect(status == 0 and "examples:" in out, "--help")


def check_speed():
    """The figure is of the host, so only a far miss fails: 40 MHz wanted."""
    err = sim(firmware("blink", "atmega328p"), "--stats")[2]
    speed = float(re.search(r"simulated at +([\d.]+) MHz", err).group(1))
    expect(speed > 20, f"{speed} MHz")


def check_boards():
    for name in "uno", "mega", "attiny85":
        with open(os.path.join(TOP, "ports", "avr", "boards", name + ".json")) as file:
            board = json.load(file)
        equal(board["name"], name, "name")
        path = firmware("blink", board["mcu"], f"-DAD_LED={board['led']}",
                        f"-DAD_BAUD={board.get('baud', 115200)}UL", frequency=board["frequency"])
        stats, _, _ = figures(path, "--mcu", board["mcu"])
        equal((stats["flash_size"], stats["ram_size"], stats["frequency"]),
              (board["flash"], board["ram"], board["frequency"]), "sizes of " + name)


def prepare():
    for tool in "avr-gcc", "cc", "make":
        if not shutil.which(tool):
            return tool
    done = subprocess.run(["make", "-s", "-C", os.path.join(TOP, "ports", "avr", "sim")])
    return None if done.returncode == 0 else "libsimavr-dev or libelf-dev"


def main():
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    checks = [(n[6:], f) for n, f in globals().items() if n.startswith("check_")]
    checks = [(n, f) for n, f in checks if not chosen or n in chosen]
    missing = prepare()
    if missing:
        print(f"needs {missing}\n0 passed, 0 failed, {len(checks)} skipped")
        return 0
    failed = 0
    for name, check in checks:
        try:
            check()
        except (AssertionError, subprocess.SubprocessError, KeyError, ValueError,
                AttributeError) as error:
            failed += 1
            print(f"FAIL {name}: {error}")
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
