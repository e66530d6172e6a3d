# Sozialmonitor. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
JOBS ?= auto
E2E_JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.stamp-runtime
DEV := $(VENV)/.stamp-dev

# --no-strip-extras: pip demands that a package asked for with an extra is locked with it, once a newer release exists.
LOCK := $(BIN)/uv pip compile pyproject.toml --no-config --quiet --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help run address build test test-unit test-e2e check lint format nightly fuzz mutants bench screenshots lock clean

help: ## Diese Liste
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

# The server sets its own handler for Ctrl-C; with the signal ignored before that it ends quietly, without an error.
run: address build ## Einrichten, Daten bauen und starten (PORT=8501, HOST=127.0.0.1)
	@echo 'Der Sozialmonitor startet …'
	@trap '' INT; exec $(BIN)/streamlit run app.py --server.address '$(HOST)' --server.port '$(PORT)'

build: $(RUNTIME) ## Katalog und Werte prüfen und den Datenstand bauen
	@$(BIN)/python -m sozialmonitor build

# Without Python there is nothing to ask yet; scripts/make_venv.sh says so.
address:
	@! command -v '$(PYTHON)' >/dev/null || '$(PYTHON)' scripts/check_address.py '$(HOST)' '$(PORT)'

check: lint test ## Alles prüfen: lint und test

test: test-unit test-e2e ## Alle Tests, mit Abdeckung

test-unit: $(DEV) ## Tests ohne Browser
	$(BIN)/python -m pytest -n $(JOBS) -m "not e2e and not nightly" --cov --cov-report=term --cov-report=html:build/coverage

test-e2e: $(DEV) ## Tests im Browser (Chromium) gegen den echten Server
	scripts/ensure_chromium.sh
	$(BIN)/python -m pytest tests/e2e -m "not nightly" -n $(E2E_JOBS) --dist loadfile --reruns 1 -rfER

lint: $(DEV) ## Stil und Typen prüfen
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV) ## Quelltext formatieren
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

nightly: fuzz mutants ## Was lange dauert: seltene Tests, beschädigte Kataloge, ein verfälschtes Programm
	NIGHTLY=1 $(BIN)/python -m pytest -n $(JOBS) -m nightly

fuzz: $(DEV) ## 5.000 beschädigte Kataloge prüfen lassen (FUZZ="--count 500 --seed 7")
	$(BIN)/python -m tests.fuzz $(FUZZ)

mutants: $(DEV) ## Das Programm an einzelnen Stellen verfälschen: Wie oft merken es die Tests?
	rm -rf mutants
	$(BIN)/mutmut run --max-children $$(nproc)
	$(BIN)/python -m scripts.survivors

bench: $(DEV) ## Kartenleistung messen: übliche Bauart gegen diese, im selben Lauf
	scripts/ensure_chromium.sh
	$(BIN)/python -m benchmarks

screenshots: $(DEV) ## Bilder der Seiten nach build/screenshots/ (PAGES="/karte /profil")
	scripts/ensure_chromium.sh
	$(BIN)/python -m scripts.screenshots $(PAGES)

lock: $(DEV) ## requirements*.txt neu auflösen
	$(LOCK) $(LOCK_FLAGS) --extra test --output-file requirements.txt
	$(LOCK) $(LOCK_FLAGS) --extra test --extra dev --constraints requirements.txt --output-file requirements-dev.txt

clean: ## Alles Erzeugte löschen (nicht die Umgebung .venv)
	rm -rf build mutants data/releases htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# --- environment ----------------------------------------------------------------------------------

$(BIN)/python:
	@scripts/make_venv.sh '$(PYTHON)' '$(VENV)'

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo 'Pakete aus requirements.txt werden eingerichtet (beim ersten Mal etwa eine Minute) …'
	@scripts/install_packages.sh $(BIN)/python requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(RUNTIME)
	@echo 'Prüfwerkzeuge aus requirements-dev.txt werden eingerichtet …'
	@scripts/install_packages.sh $(BIN)/python requirements-dev.txt
	@touch $@
