# Two commands matter: `make demo` and `make test`. Both install what they need first.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: install demo test coverage bench chaos mangle check format lint types imports unit browser chromium lock clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ritmiek needs Python 3.11 or newer; install it, or name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python cannot make an environment; install the package python3-venv and try again."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	$(BIN)/ritmiek demo $(ARGS)

test: install chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

# Which lines and branches the tests reach; it takes half as long again.
coverage: install chromium
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term $(ARGS)

bench: install
	$(BIN)/python -m tests.bench

# Every call of a set-up with everything that can go wrong at it, and a kill around it.
chaos: install
	$(BIN)/python -m tests.chaos $(ARGS)

# Ten weeks of people in the sheets, many times over: nothing of theirs may be lost.
mangle: install
	$(BIN)/python -m tests.mangling $(ARGS)

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The browser tests do not skip: without a Chromium they cannot speak for the pages.
chromium:
	@if [ -z "$(CHROMIUM)" ]; then \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    echo "Installing Chromium with apt-get for the browser tests."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "The browser tests need Chromium: install the package 'chromium' (for example: sudo apt-get install chromium) and run make test again."; exit 1; \
	  fi; \
	fi

# Rewrites the lock with hashes and without any address; needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra test pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
