# Regulars. `make help` lists what can be made; ARGS="…" is handed on to what is run.

VENV := .venv
PY := $(VENV)/bin/python
# What .venv is made with: the first of these that will do. PYTHON=/path/to/python names another.
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)

# .venv/unfinished stands in the environment while anything is put into it. An install that was killed halfway leaves
# packages that look whole to pip, so an environment with that mark, like one whose Python is gone, is made anew.
SOUND := test ! -e $(VENV)/unfinished \
	&& $(PY) -I -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/runtime ## open the app; ARGS="today" runs a command instead
	@$(PY) -m tui $(ARGS)

.PHONY: demo
demo: $(VENV)/runtime ## open the app on a sample shop, in a book that is thrown away
	@$(PY) -m tui demo $(ARGS)

# Tests of the app wait for the screen more than they work, so that four keep two cores busy.
WORKERS := 4

.PHONY: test
test: $(VENV)/development ## the whole test suite; ARGS="tests/store -k journal" for a part
	@$(PY) -m pytest -n $(WORKERS) --dist=loadfile $(ARGS)

.PHONY: campaign
campaign: $(VENV)/development ## the tests that break the store on purpose, in their long form
	@REGULARS_CAMPAIGN=long $(PY) -m pytest -m campaign --timeout=0 -n auto --maxprocesses=4 $(ARGS)

.PHONY: lint
lint: style types walls ## style, types and walls, as CI checks them

.PHONY: style
style: $(VENV)/development
	$(PY) -m ruff check
	$(PY) -m ruff format --check

.PHONY: types
types: $(VENV)/development
	$(PY) -m mypy --strict

.PHONY: walls
walls: $(VENV)/development
	$(PY) -c 'from importlinter.cli import lint_imports_command as walls; walls()' --no-logo

.PHONY: dev
dev: $(VENV)/development ## the app with live CSS, reporting to textual's console
	@echo "For the console, in another terminal: $(PY) -m textual_dev console"
	@$(PY) -m textual_dev run --dev -c "$(PY) -m tui $(ARGS)"

.PHONY: bench
bench: $(VENV)/development ## measure, and print the ratios as a table
	@$(PY) -m benchmarks $(ARGS)

.PHONY: pictures
pictures: $(VENV)/development ## draw the pictures of the README again, from the sample shop
	@$(PY) -m tui.pictures $(ARGS)

# Whatever pip is set up with on this machine, the locks come out the same: no address, no path, every platform's hashes.
COMPILE = env -u PIP_CONSTRAINT -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND='make lock' $(PY) -m piptools compile \
	--quiet --no-config --allow-unsafe --generate-hashes --strip-extras --no-emit-options

.PHONY: manual
manual: $(VENV)/development ## write the parts of the manual that are made from the program
	@$(PY) -m tui.manual

.PHONY: catalogue
catalogue: $(VENV)/development ## gather every sentence into tui/locale/regulars.pot, for translators
	@mkdir -p tui/locale
	@$(VENV)/bin/pybabel -q extract --no-default-keywords -k _ -k ngettext:1,2 --omit-header --no-location \
		--sort-output -o tui/locale/regulars.pot tui screens store

.PHONY: lock
lock: $(VENV)/development ## write both locks from pyproject.toml; ARGS=--upgrade takes newer releases
	$(COMPILE) $(ARGS) --output-file requirements.lock pyproject.toml
	$(COMPILE) $(ARGS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

.PHONY: clean
clean: ## take away .venv and everything else that can be made again
	@rm -rf $(VENV).old
	@if [ -e $(VENV) ]; then mv $(VENV) $(VENV).old; rm -rf $(VENV).old; fi
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist
	@find benchmarks screens store tests tui -name __pycache__ -prune -exec rm -rf {} +

# One at a time: a second make waits, also for a pip that outlived the make that was killed over it. The Makefile is
# only something to hold on to. Without flock (macOS), two at once are not kept apart.
ALONE := exec 9< Makefile; if command -v flock >/dev/null; then flock 9; fi

$(VENV)/runtime: requirements.lock
$(VENV)/development: requirements-dev.lock
$(VENV)/runtime $(VENV)/development: LOCK = $(filter %.lock,$^)
$(VENV)/runtime $(VENV)/development: $(VENV)/made
	@echo "Putting what Regulars needs into $(VENV) ($(LOCK)): once, and again when that file changes."
	@$(ALONE); \
	touch $(VENV)/unfinished; \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes -r $(LOCK) \
		|| { echo "This did not finish; make it again once what pip says above is mended." >&2; exit 1; }; \
	rm $(VENV)/unfinished; \
	touch $@

ifneq ($(shell $(SOUND) && echo sound),sound)
.PHONY: $(VENV)/made
endif

# Exit status 3 is too old; any other failure of a Python that can be run at all is Debian's split-off ensurepip.
WILL_DO := import sys; print("%d.%d" % sys.version_info[:2]); \
	sys.exit(3) if sys.version_info < (3, 11) else __import__("ensurepip").version

# The old one is moved away before it is removed: a removal that is killed halfway must not leave what looks sound.
$(VENV)/made:
	@$(ALONE); \
	if $(SOUND); then touch $@; exit; fi; \
	old= without_venv=; \
	for python in $(PYTHONS); do \
		status=0; \
		version=$$("$$python" -c '$(WILL_DO)' 2>/dev/null) || status=$$?; \
		case $$status in \
			0) break ;; \
			3) old="$${old:-$$python here is $$version}" ;; \
			126|127) ;; \
			*) without_venv=yes ;; \
		esac; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		if [ -n "$$without_venv" ]; then echo "Regulars needs python3-venv: sudo apt install python3-venv"; \
		else echo "Regulars needs Python 3.11 or newer; $${old:-there is none here (looked for $(PYTHONS))}."; \
		fi >&2; \
		exit 1; \
	fi; \
	rm -rf $(VENV).old; \
	if [ -e $(VENV) ] || [ -L $(VENV) ]; then mv $(VENV) $(VENV).old && rm -rf $(VENV).old; fi; \
	mkdir $(VENV) && touch $(VENV)/unfinished && "$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; \
	rm $(VENV)/unfinished; \
	touch $@
