.DEFAULT_GOAL := help
.PHONY: help setup demo test check layers coverage bench docs

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# pip older than 25.1 knows no dependency groups, so the environment brings its own.
READY := $(VENV)/.ready

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1\t\2/' | expand -t 12

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group check
	@touch $@

setup: $(READY) ## make the environment in .venv

demo: setup ## the main job: is Russia a great power in East Asia in 2012?
	@$(BIN)/equipoise assess RUS --region east-asia --year 2012

test: setup ## tests and doctests
	$(BIN)/python -m pytest

layers: setup ## the order of imports
	$(BIN)/lint-imports

check: setup ## everything that must hold before a commit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

coverage: setup ## branch coverage of audit and models
	$(BIN)/python -m pytest --cov=equipoise.audit --cov=equipoise.models --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=95 tests/audit tests/models

bench: setup ## print the speed figures and write benchmarks/results/latest.json
	$(BIN)/python benchmarks/run.py

docs: setup ## rewrite the reference pages under docs/reference from the code
	$(BIN)/python docs/build_reference.py
