"""A checkpoint → a folder that `GlmForCausalLM.from_pretrained` and `load_base` read: half precision, tokenizer, card."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from safetensors.torch import save_file
from transformers import GenerationConfig, GlmConfig

from text2sql import __version__
from text2sql.models.mini.stages import Stage, write_stages
from text2sql.models.mini.weights import load_checkpoint, weights_of
from text2sql.models.tokenizer import ChatGLM3Tokenizer
from text2sql.records import write_atomic

MAX_BYTES = 16 * 1024 * 1024


def export(
    checkpoint: Path,
    config: GlmConfig,
    tokenizer_file: Path,
    out: Path,
    stages: Sequence[Stage],
    facts: dict[str, str],
) -> int:
    """Write the base into `out`; the size of all its files in bytes. `facts` are further rows of the card's first table."""
    tensors, _ = load_checkpoint(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.half() for name, tensor in weights_of(tensors).items()}
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    # safetensors makes its files private.
    (out / "model.safetensors").chmod(0o644)
    shutil.copyfile(tokenizer_file, out / "tokenizer.model")
    tokenizer = ChatGLM3Tokenizer(out / "tokenizer.model")
    stops = sorted(tokenizer.stop_ids)
    document: dict[str, Any] = {**config.to_dict(), "architectures": ["GlmForCausalLM"], "dtype": "float16"}
    document["eos_token_id"] = stops
    write_atomic(out / "config.json", json.dumps(document, indent=2, sort_keys=True) + "\n")
    generation = GenerationConfig(bos_token_id=1, eos_token_id=stops, pad_token_id=0)
    generation.save_pretrained(out)
    write_stages(out, stages)
    write_atomic(out / "README.md", card(sum(tensor.numel() for tensor in weights.values()), stages, facts))
    return sum(path.stat().st_size for path in out.iterdir())


def card(parameters: int, stages: Sequence[Stage], facts: dict[str, str]) -> str:
    """The model card."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in {"parameters": f"{parameters:,}", **facts}.items())
    training = "\n".join(each.row() for each in stages)
    return f"""# chatglm3-mini

A question-to-SQL model of ChatGLM3's architecture (transformers' `GlmForCausalLM`, tied embeddings) with a sentencepiece
tokenizer of its own behind ChatGLM3's message protocol, trained by t2s {__version__} and by nothing else; it is the base that
`t2s finetune` starts from where no other is given.

| | |
|---|---|
{rows}

## Training

| command | seed | device | minutes | steps | tokens | questions |
|---|---|---|---|---|---|---|
{training}

Each run had the corpus of its seed; `t2s base --help` tells the commands before it, of a first run and of one `--from` a base. `make base` makes
such a base anew from nothing.

## Data

Invented schemas that never repeat, each with some ten questions in Chinese or English whose gold SQL was run, made by t2s
itself (`text2sql/synth`). Schools, hospitals and shops are among the fields that these are of. Since the stage of seed 3 a quarter of the
groups are questions that people wrote for t2s (`datasets/written`), with other names and values each time. No data set of others, no
schema or question that t2s is measured on.

## Limits

It knows no world and no language beyond its own questions: asked in words that its generator does not use it is mostly wrong.
Fine-tune it on your tables before you rely on it, and measure it.
"""
