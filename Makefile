# make demo    build the graph of the sample articles into output/
# make test    lint, types and tests
# make lint    lint and types only
# make format  lay out the code
# make clean   remove the environment, caches and what demo wrote
#
# Everything is installed into one virtual environment; a second run installs nothing.
# Another Python:              make demo PYTHON=python3.12
# Another place for it:        make demo VENV=/path/to/environment
# Another build of PyTorch:    make demo TORCH='torch==2.13.0 --index-url URL'

PYTHON ?= python3
VENV ?= .venv
TORCH ?= torch==2.13.0
OUTPUT ?= output
PYTEST_ARGS ?=

SAMPLES := kg/data/samples/[0-9]*
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(VENV)/.installed
	$(BIN)/kg build $(SAMPLES) -o $(OUTPUT)

test: lint
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	if [ -f '$(VENV)/pyvenv.cfg' ]; then rm -rf '$(VENV)'; fi
	rm -rf build dist kg.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name README.md -delete

# Stamps: each is made when its step is done.

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'kg needs Python 3.11 or newer; name one with PYTHON=…' >&2; exit 1; }
	@$(PYTHON) -m venv '$(VENV)' \
		|| { echo 'no environment made; on Debian: apt-get install python3-venv' >&2; exit 1; }
	@touch $@

# PyTorch first: the default build of some indexes brings gigabytes of GPU libraries.
$(VENV)/.torch: | $(VENV)/.created
	@echo 'Installing $(TORCH) into $(VENV); this takes minutes, once.'
	@$(PIP) $(TORCH)
	@touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.torch
	@echo 'Installing kg and what it needs into $(VENV).'
	@$(PIP) --editable .
	@touch $@

# train too: the type checker and the doctests read kg/training.
$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.installed
	@echo 'Installing the development tools into $(VENV).'
	@$(PIP) --editable '.[dev,train]'
	@touch $@
