# Everything that people and CI do with this project. `make` alone lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first interpreter on the path that is new enough; set PYTHON to choose another one.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
# Test processes at a time.
JOBS ?= 2
PYTEST := $(PY) -m pytest -n $(JOBS)
OUT := test-output

# A .venv that is a link belongs to somebody else and is used as it is.
ifeq ($(shell test -L .venv && echo link),link)
RUNTIME :=
DEV :=
else
RUNTIME := .venv/.runtime
DEV := .venv/.dev
endif

##@ Use

run: $(RUNTIME) ## start an installation; the first time, an empty one
	$(PY) -m tracker.cli.serve

demo: $(RUNTIME) ## start a demo organisation with half a year of history
	$(PY) -m tracker.cli.demo

##@ Check

ifdef T
test: $(DEV) ## everything that CI runs; with T=path only those tests, once
	$(PY) -m pytest $(T)
else
test: $(DEV) browser-setup
	@rm -rf $(OUT) && mkdir -p $(OUT)
	$(MAKE) check
	$(MAKE) core
	$(MAKE) suite TEST_DATABASE=sqlite
	$(MAKE) suite TEST_DATABASE=postgresql
	$(MAKE) fault
	$(MAKE) browser
	$(MAKE) coverage
	@echo "All of it passed."
endif

check: $(DEV) ## lint, types, layers, templates, spelling, dependencies, translations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/codespell
	.venv/bin/deptry .
	$(PY) -m tracker.cli.messages check

fix: $(DEV) ## let the tools correct what they can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

core: $(DEV) ## the tests of the pure core, which need no database
	@mkdir -p $(OUT)
	COVERAGE_FILE=$(OUT)/coverage.core $(PYTEST) --cov --cov-report= tests/core

suite: $(DEV) ## all other tests on one database: TEST_DATABASE=sqlite or postgresql
	@mkdir -p $(OUT)
	COVERAGE_FILE=$(OUT)/coverage.$(or $(TEST_DATABASE),sqlite) TEST_DATABASE=$(or $(TEST_DATABASE),sqlite) \
		$(PYTEST) --cov --cov-report= -m "not browser and not fault" --ignore=tests/core

attack: $(DEV) ## the attacks on people's answers, on both databases
	TEST_DATABASE=sqlite $(PYTEST) -m attack
	TEST_DATABASE=postgresql $(PYTEST) -m attack

fault: $(DEV) ## failures injected while the product works, on both databases
	TEST_DATABASE=sqlite $(PY) -m pytest -m fault
	TEST_DATABASE=postgresql $(PY) -m pytest -m fault

browser: $(DEV) browser-setup ## the pages in Chromium
	TEST_DATABASE=sqlite $(PY) -m pytest -m browser

# What the measured share of branches may not fall below: everything, and the rooms' rules and verbs.
COVER_ALL := 80
COVER_HEART := 90
HEART := tracker/core/*,tracker/*/rules*,tracker/*/service*

coverage: $(DEV) ## the share of the code that the last `make test` ran
	cd $(OUT) && COVERAGE_FILE=all ../$(PY) -m coverage combine --quiet --keep --rcfile=../pyproject.toml coverage.*
	COVERAGE_FILE=$(OUT)/all $(PY) -m coverage report --skip-covered --fail-under=$(COVER_ALL)
	COVERAGE_FILE=$(OUT)/all $(PY) -m coverage report --skip-covered --fail-under=$(COVER_HEART) --include="$(HEART)"

bench: $(DEV) ## the measured workloads, each beside its limit
	$(PY) -m bench

##@ Change

migration: $(DEV) ## write the next migration from the tables: m="what changes"
	@test -n "$(m)" || { echo 'Say what changes: make migration m="add a colour to teams"'; exit 2; }
	@scratch=$$(mktemp -d) && $(PY) -m tracker.cli.migration "$(m)" "$$scratch/scratch.db"; \
		status=$$?; rm -rf "$$scratch"; exit $$status
	$(PY) -m ruff format --quiet tracker/migrations

messages: $(DEV) ## collect the texts to translate into the catalogues
	$(PY) -m tracker.cli.messages update

LOCK := .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

lock: $(DEV) ## pin every dependency with its hashes, from pyproject.toml
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt

##@ Set up

setup: $(DEV) ## the environment with everything that work on the project needs

browser-setup: ## Chromium for the browser tests, from Debian's packages unless it is there
	@if command -v chromium >/dev/null; then :; \
	elif test "$$(id -u)" = 0; then \
		apt-get update --quiet=2 && \
		DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends chromium; \
	else \
		echo "The browser tests need Chromium. Install it once as root: apt-get install chromium"; exit 1; \
	fi

clean: ## remove caches and test output; the environment and instance/ stay
	rm -rf $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Kindline needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@ .venv/.runtime

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run demo test check fix core suite attack fault browser coverage bench migration messages lock \
	setup browser-setup clean help
