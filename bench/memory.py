"""What a training step allocates beside weights and gradients, against what `t2s finetune --dry-run` foretells.

`python bench/memory.py [DATASET [BASE]]`: the bundled base and a small Llama by several methods, on the CPU, on the costliest batch of the
first epoch; without a data set, on `datasets/students`. Measured is the highest sum of what the allocator holds during one forward
and backward pass, by torch's profiler.
"""

import itertools
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
import transformers
from torch.profiler import ProfilerActivity, profile

from text2sql.config import Method, TrainConfig
from text2sql.dataset import read_dataset
from text2sql.models.batches import layout
from text2sql.models.finetune import prepare
from text2sql.models.forecast import costliest_batch, forecast
from text2sql.models.loss import answer_loss
from text2sql.models.peft_methods import apply_method, resolve
from text2sql.models.tokenizer import IGNORED, Encoded

BASES = ("chatglm3-mini", "Llama")
CASES: tuple[dict[str, Any], ...] = (
    {"method": Method.LORA},
    {"method": Method.LORA, "gradient_checkpointing": True},
    {"method": Method.SFT},
    {"method": Method.SFT, "gradient_checkpointing": True},
    {"method": Method.PTUNING_V2},
    {"method": Method.PROMPT},
)


def held(model: Any, batch: dict[str, torch.Tensor], *, checkpointing: bool = False) -> int:
    """Bytes at the highest point of a step beside what was there before and the gradients of the weights."""
    model.train()
    if checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    loss_sum, _ = answer_loss(model)
    model.zero_grad()
    # Gradients are there before, so that they are added to and not counted.
    loss_sum(model, batch).backward()
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        loss_sum(model, batch).backward()
    now = highest = 0
    events = [each for each in profiled.profiler.kineto_results.events() if each.name() == "[memory]"]
    for event in sorted(events, key=lambda each: each.start_ns()):
        now += event.nbytes()
        highest = max(highest, now)
    return highest


def small_llama(vocabulary: int) -> Any:
    """A random Llama of 19 million weights."""
    torch.manual_seed(0)
    return transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=vocabulary,
            hidden_size=384,
            intermediate_size=1024,
            num_hidden_layers=12,
            num_attention_heads=6,
            num_key_value_heads=2,
            max_position_embeddings=1024,
            tie_word_embeddings=True,
        )
    )


def main() -> None:
    dataset = read_dataset(Path(sys.argv[1] if len(sys.argv) > 1 else "datasets/students"))
    print("| base | options | batch | measured MiB | foretold MiB | foretold / measured |\n|---|---|---|---|---|---|")
    for base, options, batch_size in itertools.product(sys.argv[2:] or BASES, CASES, (32, 4)):
        prepared = prepare(dataset, TrainConfig(batch_size=batch_size, **options), where="data")
        model, pad, config = prepared.base.model, prepared.base.tokenizer.pad_id, prepared.config
        examples = prepared.training
        if base == "Llama":
            if config.method in (Method.PTUNING_V2, Method.PROMPT):
                continue
            model = small_llama(model.config.vocab_size)
            config = resolve(replace(config, lora_targets=None), model)
            # Long prompts with short answers.
            short = [Encoded(each.ids, [IGNORED] * (len(each.ids) - 4) + each.ids[-4:]) for each in examples.examples]
            examples = replace(examples, examples=tuple(short))
        model = apply_method(model, config)
        foretold = forecast(model, config, examples, pad=pad).memory.activations
        batch = costliest_batch(layout(model, pad, packing=config.packing)[0], config, examples.examples)
        measured = held(model, batch, checkpointing=config.gradient_checkpointing)
        rows, width = batch["input_ids"].shape
        labels = int((batch["labels"] != IGNORED).sum())
        named = " ".join(f"{name}={value}" for name, value in options.items())
        cells = (f"{rows}×{width}, {labels} labels", f"{measured / 2**20:.0f}", f"{foretold / 2**20:.0f}")
        print(f"| {base} | {named} | {' | '.join(cells)} | {foretold / measured:.2f} |", flush=True)


if __name__ == "__main__":
    main()
