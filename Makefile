# `make run` and `make test` are all that a newcomer needs; both install what is missing into .venv, by start.py.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What is added to the arguments of pytest, which starter/main.py has.
TESTS ?=

# Without byte code on disk every test process would compile all of the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-real check faults bench bench-hub pictures icon lock stick catalogues schema curriculum words format clean dev

run:
	@$(PYTHON) start.py

test:
	@$(PYTHON) start.py test $(TESTS)

# What the commands below need.
dev:
	@$(PYTHON) start.py install --tests

# Real windows, browsers, terminals and programs; each of these has processes of its own, so two workers fill two cores.
test-real: dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "real and not slow"

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@# Calls that Windows does not have.
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 --no-warn-unreachable --no-warn-unused-ignores tutor starter start.py
	$(BIN)/lint-imports
	$(BIN)/tutor check lessons
	@$(MAKE) --no-print-directory test

# Prints the figures and the seeds of each suite; `make faults FAULTS=tests/records` runs some of them, and
# TUTOR_FUZZ_SEED=… repeats one round of a fuzzer.
faults: dev
	$(BIN)/python -m pytest -m slow -rP $(FAULTS)

bench: dev
	$(BIN)/python scripts/bench.py

# The store of a province in PostgreSQL; EVENTS=10000000 are those of a year.
EVENTS ?= 1000000
bench-hub: dev
	$(BIN)/python scripts/bench_hub.py --events $(EVENTS)

# Contact sheets of every screen at every letter size: all in build/pictures, each language and theme once in docs/screens.md.
pictures: dev
	$(BIN)/python scripts/pictures.py

format: dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# The compiled message catalogues and the lesson schema are committed; a test compares them.
catalogues: dev
	$(BIN)/python scripts/catalogues.py

schema: dev
	$(BIN)/python scripts/schema.py

# The list of the lessons and the path through them, committed; a test compares it.
curriculum: dev
	$(BIN)/python scripts/curriculum.py

# Which words follow which in messages and lessons, by which the voice puts lost marks back; committed, made anew now and then.
words: dev
	$(BIN)/python scripts/word_tables.py

# The icon of Windows is drawn from the other one and committed; a test compares them.
icon: dev
	$(BIN)/python scripts/icon.py

# Fills a folder, which may be that of a stick, for laptops without network: make stick DEST=/media/usb/tutor
stick:
	@$(PYTHON) start.py install
	$(BIN)/python scripts/stick.py "$(DEST)"

# Needs uv, which a newcomer does not: the locked files are committed.
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements/run.txt
	@# pip 25 of Debian stops at a release of Linux that is no version of Python's kind, such as 6.1.0-18-amd64.
	sed -i -E "s/platform_release [<>=]+ '[0-9.]+' and //g" requirements/run.txt
	$(LOCK) requirements/dev.in --group pyproject.toml:dev -o requirements/dev.txt
	$(LOCK) requirements/install.in -o requirements/install.txt
	$(LOCK) requirements/stick.in -o requirements/stick.txt

clean:
	rm -rf $(VENV) build dist
