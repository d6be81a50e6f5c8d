# Nothing but python3 and make is needed: every target sets up .venv by itself.
PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/.installed
# Tests and benchmarks start hundreds of processes. Where the environment says that Python keeps nothing of what it compiles, each would
# compile the whole checkout again, which an installation has compiled: it is kept in .venv, and nothing is written beside the sources.
COMPILED = PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/.venv/compiled"

.PHONY: demo test test-browser lint types gate bench docs format clean

demo: $(STAMP)
	rm -f demo.dateline demo.dateline-wal demo.dateline-shm
	$(BIN)/dateline build examples/kyrgyzstan-2020/reports -o demo.dateline
	$(BIN)/dateline timeline demo.dateline
	$(BIN)/dateline export demo.dateline --format html -o demo-report.html
	@echo
	@echo "The record: demo.dateline. The report in one file: $(CURDIR)/demo-report.html"

test: $(STAMP)
	$(COMPILED) $(BIN)/python -m pytest -n 2 --dist loadfile

# The reading room in Debian's Chromium; where that cannot be had, the tests are skipped and say so.
test-browser: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[browser]" || true
	command -v chromium >/dev/null || (apt-get update -q && apt-get install -q -y chromium) || true
	DATELINE_BROWSER=1 $(COMPILED) $(BIN)/python -m pytest -n 2 -rs tests/browser

lint: $(STAMP)
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench

types: $(STAMP)
	$(BIN)/mypy

# Quality does not fall: each benchmark has a floor in bench/floors.toml. Those whose data or scorer is not there are named and skipped.
gate: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]" || true
	$(COMPILED) $(BIN)/python bench/gate.py

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]" || true
	$(COMPILED) $(BIN)/python bench/gate.py --all

docs: $(STAMP)
	$(BIN)/python -m pytest -p no:cacheprovider tests/test_docs.py

format: $(STAMP)
	$(BIN)/ruff check --fix src tests bench
	$(BIN)/ruff format src tests bench

clean:
	rm -rf .venv demo.dateline demo.dateline-wal demo.dateline-shm demo-report.html

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(STAMP)
