# Two commands: `make run` shows the whole product, `make test` proves it.
# Needs Python >= 3.11 and Node.js with npm; on Debian what is missing is installed when root calls.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMPS := .venv/stamps
VAR := $(or $(ROTERFADEN_VAR),var)
ASSETS := src/roterfaden/static/vendor/kern.min.css.gz
SIGN_INS := $(VAR)/demo-sign-ins.txt
PIP := $(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes
CATALOGUES := $(wildcard src/roterfaden/locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
MIGRATIONS := $(wildcard src/roterfaden/*/migrations/*.py)
ifdef DATABASE_URL
export DATABASE_URL
endif

.PHONY: help run setup test test-spark bench bench-talk screenshots format clean

help: ## Shows this list.
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | column -t -s "$$(printf '\t')"

run: setup ## Sets up everything and serves the demo: make run [PORT=8000] [DATABASE_URL=…]
	@cat $(SIGN_INS) 2>/dev/null || { echo "Fehler: $(SIGN_INS) gehört einem anderen Konto." >&2; \
	  echo "Abhilfe: mit dem Konto starten, das $(VAR) angelegt hat, oder ROTERFADEN_VAR auf einen eigenen Ordner setzen." >&2; exit 1; }
	@ROTERFADEN_DEMO=1 exec $(BIN)/roterfaden serve --port $(PORT)

ifdef DATABASE_URL
setup: $(STAMPS)/program ## Makes .venv, the database and the demo, so that .venv/bin/roterfaden works.
	@ROTERFADEN_DEMO=1 $(BIN)/python tools/prepare.py $(SIGN_INS)
else
setup: $(SIGN_INS)
endif

test: $(STAMPS)/program $(STAMPS)/test-packages ## Runs all checks and tests.
	@tools/needs.sh "die Tests" chromium-headless-shell poppler-utils libjaxb-java gettext default-jdk-headless
	@$(BIN)/python tools/check.py $(PYTEST)

test-spark: $(STAMPS)/program ## Counts on Spark in local mode what DuckDB counts; makes .venv-spark.
	@tools/needs.sh "Spark" default-jdk-headless
	@test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/spark.txt
	@.venv-spark/bin/pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@.venv-spark/bin/pytest -q tests/spark

bench: $(STAMPS)/program $(STAMPS)/test-packages ## Measures every figure and writes benchmarks/results.json.
	@$(BIN)/python benchmarks/run.py

bench-talk: $(STAMPS)/program $(STAMPS)/test-packages ## Measures how long the pause in a talk is, by the keystroke-level model.
	@$(BIN)/python -m benchmarks.talk

screenshots: $(STAMPS)/program $(STAMPS)/test-packages ## Takes the pictures of the README anew.
	@ROTERFADEN_TAKE_SCREENSHOTS=1 $(BIN)/pytest -q tests/e2e/test_screenshots.py

format: $(STAMPS)/test-packages ## Formats code and templates.
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/djlint src/roterfaden/templates --reformat --quiet || true

clean: ## Deletes everything that was made here, the demo's data included.
	rm -rf .venv .venv-spark node_modules var dist test-results src/roterfaden/static/vendor src/roterfaden/documents/fonts
	find src -name '*.mo' -delete

# What has been done is remembered by stamps, so that a second start is quick.

$(STAMPS)/venv:
	@tools/needs.sh "die Python-Umgebung" $$($(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python3-venv)
	@echo "1/5 Python-Umgebung .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Fehler: Python 3.11 oder neuer ist nötig." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: requirements/study.txt requirements/build.txt | $(STAMPS)/venv
	@echo "2/5 Python-Pakete (etwa eine Minute)"
	@$(PIP) -r requirements/study.txt -r requirements/build.txt
	@touch $@

$(STAMPS)/test-packages: requirements/test.txt | $(STAMPS)/packages
	@echo "Pakete für die Tests"
	@$(PIP) -r requirements/test.txt
	@touch $@

$(STAMPS)/command: pyproject.toml | $(STAMPS)/packages
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(ASSETS): package-lock.json tools/assets.py | $(STAMPS)/packages
	@tools/needs.sh "Stile und Schriften" $$(command -v npm >/dev/null || echo npm)
	@echo "3/5 Stile, Skripte und Schriften"
	@npm ci --silent --no-progress </dev/null
	@$(BIN)/python tools/assets.py
	@$(BIN)/python -m whitenoise.compress --quiet src/roterfaden/static/vendor

$(COMPILED) &: $(CATALOGUES) tools/translations.py | $(STAMPS)/packages
	@$(BIN)/python tools/translations.py compile

$(STAMPS)/program: $(STAMPS)/packages $(STAMPS)/command $(ASSETS) $(COMPILED)
	@touch $@

$(SIGN_INS): $(MIGRATIONS) | $(STAMPS)/program
	@$(BIN)/python tools/prepare.py $@
