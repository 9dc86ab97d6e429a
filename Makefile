# make demo   the whole main job on this machine: training set → fine-tune → accuracy before and after → three questions
# make test   the whole test suite
# make check  format, lint, types, import rules
# make base   train the bundled base model anew (16 cores and a GPU: half an hour; two cores: most of a day)
# make clean  remove what make built; your datasets/ and runs/ stay
#
# Each sets up .venv by itself. Needs python3 >= 3.11, make and git; another interpreter: make PYTHON=python3.12 …
# Without a GPU the CPU build of torch is wanted. If pip's sources do not offer it, the default build comes (on Linux
# gigabytes of CUDA with it), unless you name PyTorch's index of CPU wheels (see pytorch.org): make TORCH_INDEX=URL …

PYTHON ?= python3
TORCH_INDEX ?=
TORCH := $(shell sed -n 's/^torch==//p' constraints.txt)
PIP_INSTALL = .venv/bin/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt

# The recipes then read as a user would type them.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: demo test check base clean
.DELETE_ON_ERROR:

.venv/.train: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "t2s needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv: torch, transformers and the rest (a few minutes the first time)"
	@$(PYTHON) -m venv .venv
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null; then \
	  $(PIP_INSTALL) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) "torch==$(TORCH)+cpu" 2>/dev/null || \
	  echo "pip's sources offer no CPU build of torch; taking the default one (see the head of the Makefile)"; fi
	@$(PIP_INSTALL) --editable '.[train]'
	@touch $@

.venv/.dev: .venv/.train
	@echo "Setting up .venv: the test tools"
	@$(PIP_INSTALL) --editable '.[train,qlora,gguf,web,dev]'
	@touch $@

# A wrong answer is no failure of the demo, hence the dashes.
demo: .venv/.train
	@rm -rf runs/demo-before runs/demo-after
	t2s build-data schemas/students.sql
	t2s eval --suite students --base chatglm3-mini --misses 0 --out runs/demo-before
	t2s finetune --method lora
	t2s eval --suite students --out runs/demo-after
	-t2s ask "2021年英语成绩最高的三位同学是?"
	-t2s ask "每个班的数学平均分是多少?"
	-t2s ask "How many students were there in 2022?"
	t2s compare runs/demo-before runs/demo-after

# Writes over text2sql/_bundled/chatglm3-mini: the corpus on all cores, the training on a GPU if there is one.
CORES := $(shell getconf _NPROCESSORS_ONLN)
base: .venv/.train
	t2s base tokenizer
	seq $(CORES) | xargs -P $(CORES) -I% t2s base corpus --shards 88 --part %/$(CORES)
	t2s base train --shape 256x6 --steps 2900 --step-tokens 16384
	t2s base export

test: .venv/.dev
	python -m pytest -n 2

check: .venv/.dev
	ruff format --check .
	ruff check .
	mypy
	lint-imports

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
