# make run opens repdesk, make test passes every check; both set up what they need in .venv.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard src/repdesk/locale/*/LC_MESSAGES/*.po)
PACKAGE := pyproject.toml constraints.txt hatch_build.py

.PHONY: run test soak bench pictures keys catalogue lock build clean

run: $(VENV)/installed
	$(BIN)/repdesk $(ARGS)

test: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 src
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/catalogue.py check
	$(BIN)/pytest -n $(WORKERS)

soak: $(VENV)/developed
	$(BIN)/pytest -n $(WORKERS) -m soak tests $(ARGS)

bench: $(VENV)/developed
	$(BIN)/python -m bench $(ARGS)

pictures: $(VENV)/developed
	$(BIN)/python tools/pictures.py

keys: $(VENV)/developed
	$(BIN)/python tools/keys.py
	$(BIN)/python tools/filters.py
	$(BIN)/python tools/dates.py

catalogue: $(VENV)/developed
	$(BIN)/python tools/catalogue.py update

lock: $(BIN)/python
	$(BIN)/python tools/lock.py

build: $(BIN)/python
	$(BIN)/pip wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Installing compiles the catalogues, so a changed one installs again.
$(VENV)/installed: $(PACKAGE) $(CATALOGUES) | $(BIN)/python
	$(BIN)/pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/developed: $(PACKAGE) $(CATALOGUES) | $(BIN)/python
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@ $(VENV)/installed
