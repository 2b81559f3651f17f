# Two commands do everything on a machine that has Python (3.10 or newer) and pip: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test setup lab docs readme results prepare clean

demo: setup  ## the main job on the sample corpus: train, evaluate, report
	$(BIN)/empathy run --preset demo --name demo

test: setup  ## all notebooks, and that exports, README and documentation agree with them
	OMP_NUM_THREADS=1 $(BIN)/nbdev-test --n-workers 2 --timing

setup: .venv/.installed  ## virtual environment, packages, git hooks, embedded base
	$(BIN)/empathy base

.venv/.installed: settings.ini setup.py pyproject.toml constraints.txt
	$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then $(BIN)/nbdev-install-hooks >/dev/null; fi
	touch $@

lab: setup  ## the notebooks in JupyterLab
	$(BIN)/jupyter lab nbs

prepare: setup  ## after a change of the notebooks: export, clean, README
	URL=$$(sed -n 's/^Repository = "\(.*\)"/\1/p' pyproject.toml); perl -pi -e "s#git\+https://[\w./-]+#git+$$URL#" nbs/tutorials/*.ipynb
	$(BIN)/nbdev-export
	$(BIN)/nbdev-clean
	$(MAKE) readme

readme: setup  ## README.md from nbs/index.ipynb
	$(BIN)/jupyter nbconvert --log-level ERROR --to markdown --stdout nbs/index.ipynb | sed -e 's#](images/#](nbs/images/#g' -e 's#](\([0-9a-z_/]*\.ipynb\))#](nbs/\1)#g' > README.md

results: demo  ## keep the figures of runs/demo for README.md
	cp runs/demo/metrics-test.json nbs/results/demo.json
	cp runs/demo/figures/accuracy-test.png nbs/images/demo-accuracy.png

docs: setup  ## the documentation site in _docs, from nbdev's processed notebooks; a broken link is an error
	rm -rf _proc _docs
	$(BIN)/python -c "from nbdev.quarto import nbdev_sidebar, refresh_quarto_yml; refresh_quarto_yml(); nbdev_sidebar.__wrapped__()"
	$(BIN)/python -W ignore -c "from nbdev.serve import proc_nbs; proc_nbs()"
	cd _proc && for page in [0-9]*.ipynb; do mv $$page $${page#*_}; done
	perl -ni -e 's#\b\d\d[a-z]?_(\w+\.ipynb)#$$1#g; s#\]\(/(\w+\.html)#]($$1#g; print unless /output-file:/' _proc/*.ipynb _proc/sidebar.yml
	perl -ni -e 's#\]\(/(\w+\.html)#](../$$1#g; print unless /output-file:/' _proc/tests/*.ipynb _proc/tutorials/*.ipynb
	perl -ni -e 'last if /^format-links/; print' _proc/nbdev.yml
	$(BIN)/smalldocs render --quiet --strict _proc
	mv _proc/_docs _docs

clean:  ## what make and the library's runs made, but not the runs
	rm -rf .venv _docs _proc build dist *.egg-info nbs/nbdev.yml nbs/sidebar.yml
