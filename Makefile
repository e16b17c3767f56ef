# Two commands: `make run` starts a club on this machine, `make test` proves the house.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The lock names every package. Without --no-deps pip still looks for what `coverage[toml]` may mean,
# and stops at the first release that is newer than the lock.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps

.PHONY: run demo test lock clean
.DEFAULT_GOAL := run

run: $(VENV)/run.stamp
	$(BIN)/python -m club serve

demo: $(VENV)/run.stamp
	$(BIN)/python -m club demo

test: $(VENV)/test.stamp
	.ci/services
	$(BIN)/python -m club check

$(VENV)/run.stamp: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.lock
	$(BIN)/pip check
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-test.lock
	$(PIP) -r requirements-test.lock
	$(BIN)/pip check
	touch $@

lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --all-extras --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
