# The work is in scripts/; each can be called by itself.

.DEFAULT_GOAL := help
.PHONY: help run test build bench dev fmt lint setup

help:
	@echo 'make run     set up, build, and start the demo (Ctrl-C stops it)'
	@echo 'make test    every check: format, lints, tests, site, end to end'
	@echo 'make build   the release: dist/agera-ombud and dist/site'
	@echo 'make bench   measure speed and size'
	@echo 'make dev     rebuild and reload while you write'
	@echo 'make fmt     format the code'
	@echo 'make lint    Clippy for server and browser, types of the end-to-end tests'
	@echo 'make setup   install what the rest needs (they call it themselves)'

run test build bench dev fmt lint setup:
	@scripts/$@

build fmt lint: | setup
