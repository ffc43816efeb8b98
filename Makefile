# Every target sets up what it needs; a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
CASE ?= daesh-k-2021
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help report test lab bench figures notebooks lint requirements clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

report: $(READY) ## Make the report of a case (CASE=daesh-k-2021)
	$(BIN)/dateline report $(CASE)

test: $(READY) ## Check code, data, notebooks and the report in a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 2 -q -rs

lab: $(READY) ## Open the explorer in JupyterLab
	@$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements"  # asks to fetch news
	$(BIN)/jupyter lab --ip=127.0.0.1 --FileContentsManager.pre_save_hook=helpers.run.form.on_save notebooks/explorer.ipynb

bench: $(READY) ## Measure reruns, balance and the explorer (25 minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.reruns
	$(BIN)/python -m benchmarks.balance
	$(BIN)/python -m benchmarks.explorer

figures: $(READY) ## Write figures/ from the default run
	$(BIN)/python -m helpers.publish figures

notebooks: $(READY) ## Execute the notebooks in place
	$(BIN)/python -m helpers.publish notebooks

lint: $(READY) ## Format the code and check its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

requirements: $(READY) ## Compile requirements.txt anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra test --no-emit-index-url --no-annotate --no-header --output-file requirements.txt pyproject.toml
	printf '%s\n' '-e .' | cat - requirements.txt > requirements.new && mv requirements.new requirements.txt

clean: ## Remove the environment and the caches; reports/ stays
	if [ -e $(READY) ]; then rm -rf $(VENV); fi
	rm -rf .cache .pytest_cache .ruff_cache
