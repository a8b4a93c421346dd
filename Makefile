# Everything happens in .venv, which is made on first use from requirements.lock. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help page-if-possible demo lint test quick bare pythons prove bench cluster page samples addin docs pictures validator lock clean
MAKEFLAGS += --no-print-directory --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready
VALIDATOR := .cache/validator
PAGE := toolkit/built/nianbao.html
PAGE_TOOLS := .cache/page
OLDER_CORES := .cache/older_cores
BENCH := .cache/bench-venv
CLUSTER := .cache/cluster-venv
UV ?= uv
WORKERS ?= auto
PYTHONS ?= python3.11 python3.12 python3.13
# None of the packages of the three locks has anything to run when it is installed.
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
LOCKING = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

export NO_COLOR := 1
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

demo: $(READY) ## the whole story on the samples: workbook, checks, Word report
	@$(BIN)/nianbao demo

lint: $(READY) ## style and types
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy --no-color-output --no-error-summary

test: lint validator page-if-possible ## lint, then all tests but the long proofs
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not prove"

quick: $(READY) ## the tests of one room that need no other program: make quick ROOM=workbook/read
	@$(PYTHON) -m pytest -q -m "not prove and not needs" tests/$(ROOM)

bare: ## the same where there is nothing but Python, make, git and a shell: what needs more is skipped
	@.ci/bare test WORKERS=$(WORKERS)

pythons: $(READY) ## the tests that need no other program, under several Pythons, with a table in docs/proof
	@$(PYTHON) -m tests.pythons $(PYTHONS) -n $(WORKERS) $(TESTS)

prove: $(READY) validator page-if-possible $(OLDER_CORES)/.ready ## the long versions of the proofs; they write their figures to docs/proof
	@$(PYTHON) -m pytest -m prove

bench: $(BENCH)/.ready $(CLUSTER)/.ready ## measure beside other libraries, in ratios; writes docs/proof/speed.md and its picture
	@$(BENCH)/bin/python -m bench.inputs
	@rm -f .cache/bench/speed.json
	@$(BENCH)/bin/python -m bench.run --quiet --timeout=1800 -o .cache/bench/speed.json --copy-env
	@$(BENCH)/bin/python -m bench.parts
	@$(BENCH)/bin/python -m bench.growth
	@$(CLUSTER)/bin/python -m bench.cluster
	@$(BENCH)/bin/python -m bench.page

cluster: $(CLUSTER)/.ready ## the tests of --cluster, against a real scheduler with two workers
	@$(CLUSTER)/bin/python -m pytest -q tests/tasks/files/test_cluster.py

page: $(PAGE) ## the offline page, toolkit/built/nianbao.html; needs npm

samples: $(READY) ## make the samples' workbooks, reports and findings again
	@$(PYTHON) samples/make.py

addin: $(READY) ## build the add-in for desktop Excel, toolkit/built/nianbao.xlam
	@$(PYTHON) -m macros.build

docs: $(READY) ## write the generated pages of docs/ again
	@mkdir -p .cache
	@$(PYTHON) tools/docs/help.py > .cache/help.md
	@mv .cache/help.md docs/命令.md
	@$(PYTHON) -m tools.docs.reference
	@$(PYTHON) -m tools.docs.codes
	@$(PYTHON) -m tools.docs.text_rules
	@$(PYTHON) -m tools.docs.architecture

pictures: $(READY) page ## make the pictures in docs/ again; needs LibreOffice, pdftoppm and Chromium
	@$(PYTHON) -m tools.docs.pictures
	@$(PYTHON) -m tools.docs.desk_pictures
	@$(PYTHON) -m tools.docs.offline_pictures

validator: ## the judges of files and web pages that some tests use; needs npm
	@if ! command -v npm >/dev/null; then \
	  echo "npm is not installed: tests that need the Open XML validator or axe are skipped"; \
	else $(MAKE) --silent $(VALIDATOR)/.ready; fi

lock: ## pin the dependencies again, ours and of them those that users install; needs uv
	@$(LOCKING) --group dev --output-file requirements.lock
	@$(LOCKING) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	@$(LOCKING) --extra files --extra mail --extra pdf --group build --constraint requirements.lock --output-file requirements-users.lock
	@$(LOCKING) --extra cluster --group dev --constraint requirements.lock --output-file requirements-cluster.lock

clean: ## remove all that was made, but the samples
	rm -rf $(VENV) .cache dist toolkit/built nianbao-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python from 3.11 on that is there and has venv.
$(LOCKED): requirements.lock
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or later (with venv) is needed and was not found" >&2; exit 1; fi; \
	echo "Preparing $(VENV) with $$($$found --version)"; \
	$$found -m venv --clear $(VENV)
	@$(PYTHON) -m pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PYTHON) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Whatever the page may be made of: the page itself, the lock, the program but for its other ways in, the forms.
IN_PAGE := $(wildcard page/*) requirements.lock $(shell find toolkit workbook_templates -type f -not -name '*.pyc' \
  -not -path '*/built/*' -not -path '*/mail/*' -not -path '*/district/*' -not -path '*/cli/*' -not -path '*/excel/*')

$(BENCH)/.ready: requirements-bench.lock | $(READY)
	@$(PYTHON) -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	@$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(CLUSTER)/.ready: requirements-cluster.lock | $(READY)
	@$(PYTHON) -m venv --clear $(CLUSTER)
	@$(CLUSTER)/bin/python -m pip install --quiet --require-hashes --requirement requirements-cluster.lock
	@$(CLUSTER)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(PAGE): $(IN_PAGE) | $(READY)
	@mkdir -p $(PAGE_TOOLS)
	@cp page/package.json page/package-lock.json $(PAGE_TOOLS)
	@cd $(PAGE_TOOLS) && $(NPM_CI) >/dev/null
	@$(PYTHON) -m page.build

page-if-possible:
	@if ! command -v npm >/dev/null; then echo "npm is not installed: tests of the offline page are skipped"; \
	else $(MAKE) --silent $(PAGE); fi

$(OLDER_CORES)/.ready: tests/older_cores/package.json tests/older_cores/package-lock.json
	@mkdir -p $(OLDER_CORES)
	@cp tests/older_cores/package.json tests/older_cores/package-lock.json $(OLDER_CORES)
	@cd $(OLDER_CORES) && $(NPM_CI) --legacy-peer-deps >/dev/null
	@touch $@

$(VALIDATOR)/.ready: tests/validator/package.json tests/validator/package-lock.json
	@mkdir -p $(VALIDATOR)
	@cp tests/validator/package.json tests/validator/package-lock.json $(VALIDATOR)
	@cd $(VALIDATOR) && $(NPM_CI) >/dev/null
	@touch $@
