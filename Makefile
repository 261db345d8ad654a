# Two commands do everything on a bare machine: "make run" and "make test".
# PYTHON=/path/to/python chooses the interpreter, ARGS="…" is handed to the program or to pytest.

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test headless soak torture bench lint types api exe selftest shots clean
.PHONY: thumbnails lowest windows windows-test

# Files of tests are shared out among the cores; the tests of one file share a window. Those that
# open one come first (tests/conftest.py): by itself, xdist would leave files with few tests to the end.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
PYTHON_IN_VENV := .venv/bin/python
export PYTHON

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

# Bytecode is kept, whatever the surroundings ask for: these start Python dozens of times.
test headless: export PYTHONDONTWRITEBYTECODE :=
test: .venv/.ready-test ## run the tests, with the real window on a virtual display
	$(PYTHON_IN_VENV) -m pytest $(PARALLEL) $(ARGS)

headless: .venv/.ready-test ## run the tests of everything below the widgets, with tkinter blocked
	$(PYTHON_IN_VENV) -m pytest -p tests.no_tkinter --no-xvfb $(PARALLEL) \
	    $(wildcard $(addprefix tests/,core base tables labs lessons plots files)) $(ARGS)

# Wheels alone: nobody's compiler is asked to build a NumPy.
lowest: .venv/.ready-test ## run the tests with the lowest versions that pyproject.toml allows
	.venv/bin/uv venv --quiet --clear --python $(PYTHON_IN_VENV) build/lowest
	.venv/bin/uv pip install --quiet --python build/lowest --resolution lowest-direct \
	    --only-binary :all: --no-binary acttutor --editable ".[test]"
	build/lowest/bin/python -m pytest $(PARALLEL) $(ARGS)

soak: .venv/.ready-test ## run the long tests
	$(PYTHON_IN_VENV) -m pytest -m soak $(ARGS)

torture: .venv/.ready-test ## crash tests: kills, full disks, power cuts, damaged files; ten minutes
	$(PYTHON_IN_VENV) -m pytest -m soak tests/torture tests/shell/test_random_actions.py $(ARGS)

bench: .venv/.ready-run ## measure speed, frames, start-up and memory; ARGS="--short" for less
	@tools/bootstrap.sh display
	tools/display.sh run $(PYTHON_IN_VENV) -m benchmarks $(ARGS)

lint: .venv/.ready-test ## check style, format and the workflows of the forge
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	.venv/bin/actionlint
	.venv/bin/zizmor --offline --quiet .github

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

# A screen large enough for every window of the tests.
windows: .venv/.ready-windows ## build the Windows program and its installer, under Wine
	SCREEN=2200x1500x24 tools/display.sh run $(PYTHON_IN_VENV) tools/windows/make_program.py

windows-test: .venv/.ready-windows ## try what "make windows" built, under Wine; ARGS="setup" for a part
	SCREEN=2200x1500x24 tools/display.sh run $(PYTHON_IN_VENV) tools/windows/try_out.py $(ARGS)

shots: .venv/.ready-run ## make the pictures in docs/images
	@tools/bootstrap.sh display
	tools/display.sh run $(PYTHON_IN_VENV) app.py --tour docs/images --shots $(ARGS)

thumbnails: .venv/.ready-run ## make the small pictures of the lessons anew
	$(PYTHON_IN_VENV) tools/thumbnails.py $(ARGS)

clean: ## remove everything that was made, .venv included
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
