# `make run` serves the app; `make test` checks everything. Each sets up what it needs, once.
# Needed beforehand: make, and Python 3.11 or newer with venv and pip.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-input

.DEFAULT_GOAL := help
.PHONY: help setup run setup-dev chromium test bench screenshots clean

help:
	@echo "make run          serve the app on http://127.0.0.1:$(PORT) (another port: make run PORT=8600)"
	@echo "make setup        only create $(VENV) from requirements.lock"
	@echo "make test         checks and tests, with all of their set-up"
	@echo "make bench        benchmarks; adds their figures to tests/benchmarks/history.csv"
	@echo "make screenshots  pictures of each page, in tests/browser/screenshots/"
	@echo "make clean        remove $(VENV) and caches"

setup: $(VENV)/ready

run: setup
	@echo "Open http://127.0.0.1:$(PORT) in your browser; Ctrl+C stops it."
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address 127.0.0.1

# One virtual environment serves both: the test lock holds all of requirements.lock and more.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is: $$($(PYTHON) --version 2>&1)."; \
	  echo "Install one, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/made
	@echo "Installing what the app needs into $(VENV) (a few minutes the first time) ..."
	@$(PIP) --requirement requirements.lock
	@$(PIP) --no-deps --editable .
	@touch $@

setup-dev: $(VENV)/ready-dev

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) --requirement requirements-dev.lock
	@touch $@

# The browser tests drive the system's own Chromium; without one they are skipped, and say so.
chromium:
	@bash .ci/chromium

test: setup-dev chromium
	@bash .ci/checks $(BIN)

# The options of normal runs leave benchmarks out, so they are replaced here.
bench: setup-dev
	@mkdir -p .benchmarks
	$(BIN)/python -m pytest -o addopts="--import-mode=importlib -p no:cacheprovider" \
	  --benchmark-only --benchmark-json=.benchmarks/latest.json tests/benchmarks

screenshots: setup-dev chromium
	$(BIN)/python tests/browser/screenshots.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
