# Redraft. `make help` lists what there is; nothing has to be set up by hand.
PYTHON ?= python3
BIN := .venv/bin
PREPARE := $(PYTHON) packaging/prepare.py
EXAMPLE := resources/examples/draft.txt
BENCH_NAMES ?=
PYTHONS := app tests packaging models/fitting setup.py

export PYTHONDONTWRITEBYTECODE ?= 1

.DEFAULT_GOAL := help
.PHONY: help ready demo app test lint messages format bench fuzz screenshots package package-offline lock audit clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

ready:
	@$(PREPARE) app model

demo: ready ## check an example draft with the real model: findings, rewording, second look, before and after
	@$(BIN)/redraft rewrite $(EXAMPLE)

app: ready ## open the window
	@$(BIN)/redraft

test: ## the whole test suite, with the real model
	@$(PREPARE) app dev model
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

lint: ## ruff, mypy, import-linter
	@$(PREPARE) app dev
	@$(BIN)/ruff check $(PYTHONS)
	@$(BIN)/ruff format --check $(PYTHONS)
	@$(BIN)/mypy
	@$(BIN)/lint-imports

messages: ## bring the catalogues of resources/messages up to the source, and compile them
	@$(PREPARE) app dev
	@$(BIN)/python packaging/messages.py

format: ## let ruff write the code its way
	@$(BIN)/ruff format $(PYTHONS)
	@$(BIN)/ruff check --fix $(PYTHONS)

bench: ## speed, memory and quality tables (takes hours; BENCH_NAMES="speed spans" for some)
	@$(PREPARE) app dev bench model
	@$(BIN)/python tests/bench/tables.py $(BENCH_NAMES)

fuzz: ## broken input for every importer and for the gate (takes hours; stop it and go on at any time)
	@$(PREPARE) app dev
	@$(BIN)/python tests/bench/fuzz.py

screenshots: ready ## every page as PNG, light and dark, into build/screenshots
	@QT_QPA_PLATFORM=offscreen PYTHONPATH=tests $(BIN)/python -m screenshots

package: ## freeze the app into dist/redraft and a .deb, and check what is inside
	@$(PYTHON) packaging/package.py

package-offline: ready ## the same with the default model inside
	@$(PYTHON) packaging/package.py --offline

lock: ## resolve packaging/requirements/*.in anew
	@$(PYTHON) packaging/lock.py

audit: ## known weaknesses, licences, network code, and the bill of materials
	@$(PYTHON) packaging/package_environment.py
	@build/package-venv/bin/python packaging/audit.py

clean: ## remove what make made here (the model and the compiled wheel stay)
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache app/*.egg-info
