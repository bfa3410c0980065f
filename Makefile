# What there is: `make` alone prints the lines marked ##.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready

help:  ## print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## ?/  make \1\t/' | expand -t 18

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tifa needs Python 3.11 or newer; say which with: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

report: $(READY)  ## run the notebooks on seeds/, draw figures/, render the site to build/site
	$(BIN)/tifa report --out build

test: $(READY)  ## run every test
	$(BIN)/python -m pytest

lab: $(READY)  ## open the notebooks in JupyterLab (this machine only, with a token)
	$(BIN)/jupyter lab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/01_corpus.ipynb

bench: $(READY)  ## time each step beside plain jieba and write benchmarks/README.md
	$(BIN)/python benchmarks/bench.py

lock: $(READY)  ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --all-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml

clean:  ## remove what was built, keep what was written
	rm -rf build $(VENV)

.PHONY: help report test lab bench lock clean
