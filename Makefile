# Two commands do everything on a bare machine: "make run" and "make test".
# PYTHON=/path/to/python chooses the interpreter, ARGS="…" is handed to the program or to pytest.

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test headless soak bench lint types api exe selftest shots clean

# Files of tests are shared out among the cores; the tests of one file share a window.
PARALLEL := -n auto --dist loadfile
PYTHON_IN_VENV := .venv/bin/python
export PYTHON

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# tools/bootstrap.sh leaves a stamp for each level of readiness: while it is newer than the files
# that name the requirements, nothing is asked again.
.venv/.ready-%: pyproject.toml tools/bootstrap.sh
	@tools/bootstrap.sh $*

run: .venv/.ready-run ## start ActTutor; without a display, leave pictures in build/tour
	@if tools/display.sh check; then \
	    $(PYTHON_IN_VENV) app.py $(ARGS); \
	else \
	    echo "There is no display here: running on a virtual one." && \
	    tools/bootstrap.sh display && \
	    tools/display.sh run $(PYTHON_IN_VENV) app.py --tour build/tour $(ARGS) && \
	    echo "A picture of every lab is in build/tour."; \
	fi

test: .venv/.ready-test ## run the tests, with the real window on a virtual display
	$(PYTHON_IN_VENV) -m pytest $(PARALLEL) $(ARGS)

headless: .venv/.ready-test ## run the tests of everything below the widgets, with tkinter blocked
	$(PYTHON_IN_VENV) -m pytest -p tests.no_tkinter --no-xvfb $(PARALLEL) \
	    $(wildcard $(addprefix tests/,core base labs lessons plots files)) $(ARGS)

soak: .venv/.ready-test ## run the long tests
	$(PYTHON_IN_VENV) -m pytest -m soak $(ARGS)

bench: .venv/.ready-run ## measure speed, frames, start-up and memory; ARGS="--short" for less
	@tools/bootstrap.sh display
	tools/display.sh run $(PYTHON_IN_VENV) -m benchmarks $(ARGS)

lint: .venv/.ready-test ## check style and format
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .

types: .venv/.ready-test ## check types
	$(PYTHON_IN_VENV) -m mypy

api: .venv/.ready-docs ## write the pages of the library, from its docstrings, to build/api
	$(PYTHON_IN_VENV) tools/api_pages.py build/api

exe: .venv/.ready-build ## build dist/ActTutor, the program in one folder, and its zip
	$(PYTHON_IN_VENV) -m PyInstaller --noconfirm --log-level WARN build.spec
	$(PYTHON_IN_VENV) tools/package.py

selftest: ## run the self-test of dist/ActTutor on a virtual display
	@tools/bootstrap.sh display
	tools/display.sh run dist/ActTutor/ActTutor --self-test

shots: .venv/.ready-run ## make the pictures in docs/images
	@tools/bootstrap.sh display
	tools/display.sh run $(PYTHON_IN_VENV) app.py --tour docs/images --shots $(ARGS)

clean: ## remove everything that was made, .venv included
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
