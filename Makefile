# Every target sets up what it needs; a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
CASE ?= daesh-k-2021
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
PYTEST := $(BIN)/python -m pytest -n 2 -q -rs --durations=10
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header

unexport PYTHONDONTWRITEBYTECODE  # the tests start hundreds of processes: what is compiled is kept

.DEFAULT_GOAL := help
.PHONY: help report test test-all papermill lab bench figures notebooks readme lint lint-check requirements machine clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	@touch $@

$(TOOLS): $(READY) tests/requirements.txt
	$(PIP) -r tests/requirements.txt
	@touch $@

report: $(READY) ## Make the report of a case (CASE=daesh-k-2021)
	$(BIN)/dateline report $(CASE)

test: lint-check ## Check code, data, notebooks and the report in a browser
	$(PYTEST) -m "not slow"

test-all: lint-check ## Check the same, with the slow tests too
	$(PYTEST)

papermill: $(READY) ## Run every notebook by stock papermill, in plain kernels
	folder=$$(mktemp -d) && for book in notebooks/*.ipynb; do \
	  $(BIN)/papermill --no-progress-bar "$$book" "$$folder/$${book##*/}" || exit 1; \
	done && rm -r "$$folder"

lab: $(READY) ## Open the explorer in JupyterLab
	@$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements"  # asks to fetch news
	$(BIN)/jupyter lab --ip=127.0.0.1 --ServerApp.root_dir="$(CURDIR)" --FileContentsManager.pre_save_hook=helpers.run.form.on_save notebooks/explorer.ipynb

bench: $(TOOLS) ## Measure reports, reruns, balance and the explorer (25 minutes)
	$(PIP) -e '.[bench]'
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.opening
	$(BIN)/python -m benchmarks.reruns
	$(BIN)/python -m benchmarks.balance
	$(BIN)/python -m benchmarks.order
	$(BIN)/python -m benchmarks.explorer

figures: $(READY) ## Write figures/ from the default run
	$(BIN)/python -m helpers.publish figures

notebooks: $(READY) ## Execute the notebooks in place
	$(BIN)/python -m helpers.publish notebooks

readme: $(READY) ## Write the numbers, sentences and lists of the READMEs
	$(BIN)/python -m helpers.publish readme

lint: $(TOOLS) ## Format the code and check its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint-check: $(TOOLS) ## Check the form of the code and change nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

requirements: $(READY) ## Compile both requirements.txt anew from pyproject.toml
	$(PIP) uv
	sed -i '/^-e/d' requirements.txt
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra test --constraint requirements.txt --output-file tests/requirements.txt pyproject.toml
	grep -vxFf requirements.txt tests/requirements.txt | sed '1i -r ../requirements.txt' > tests/requirements.new && mv tests/requirements.new tests/requirements.txt
	sed -i '1i -e .' requirements.txt

machine: ## Install what a bare Debian lacks for the tests: Chromium, fonts
	bash .ci/machine

clean: ## Remove the environment and the caches; reports/ stays
	if [ -e $(READY) ]; then rm -rf $(VENV); fi
	rm -rf .cache .pytest_cache .ruff_cache
