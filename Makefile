# Fil rouge. `make demo` and `make test` are the two commands that the README opens with.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= demonstration
HOST ?= 127.0.0.1
PORT ?= 8000
CONSTRAINTS := constraints.txt

.PHONY: help demo test install check lint format types imports unit browser chromium constraints messages clean

help:           ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

demo: install   ## build the demonstration library, index it and serve it
	$(BIN)/filrouge demo $(LIBRARY) --serve --host $(HOST) --port $(PORT)

test: install chromium lint types imports  ## everything that CI runs
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

install: $(VENV)/installed  ## fill .venv; leaves .venv/bin/filrouge

$(VENV)/installed: pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Fil rouge needs Python 3.11 or newer: apt-get install python3 (or make PYTHON=python3.12 …)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python cannot make virtual environments here: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(CONSTRAINTS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lint:           ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:          ## mypy, strict
	$(BIN)/mypy

imports:        ## imports go downward only
	$(BIN)/lint-imports

check: lint types imports unit  ## quick: no browser

unit:           ## tests that need no browser
	$(BIN)/pytest -m "not browser"

browser:        ## tests that drive Chromium
	$(BIN)/pytest -m browser

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || echo "Chromium is not installed, browser tests will be skipped: apt-get install chromium"

format:         ## put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages:       ## bring the translations up to date with the templates
	@mkdir -p build
	$(BIN)/pybabel -q extract -F src/filrouge/web/locale/babel.cfg --no-location --omit-header -o build/messages.pot src/filrouge/web
	$(BIN)/pybabel -q update -i build/messages.pot -d src/filrouge/web/locale --no-fuzzy-matching --ignore-obsolete

constraints:    ## pin every dependency anew, with hashes and no download address
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml build-requirements.in --extra test --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade -o $(CONSTRAINTS)

clean:
	rm -rf $(VENV) build dist .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
