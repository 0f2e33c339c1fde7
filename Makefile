# Every target sets itself up: uv from the PATH, or uv in a tools environment of its own.
SHELL := /bin/sh
TOOLS := .tools
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
PYTHON ?= python3
RUN := $(UV) run --frozen
# uv trusts what the machine trusts: many offices have a certificate authority of their own.
export UV_SYSTEM_CERTS := 1

.PHONY: demo test check bench bench-full docs notebooks planted mutation kills clean

demo: .venv/ready
	$(RUN) optimizer plan data/muong_nhe_2021 --identity data/identity/muong_nhe_2021.csv --out runs/demo --overwrite --ways 180 || test $$? -eq 10

test: .venv/ready
	$(RUN) pytest -n 2

check: .venv/ready
	$(RUN) ruff format --check optimizer tests data benchmarks notebooks
	$(RUN) ruff check optimizer tests data benchmarks notebooks
	$(RUN) mypy
	$(RUN) lint-imports

# The peers' own packages stay out of .venv; Timefold also wants Java 17 and is left out without it.
bench: .venv/ready
	$(RUN) --isolated --group bench python -m benchmarks.peers

bench-full: .venv/ready
	$(RUN) --isolated --group bench python -m benchmarks.peers --full

# Pages that come from the code, then the site in site/: it opens from a folder, without a server or a network.
docs: .venv/ready
	$(RUN) python -m tests.rule_page
	$(RUN) python -m tests.reference_pages
	$(RUN) mkdocs build --strict

# Executes every notebook and writes it beside its source as .ipynb, with outputs: about seven minutes on two cores.
notebooks: .venv/ready
	for source in notebooks/[0-9]*.py; do \
		$(RUN) marimo export ipynb --include-outputs --force "$$source" --output "$${source%.py}.ipynb" || exit 1; \
	done

planted: .venv/ready
	$(RUN) python tests/planted_bugs.py

mutation: .venv/ready
	$(RUN) python tests/mutation.py

# Kills a worker, the scheduler or the client of one batch fifty times: a quarter of an hour on two cores.
kills: .venv/ready
	$(RUN) python -m tests.kills

.venv/ready: pyproject.toml uv.lock
	@test -x "$(UV)" || { $(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet "uv>=0.9"; }
	$(UV) sync --frozen --quiet --compile-bytecode
	@touch $@

clean:
	rm -rf .venv .tools runs site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
