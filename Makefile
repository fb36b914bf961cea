# Touchstone. `make run` needs Python 3.11 or newer and nothing else; `make test` installs what tests need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM = $(BIN)/python -c "import subprocess, sys; from hatch_build import FRONTEND, node_tools; sys.exit(subprocess.run([*node_tools()[1], *sys.argv[1:]], cwd=FRONTEND).returncode)"
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run dev test check check-method check-suggestions audit bench bench-quick soak siege types screens lock client clean

run: $(VENV)/.run client
	$(BIN)/python -m app.cli serve

dev: $(VENV)/.dev client
	@trap 'kill 0' INT TERM EXIT; $(NPM) run watch:phone & $(NPM) run watch:desk & $(BIN)/python -m app.cli serve --reload

# The client is built before the tests, which drive it in a browser; pytest comes last, for its closing line.
test: $(VENV)/.dev client
	@$(BIN)/python -m tools.browser
	@$(NPM) test --silent -- --reporter=dot
	@$(BIN)/python -m pytest

check: $(VENV)/.dev client
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > $(VENV)/lint-imports.log || (cat $(VENV)/lint-imports.log; exit 1)
	@$(BIN)/python -m tools.types --check
	@$(BIN)/python -m tools.protocol --check
	@$(BIN)/python -m tools.spec_ids
	@$(BIN)/python -m tools.locks
	@$(BIN)/python -m tools.dangers
	@$(NPM) run check --silent -- --output human
	@$(NPM) test --silent -- --reporter=dot

# A whole workshop in browsers, photographed at every stage into docs/screens/.
screens: $(VENV)/.dev client
	@$(BIN)/python -m tools.browser
	TOUCHSTONE_SCREENS=docs/screens $(BIN)/python -m pytest tests/browser/test_workshop.py

# The voting rules beside the package abcvoting, which is large and so has an environment of its own.
check-method:
	@test -x $(VENV)-method/bin/python || $(PYTHON) -m venv $(VENV)-method
	@$(VENV)-method/bin/python -m pip --disable-pip-version-check --quiet install 'abcvoting>=2.19'
	@$(VENV)-method/bin/python -m tools.check_method

# How well suggested clusters hold on phrases whose families are known: make check-suggestions PHRASES=file.csv
check-suggestions: $(VENV)/.dev
	@$(BIN)/python -m tools.check_suggestions $(PHRASES)

# Every row of docs/benchmarks.md, in a quarter of an hour; the machine should have nothing else to do.
bench: $(VENV)/.dev $(VENV)/.bench client
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m benchmarks

# Less of it, in under two minutes, and nothing is written.
bench-quick: $(VENV)/.bench client
	@$(BIN)/python -m benchmarks --quick

# 200 rooms of 25 people for five minutes, and the long tests: within ten minutes.
soak: $(VENV)/.dev $(VENV)/.bench client
	@$(BIN)/python -m benchmarks.soak --keep
	@$(BIN)/python -m pytest -m soak --session-timeout 240

# Every role at every stage with every command, thousands of hostile messages, compared histories: half an hour and more.
siege: $(VENV)/.dev client
	@$(BIN)/python -m pytest -m siege

types: $(VENV)/.dev client
	$(BIN)/python -m tools.types
	$(BIN)/python -m tools.protocol

# Known vulnerabilities in what is locked: asks the registries' own advisories, so it takes the internet. Run it before a release.
audit: $(VENV)/.dev
	@test -x $(VENV)-audit/bin/pip-audit || ($(PYTHON) -m venv $(VENV)-audit && $(VENV)-audit/bin/python -m pip --disable-pip-version-check --quiet install pip-audit)
	$(VENV)-audit/bin/pip-audit --disable-pip --require-hashes --strict -r requirements.txt -r requirements-dev.txt
	$(NPM) audit --package-lock-only

# Recompiles the locks: Python's with hashes and without addresses, npm's without addresses.
lock: $(VENV)/.dev
	$(PIP) install uv
	$(BIN)/uv pip compile $(COMPILE) --extra cluster --extra oidc pyproject.toml requirements-build.in --output-file requirements.txt
	$(BIN)/uv pip compile $(COMPILE) --extra cluster --extra oidc --extra dev pyproject.toml requirements-build.in --output-file requirements-dev.txt
	$(BIN)/uv pip compile $(COMPILE) --extra cluster --extra oidc --extra bench pyproject.toml requirements-build.in --output-file requirements-bench.txt
	$(NPM) install --package-lock-only --ignore-scripts
	$(BIN)/python -m tools.locks --mend
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

client:
	@$(BIN)/python hatch_build.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Touchstone needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# Beside what is there already: what runs and what is tested keep their versions.
$(VENV)/.bench: requirements-bench.txt | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) frontend/node_modules app/static/build
