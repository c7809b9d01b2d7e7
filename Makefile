# The two commands: `make` builds the edition, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := all
.PHONY: all validate build witness schema test lock clean help

all: validate build ## install, validate and build everything into build/ (the default)

$(VENV)/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed requirements-test.lock
	$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@

validate: $(VENV)/installed ## check every TEI file of the edition
	$(BIN)/edition validate

build: $(VENV)/installed ## make the site, the PDFs and the report
	$(BIN)/edition build

witness: $(VENV)/installed ## rebuild the source files from the TEI and compare them
	$(BIN)/edition witness

schema: $(VENV)/installed-test ## compile schema/edition.odd to RELAX NG, Schematron and XSD
	$(BIN)/edition schema

test: $(VENV)/installed-test ## run all tests
	$(BIN)/python -m pytest

LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11

lock: $(VENV)/installed ## renew the pinned requirements from pyproject.toml
	$(PIP) install uv==0.13.9
	$(LOCK) --group install pyproject.toml --output-file requirements.lock
	$(LOCK) --group install --group test pyproject.toml --output-file requirements-test.lock

clean: ## remove what was built and installed
	git clean -fdXq build
	rm -rf $(VENV)

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
