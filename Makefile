# What a person types; everything is set up on the way. `make help` lists it.
PORT ?= 8000
BIN := .venv/bin

.PHONY: help demo test lint bench bench-unlocks bench-accounts bench-discussion bench-moderation bench-live lock new-database screenshots

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

demo: .venv/.ready ## set up and run the demo newsroom (PORT=8010 make demo for another port)
	$(BIN)/standfirst demo --port $(PORT)

test: .venv/.ready-to-test ## set up and run every check
	scripts/check

lint: .venv/.ready-to-test ## the checks of the source alone
	scripts/check lint

bench: .venv/.ready-to-test ## measure against nginx, side by side
	scripts/need bench
	$(BIN)/python -m bench.frontdoor

bench-unlocks: .venv/.ready-to-test ## measure first unlocks on both databases, with a million of them and with ten
	scripts/need bench
	$(BIN)/python -m bench.unlocking

bench-moderation: .venv/.ready-to-test ## measure moderators' decisions with a million comments stored
	$(BIN)/python -m bench.queue

bench-accounts: .venv/.ready-to-test ## measure signing in, the pages of an account, finding and importing readers, the ledger
	$(BIN)/python -m bench.accounts
	$(BIN)/python -m bench.finding
	$(BIN)/python -m bench.readers
	$(BIN)/python -m bench.ledger

bench-discussion: .venv/.ready-to-test ## measure conversations: posting, reading, many acts at once
	scripts/need bench
	$(BIN)/python -m bench.discussion

bench-live: .venv/.ready-to-test ## measure browsers that listen to a conversation
	$(BIN)/python -m bench.live

screenshots: .venv/.ready-to-test ## pictures of the pages, in build/screenshots
	$(BIN)/python -m pytest -q tests/browser/pictures.py

new-database: .venv/.ready-to-test ## the database that a first start lays, anew after a migration was added
	$(BIN)/python -m standfirst.new_database

lock: .venv/.ready-to-test ## a new requirements.lock from pyproject.toml
	scripts/lock

.venv/.ready: requirements.lock pyproject.toml scripts/set-up
	scripts/set-up run

.venv/.ready-to-test: .venv/.ready requirements-dev.lock scripts/need
	scripts/set-up test
