# SPDX-License-Identifier: MIT
# The doors of the house; the work is done by CMakeLists.txt and scripts/. `make help` lists them.
PYTHON ?= python3
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
RUNS ?= 5
COUNT ?= 10000
SEED ?= 1
SLICE ?= 1/1
BUILD = cmake --build $(1) -j $(JOBS) --

.DEFAULT_GOAL := all
.PHONY: all debug hostile demo test test-long test-hostile no-memory fuzz bench bench-avr size
.PHONY: test-day test-mega budget budget-update unit clean help

all: build/release/Makefile  ## build/adder, and build/adder-sim where libsimavr is
	@$(call BUILD,build/release) -s all

debug: build/debug/Makefile  ## build/adder-debug
	@$(call BUILD,build/debug) -s all

hostile: build/hostile/Makefile  ## build/adder-hostile: sanitizers, collects at each allocation
	@$(call BUILD,build/hostile) -s all

build/%/Makefile: CMakePresets.json
	@mkdir -p build/$*
	@cmake --preset $* >build/$*/configure.log 2>&1 || { cat build/$*/configure.log; exit 1; }
	@grep '^-- [a-z].*not made' build/$*/configure.log || true
	@touch $@

demo:  ## installs what is missing, builds, runs examples here and on a simulated Uno
	@scripts/deps.sh
	@$(MAKE) --no-print-directory all
	@scripts/demo.sh

unit: all  ## the unit tests alone, built
	@$(call BUILD,build/release) -s unit_tests

test: unit  ## the test suite: one closing line
	@$(PYTHON) scripts/test_all.py

test-hostile: hostile  ## the same programs under the hostile build, allocations failing in turn
	@$(call BUILD,build/hostile) -s unit_tests
	@$(PYTHON) scripts/test_all.py --tier hostile

test-long: unit hostile  ## everything: test, test-hostile, fuzz
	@$(call BUILD,build/hostile) -s unit_tests
	@$(PYTHON) scripts/test_all.py --tier test --tier hostile --tier long

test-mega: all  ## tests/lang on the simulated Mega, firmware cut to each: hours; SLICE=1/8
	@$(PYTHON) tests/run.py --board mega -v -j $(JOBS) --slice $(SLICE) $(TESTS)

test-day: all  ## a day of examples/logger.py on the simulated Uno: memory and clock by the hour
	@$(PYTHON) tests/avr/day.py

no-memory: hostile  ## every allocation of TESTS (tests/lang) fails once: hours
	@$(PYTHON) tests/hostile.py --all -j $(JOBS) $(TESTS)

fuzz: hostile  ## COUNT (10000) mutated sources, flipped images, random programs; SEED=n
	@$(call BUILD,build/hostile) -s unit_tests
	@$(PYTHON) tests/fuzz/mutate_source.py --count $(COUNT) --seed $(SEED) -j $(JOBS)
	@$(PYTHON) tests/fuzz/flip_image.py -j $(JOBS)
	@build/hostile/ports/random_machine 1000000 $(SEED)
	@$(PYTHON) tests/fuzz/round_trip.py --count $(COUNT) --seed $(SEED) -j $(JOBS)

bench: all  ## the PC against Lua 5.4 and CPython 3.11, RUNS (5) runs each
	@$(PYTHON) bench/host.py -n $(RUNS); host=$$?; \
	  $(PYTHON) bench/machines.py pc -n $(RUNS) && exit $$host

bench-avr: all  ## cycles on the simulated Uno beside Snek's, pauses for garbage
	@$(PYTHON) bench/avr.py; avr=$$?; $(PYTHON) bench/pauses.py || avr=1; \
	  $(PYTHON) bench/machines.py avr && exit $$avr

size: all  ## flash and RAM of the whole VM on the chip, by part, beside the plan
	@$(PYTHON) scripts/size_report.py --board mega

budget: all  ## flash and RAM of firmware against the committed budget, tests/avr/budget.json
	@$(PYTHON) scripts/budget.py $(PROGRAMS)

budget-update: all  ## writes that budget anew, for all or PROGRAMS="blink queens": read its diff
	@$(PYTHON) scripts/budget.py --update $(PROGRAMS)

clean:  ## removes what the build made under build/
	@rm -rf build/release build/debug build/hostile build/size build/gen build/tests build/fuzz
	@rm -f build/adder build/adder-debug build/adder-hostile build/adder-size
	@rm -f build/adder-sim build/adder-sim-debug build/adder-sim-size

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | \
	  awk -F'|' '{printf "make %-14s %s\n", $$1, $$2}'
