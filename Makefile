# Courtesy Desk. `make` alone shows what there is.
# Needs only make (3.81 or newer) and Python 3.11 or newer; everything else is installed into .venv.

PY = .venv/bin/python

.PHONY: help run demo test bench check format messages requirements clean

help: ## show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: ## open the desk at http://localhost:8000, until Ctrl-C
	@sh helpdesk/embedded/set_up.sh run
	@exec $(PY) -m helpdesk.embedded run

demo: ## replace the demo data by fresh one
	@sh helpdesk/embedded/set_up.sh run
	@exec $(PY) -m helpdesk.embedded with-data -- $(PY) -m demo --fresh

test: ## check everything and run all tests
	@sh helpdesk/embedded/set_up.sh dev
	@$(PY) -m helpdesk.embedded.chromium
	@$(PY) -m helpdesk.embedded.checks
	@$(PY) -m pytest -n 2 --dist worksteal -m "not journey"
	@exec $(PY) -m pytest -m journey

bench: ## build a small house and a large one and measure their pages, forty minutes or so
	@sh helpdesk/embedded/set_up.sh dev
	@exec $(PY) -m helpdesk.embedded with-servers -- $(PY) -m bench

check: ## all that can be found without running the tests
	@sh helpdesk/embedded/set_up.sh dev
	@exec $(PY) -m helpdesk.embedded.checks

format: ## format and mend what can be mended automatically
	@sh helpdesk/embedded/set_up.sh dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .
	@find . -name '.?*' -prune -o -path '*/templates/*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

messages: ## bring the translation catalogues up to date with the sources
	@sh helpdesk/embedded/set_up.sh dev
	@$(PY) -m helpdesk.embedded with-servers -- $(PY) -m helpdesk.translations extract

requirements: ## write requirements*.txt from requirements*.in, every version pinned
	@sh helpdesk/embedded/set_up.sh dev
	@$(PY) -m uv pip compile --universal --python-version 3.11 --no-annotate --no-header --quiet requirements.in -o requirements.txt
	@$(PY) -m uv pip compile --universal --python-version 3.11 --no-annotate --no-header --quiet requirements-dev.in -o requirements-dev.txt

clean: ## remove .venv and caches; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results staticfiles
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
