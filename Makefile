# Every target sets itself up: python3 (3.11 to 3.14) and make are all that a machine needs.
# Another Python: make PYTHON=python3.12 run

.DEFAULT_GOAL := help
.PHONY: help run test check bench golden lock clean

BIN := .venv/bin
READY := .venv/.ready
STORE := graph
export PYTHON

help: ## what can be made
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1 \2/p' $(MAKEFILE_LIST) | while read -r name text; do printf '  %-8s %s\n' "$$name" "$$text"; done

run: $(READY) ## build the graph of seeds/ in ./graph and answer three questions from it
	$(BIN)/kg build seeds --store $(STORE)
	$(BIN)/kg query who-met-whom --store $(STORE)
	$(BIN)/kg query which-agreements-bind-two-states --store $(STORE)
	$(BIN)/kg query which-security-issues-concern-a-state --store $(STORE)
	$(BIN)/kg verify --store $(STORE)

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(READY) ## run the tests, lint, types and import contracts, as CI does
	@.ci/run

bench: $(READY) ## time every station
	$(BIN)/python benchmarks/stations.py

golden: $(READY) ## write tests/golden anew from a build of seeds/; read the difference before you commit it
	$(BIN)/python tests/golden/refresh.py

lock: $(READY) ## write requirements.lock anew; needs uv
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

clean: ## remove the environment, the graph and every cache
	rm -rf .venv $(STORE) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find kg tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@.ci/setup
