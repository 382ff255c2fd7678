# `make run` and `make test` are all that a newcomer needs; both install what is missing into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Four workers on two cores: beside other programs they get a larger share, and collection costs 3 s each.
TESTS ?= -n 4 --dist worksteal

# Without byte code on disk every test process would compile all of the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-real check faults bench pictures icon lock catalogues schema curriculum pairs format clean

run: $(VENV)/.run
	@$(BIN)/tutor

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(TESTS) -m "not slow and not real"

# Real windows, browsers, terminals and programs; each of these has processes of its own, so two workers fill two cores.
test-real: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "real and not slow"

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tutor check lessons
	@$(MAKE) --no-print-directory test

# Prints the figures and the seeds of each suite; `make faults FAULTS=tests/records` runs some of them, and
# TUTOR_FUZZ_SEED=… repeats one round of a fuzzer.
faults: $(VENV)/.dev
	$(BIN)/python -m pytest -m slow -rP $(FAULTS)

bench: $(VENV)/.dev
	$(BIN)/python scripts/bench.py

# Contact sheets of every screen at every letter size: all in build/pictures, each language and theme once in docs/screens.md.
pictures: $(VENV)/.dev
	$(BIN)/python scripts/pictures.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# The compiled message catalogues and the lesson schema are committed; a test compares them.
catalogues: $(VENV)/.dev
	$(BIN)/python scripts/catalogues.py

schema: $(VENV)/.dev
	$(BIN)/python scripts/schema.py

# The list of the lessons and the path through them, committed; a test compares it.
curriculum: $(VENV)/.dev
	$(BIN)/python scripts/curriculum.py

# Which words follow which in the lessons, by which the voice restores lost marks; committed, made anew now and then.
pairs: $(VENV)/.dev
	$(BIN)/python scripts/pairs.py

# The icon of Windows is drawn from the other one and committed; a test compares them.
icon: $(VENV)/.dev
	$(BIN)/python scripts/icon.py

# Needs uv, which a newcomer does not: the locked files are committed.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml requirements/run.in -o requirements/run.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		requirements/dev.in --group pyproject.toml:dev -o requirements/dev.txt

# Debian's python3 may lack ensurepip; pip can install into an environment that has no pip of its own.
$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip $(VENV)

PIP := $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python install --quiet

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the lessons need into $(VENV) (a few minutes the first time)..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need into $(VENV)..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist
