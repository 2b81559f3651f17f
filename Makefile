# Two commands do everything on a machine that has Python (3.10 or newer) and pip: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test faults lint setup lab docs readme prepare clean

demo: setup  ## the main job on the sample corpus: train, evaluate, report
	$(BIN)/empathy run --preset demo --name demo

test: lint  ## lint, all notebooks, and that exports, README and documentation agree with them
	OMP_NUM_THREADS=1 $(BIN)/nbdev-test --n-workers 2 --timing --file-re '^0[0-4]'  # a process keeps the memory of its notebooks
	OMP_NUM_THREADS=1 $(BIN)/nbdev-test --n-workers 2 --timing --skip-file-re '^([_.]|0[0-4])'

faults: setup  ## the long tests: random damage, kills at random moments, small disks (an hour)
	SAVE_FAULTS=$(CURDIR)/nbs/results/faults.json N_VARIANTS=5000 OMP_NUM_THREADS=1 $(BIN)/nbdev-test --n-workers 0 --flags slow --cell-timeout 0 --file-re 'faults|kill_and_resume|damaged' nbs/tests

lint: setup  ## layout and style of notebooks and library
	$(BIN)/ruff format --check nbs .ci setup.py
	$(BIN)/ruff check nbs empathy_nb .ci setup.py

setup: .venv/.installed  ## virtual environment, packages, git hooks, embedded base
	$(BIN)/empathy base

.venv/.installed: settings.ini setup.py pyproject.toml constraints.txt
	$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then $(BIN)/nbdev-install-hooks >/dev/null; fi
	touch $@

lab: setup  ## the study in JupyterLab
	$(BIN)/jupyter lab nbs/study/1_corpus.ipynb

prepare: setup  ## after a change of the notebooks: layout, export, clean, README
	$(BIN)/python .ci/docs.py url
	$(BIN)/ruff format --quiet nbs
	$(BIN)/nbdev-export
	$(BIN)/nbdev-clean
	$(BIN)/python .ci/docs.py readme

readme: setup  ## README.md from nbs/index.ipynb
	$(BIN)/python .ci/docs.py readme

docs: setup  ## the documentation site in _docs, with Quarto or else smalldocs; a broken link is an error
	$(BIN)/python .ci/docs.py site

clean:  ## what make and the library's runs made, but not the runs
	rm -rf .venv .ruff_cache _docs _proc build dist *.egg-info nbs/nbdev.yml
