# Emotate: everything a checkout needs. Wants python3 (3.11 or later), make and a network.
# All paths are relative, so the checkout may lie in a folder with spaces in its name.

.PHONY: help setup references demo test lint api bench clean
.NOTPARALLEL:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
NPM := sh scripts/npm.sh
INSTALLED := $(VENV)/installed
REFERENCES := $(VENV)/references/installed
MODULES := frontend/node_modules/installed
BUILT := frontend/dist/index.html
PACKAGES := affect accounts jobs ingestion autolabel annotation releases config
SOURCES := $(shell find frontend/src frontend/public docs/images/gallery -type f -not -name '*.test.*' 2>/dev/null)

# Programs in the virtual environment name it by its full path: a checkout that was moved needs it anew.
ifneq ($(shell cat $(VENV)/place 2>/dev/null),$(shell pwd))
$(INSTALLED): FORCE
endif

help: ## what can be made
	@echo 'make setup   the virtual environment in .venv and the front end (first time: minutes)'
	@echo 'make demo    Emotate with a sample project, in the foreground; Ctrl-C stops it'
	@echo 'make test    every check and every test, as CI runs them'
	@echo 'make references  libraries that the tests compare with (make test calls it)'
	@echo 'make lint    the checks alone: style, types, import rules, migrations, API'
	@echo 'make api     write openapi.yaml and the TypeScript client anew'
	@echo 'make bench   measured figures beside their goals'
	@echo 'make clean   remove what was built here; your data in EMOTATE_HOME stay'

setup: $(INSTALLED) $(BUILT)

$(INSTALLED): requirements.lock pyproject.toml scripts/setup.sh scripts/install.sh
	@sh scripts/setup.sh
	@touch $@

references: $(REFERENCES) ## the libraries that tests compare with, in .venv/references

$(REFERENCES): requirements-references.lock scripts/references.sh $(INSTALLED)
	@sh scripts/references.sh
	@touch $@

$(MODULES): frontend/package.json frontend/package-lock.json $(INSTALLED)
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUILT): $(MODULES) $(SOURCES) frontend/index.html frontend/vite.config.ts frontend/tsconfig.json
	@$(NPM) run build
	@touch $@

demo: setup
	@exec $(BIN)/emotate demo

test: setup references lint
	$(NPM) test
	@sh scripts/test.sh $(PYTEST_ARGS)

lint: setup
	@sh scripts/lint.sh $(PACKAGES) bench tests

api: $(INSTALLED) $(MODULES)
	$(BIN)/emotate spectacular --validate --fail-on-warn --file openapi.yaml
	$(NPM) run generate

bench: setup
	@$(PYTHON) -m bench $(BENCH)

clean:
	rm -rf $(VENV) build dist *.egg-info frontend/node_modules frontend/dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-results bench-results
	@echo 'Your data were not touched: they are in EMOTATE_HOME (default ~/.emotate).'

FORCE:
