# Two commands do everything: `make demo` and `make test`. Finished set-up steps leave a stamp and are skipped.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
DATABASE_TESTS := tests/accounts tests/measures tests/plan tests/cycle $(wildcard tests/documents/test_*.py) tests/documents/publishing tests/web
RUN_WITH_DB = $(if $(filter postgres,$(DB)),$(BIN)/python -m tests.with_postgres)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup assets demo test lint types contracts migrations unit test-database bench picture pages reference wheel clean lock

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(STAMPS)/python $(STAMPS)/assets ## Prepare .venv with saferplan and its pages' styles in it

$(STAMPS)/python: requirements/dev.lock pyproject.toml
	@mkdir -p $(STAMPS)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit("Saferplan needs Python 3.11 or newer: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/assets: $(STAMPS)/python frontend/package-lock.json $(wildcard frontend/scss/*.scss frontend/js/*.js frontend/*.sh frontend/*.mjs)
	sh frontend/build.sh
	@touch $@

assets: $(STAMPS)/assets ## Build styles and scripts

demo: setup ## Load the demo partnership and start the site (REPORT=path adds a report of your own)
	$(BIN)/saferplan demo $(if $(REPORT),--report "$(REPORT)") $(if $(PORT),--port $(PORT)) $(DEMO_OPTIONS)

test: setup lint types contracts migrations unit ## Lint, types, contracts, migrations and all tests (DB=postgres)

$(STAMPS)/browser: tests/install-browser.sh
	@mkdir -p $(STAMPS)
	sh tests/install-browser.sh
	@touch $@

lint: $(STAMPS)/python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMPS)/python
	$(BIN)/mypy

contracts: $(STAMPS)/python
	$(BIN)/lint-imports --no-cache

migrations: $(STAMPS)/python
	$(BIN)/python -m django makemigrations --check --dry-run --settings saferplan.config.settings

unit: setup $(STAMPS)/browser
	$(RUN_WITH_DB) $(BIN)/pytest -n 2 --dist loadfile $(TESTS)

test-database: setup ## Only the tests that touch the database (DB=postgres)
	$(RUN_WITH_DB) $(BIN)/pytest -n 2 --dist loadfile -m "not browser" $(DATABASE_TESTS)

bench: setup ## Measure speed against named alternatives
	$(BIN)/python -m tests.bench $(BENCH)

picture: setup $(STAMPS)/browser ## Take the README's picture of the demo dashboard anew
	$(BIN)/python -m tests.web.browser.picture

pages: setup $(STAMPS)/browser ## Make the pages that written files are compared with anew, after looking at the files
	$(BIN)/python -m tests.documents.rendering.remake $(NAMES)

reference: $(STAMPS)/python ## Write the pages of docs/reference that are made from the code anew
	$(BIN)/python docs/reference/build.py

wheel: setup ## Build dist/saferplan-*.whl with the built styles in it
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

lock: ## Work out the locked dependencies anew
	$(BIN)/python requirements/lock.py

clean:
	rm -rf $(STAMPS) $(VENV) frontend/node_modules saferplan/web/static/build
