# The three commands people need are `make week`, `make serve` and `make test`. Each sets up what is missing first.
PLANNER = .venv/bin/planner
PROFILE ?= profile.example.yaml
OUT ?= var/week

.PHONY: setup week serve test check bench translations

setup:
	@scripts/setup.sh
	@$(PLANNER) db upgrade --quiet

week: setup
	@$(PLANNER) week $(PROFILE) --out $(OUT)
	@$(PLANNER) person add $(PROFILE)
	@$(PLANNER) send
	@echo
	@echo "Open next:"
	@echo "  $(OUT)/week.pdf    the sheet to print"
	@echo "  $(OUT)/week.ics    the calendar"
	@echo "  $(OUT)/week.txt    the whole week in words"
	@echo "  make serve           the application, with the letters in its local mailbox"

serve: setup
	@$(PLANNER) serve

test: setup
	@scripts/setup.sh tests
	@$(MAKE) --no-print-directory check

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest -n auto

bench:
	@for file in tests/benchmarks/bench_*.py; do .venv/bin/python $$file; done

# Collects the words of the pages anew; commit what it changes.
translations:
	PYTHONPATH=. .venv/bin/python scripts/translations.py
