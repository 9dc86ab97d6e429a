"""What a user would train with instead, measured beside `t2s finetune`: `python bench/training.py DATA [options]`.

DATA is ``students`` (one schema, built by `t2s build-data`), ``spider`` (the official train set) or ``bird`` (Spider's questions
over schemas of at least 2,000 tokens: databases put together, with comments and sample values). Every way trains the same adapter
from the same base with the same optimizer on the same examples, as many a step, once over, and is asked for its loss on the same held-out
examples; ways take turns, each in a process of its own. Ways: ``t2s``; ``t2s-unpacked`` (--no-packing); ``recipe``, ChatGLM3's
published recipe in our own words (transformers' Trainer, batches of 4 padded, all logits); ``grouped``, the same with batches of
like length; ``trl``, SFTTrainer with packing (`pip install trl`; left out where it is missing).

Where the others take too long, --others N gives them only N of the examples: their time grows with the number of examples, so the
rate is the same, but the losses after cannot be compared. On a machine that is shared the ratio of CPU times with OMP_NUM_THREADS=1 is the
steadier one.
"""

import argparse
import importlib.util
import json
import pickle
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from text2sql.config import TrainConfig
from text2sql.prompt import PromptFormat, conversation
from text2sql.records import Conversation
from text2sql.schema import Column, ForeignKey, Schema, Table

WAYS = ("t2s", "t2s-unpacked", "recipe", "grouped", "trl")
TYPES = {"number": "DOUBLE", "text": "VARCHAR", "time": "TIMESTAMP", "boolean": "BOOLEAN"}


def main() -> None:
    options = _options()
    if options.one:
        print(json.dumps(measure(options.one, options)))
        return
    with tempfile.TemporaryDirectory(prefix="bench-training-") as folder:
        options.file = Path(folder) / "examples.pickle"
        told = write_examples(options)
        print(told, flush=True)
        found: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
        for turn in range(options.rounds):
            for way in options.ways:
                if way == "trl" and importlib.util.find_spec("trl") is None:
                    if not turn:
                        print("trl: not installed, left out (pip install trl)")
                    continue
                found[way].append(_in_a_process(way, options))
                print(f"  round {turn + 1}  {_line(way, found[way][-1:])}", flush=True)
    first = next(iter(found))
    print(f"median of {options.rounds}; ratios to {first}, of each round's pair")
    for way, each in found.items():
        pairs = list(zip(found[first], each, strict=True))
        by_wall, by_cpu = (
            median(other[clock] / other["examples"] * one["examples"] / one[clock] for one, other in pairs)
            for clock in ("seconds", "cpu")
        )
        print(f"{_line(way, each)}  time ×{by_wall:.2f}  CPU time ×{by_cpu:.2f}")


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", choices=("students", "spider", "bird"))
    parser.add_argument("--spider", type=Path, help="folder of Spider in its official layout")
    parser.add_argument("--base", default="chatglm3-mini", help="folder of a base, or the bundled one")
    parser.add_argument("--examples", type=int, default=256)
    parser.add_argument("--held-out", type=int, default=32)
    parser.add_argument("--others", type=int, help="fewer examples for all ways but t2s's")
    parser.add_argument("--step", type=int, default=32, help="examples an optimizer step")
    parser.add_argument(
        "--rows", type=int, default=4, help="a batch of the recipe; fewer where its logits fill the memory"
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS)
    parser.add_argument("--schemas", action="store_true", help="draw from all schemas, not all questions of a few")
    parser.add_argument(
        "--chunk", type=int, help="examples of a schema that stand together, instead of t2s's own choice"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, help="learning rate")
    parser.add_argument(
        "--device", default="cpu", choices=("cpu", "cuda"), help="on a GPU its memory is told, and bfloat16 used"
    )
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(way: str, options: Any) -> dict[str, float]:
    command = [sys.executable, __file__, options.data, "--base", options.base, "--one", way, "--file", options.file]
    command += ["--seed", str(options.seed), "--step", str(options.step), "--device", options.device]
    command += ["--rows", str(options.rows)]
    command += ["--others", str(options.others)] if options.others else []
    command += ["--chunk", str(options.chunk)] if options.chunk else []
    command += ["--rate", str(options.rate)] if options.rate else []
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{way} failed:\n{done.stderr[-3000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _line(way: str, found: Sequence[dict[str, float]]) -> str:
    middle = {name: median(each[name] for each in found) for name in found[0]}
    return (
        f"{way:13} {middle['examples'] / middle['seconds']:7.2f} examples/s  "
        f"{middle['examples'] / middle['cpu']:7.2f} a CPU second  "
        f"{middle['tokens'] / middle['examples']:6,.0f} tokens an example  "
        f"{middle['memory'] / 2**20:6.2f} GiB  loss {middle['before']:.3f} → {middle['after']:.3f}"
    )


# What is trained on


def write_examples(options: Any) -> str:
    """Encode training and held-out examples into ``options.file``; a line on them."""
    from text2sql.models.checkpoints import load_base
    from text2sql.models.encode import encode
    from text2sql.models.packs import groups

    base = load_base(options.base, device="cpu")

    def length(text: str) -> int:
        from text2sql.records import Message

        return len(
            base.tokenizer.encode_prompt(Conversation(messages=(Message(role="user", content=text, trained=False),)))
        )

    told = list({"students": students, "spider": spider, "bird": bird}[options.data](options, length))
    draw = random.Random(options.seed)
    if options.schemas:
        draw.shuffle(told)
    encoded = encode(told, base.tokenizer, 8192).examples[: options.examples + options.held_out]
    held = set(draw.sample(range(len(encoded)), options.held_out))
    training = [each for place, each in enumerate(encoded) if place not in held]
    draw.shuffle(training)
    options.file.write_bytes(
        pickle.dumps(([tuple(each) for each in training], [tuple(encoded[place]) for place in sorted(held)]))
    )
    lengths = sorted(len(each.ids) for each in training)
    return (
        f"{options.data}: {len(training)} training examples over {len(groups(training))} schemas, {len(held)} held out, "
        f"{lengths[len(lengths) // 2]} tokens (median), base {options.base}"
    )


def students(options: Any, length: Callable[[str], int]) -> Iterator[Conversation]:
    from text2sql.dataset import read_dataset

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "students"
        command = [sys.executable, "-c", "from text2sql.cli import main; main()", "build-data", "schemas/students.sql"]
        subprocess.run([*command, "--out", str(out)], check=True, capture_output=True)
        found = list(read_dataset(out).conversations("train"))
    random.Random(options.seed).shuffle(found)
    yield from found


def spider(options: Any, length: Callable[[str], int]) -> Iterator[Conversation]:
    """All questions of one database after another."""
    schemas = read_schemas(options.spider)
    for name, pairs in _questions(options):
        for question, sql in pairs:
            yield conversation(schemas[name], question, sql, PromptFormat.RICH)


def bird(options: Any, length: Callable[[str], int]) -> Iterator[Conversation]:
    """Databases whose tables have names of their own put together until a prompt has 2,000 tokens, comments told too."""
    from text2sql.prompt import prefix

    schemas = read_schemas(options.spider, comments=True)
    tables: list[Table] = []
    asked: list[tuple[str, str]] = []
    for name, pairs in _questions(options):
        if {each.name.lower() for each in tables} & {each.name.lower() for each in schemas[name].tables}:
            continue
        tables += schemas[name].tables
        asked += pairs
        schema = Schema(name=name, tables=tuple(tables))
        if length(prefix(schema, PromptFormat.RICH)) >= 2000:
            for question, sql in asked:
                yield conversation(schema, question, sql, PromptFormat.RICH)
            tables, asked = [], []


def _questions(options: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    if options.spider is None:
        sys.exit("name the folder of Spider: --spider DIR")
    by_database: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in json.loads((options.spider / "train_spider.json").read_text(encoding="utf-8")):
        by_database[each["db_id"]].append((each["question"], each["query"]))
    names = sorted(by_database)
    random.Random(options.seed).shuffle(names)
    return [(name, by_database[name]) for name in names]


def read_schemas(folder: Path, *, comments: bool = False) -> dict[str, Schema]:
    """Spider's databases by name, with two values of each column that has rows."""
    found = {}
    for each in json.loads((folder / "tables.json").read_text(encoding="utf-8")):
        name = each["db_id"]
        columns = list(zip(each["column_names_original"], each["column_names"], each["column_types"], strict=True))
        keys: defaultdict[int, list[ForeignKey]] = defaultdict(list)
        for one, other in each["foreign_keys"]:
            (table, column), (target, reference) = columns[one][0], columns[other][0]
            named = each["table_names_original"][target]
            keys[table].append(ForeignKey(columns=(column,), table=named, references=(reference,)))
        primary = {place for key in each["primary_keys"] for place in (key if isinstance(key, list) else [key])}
        tables = []
        for number, table in enumerate(each["table_names_original"]):
            own = [(place, column) for place, column in enumerate(columns) if column[0][0] == number]
            values = _samples(folder / "database" / name / f"{name}.sqlite", table, [column[0][1] for _, column in own])
            tables.append(
                Table(
                    name=table,
                    comment=each["table_names"][number] if comments else "",
                    columns=tuple(
                        Column(
                            name=original,
                            type=TYPES.get(kind, "VARCHAR"),
                            comment=comment if comments else "",
                            samples=values.get(original, ()),
                        )
                        for _, ((_, original), (_, comment), kind) in own
                    ),
                    primary_key=tuple(column[0][1] for place, column in own if place in primary),
                    foreign_keys=tuple(keys[number]),
                )
            )
        found[name] = Schema(name=name, tables=tuple(tables))
    return found


def _samples(file: Path, table: str, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    opened = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for column in columns:
        try:
            rows = opened.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL LIMIT 2')
            found[column] = tuple(str(value)[:30] for (value,) in rows)
        except sqlite3.Error:
            continue
    opened.close()
    return found


# The ways


def measure(way: str, options: Any) -> dict[str, float]:
    """Train one way in this process."""
    import torch
    import transformers

    from text2sql.models import batches as laying
    from text2sql.models.checkpoints import load_base, quiet
    from text2sql.models.encode import padded_batches
    from text2sql.models.loss import label_loss_sum, loss_and_labels
    from text2sql.models.peft_methods import apply_method, resolve
    from text2sql.models.tokenizer import Encoded

    quiet()
    training, held = ([Encoded(*each) for each in some] for some in pickle.loads(options.file.read_bytes()))
    if options.others and not way.startswith("t2s"):
        training = training[: options.others]
    on_gpu = options.device == "cuda"
    dtype = torch.bfloat16 if on_gpu else torch.float32
    model, tokenizer = load_base(options.base, device=options.device, dtype=dtype)
    # No warm-up: the first of a few steps would change nothing.
    config = TrainConfig(
        base=options.base, epochs=1, batch_size=options.step, seed=options.seed, learning_rate=options.rate, warmup=0.0
    )
    config = resolve(replace(config, packing=way == "t2s", eval_questions=0), model)
    if options.chunk:
        laying.chunk_size = lambda group, batch_size: options.chunk
    seen = [0]
    examined = [
        {name: each.to(options.device) for name, each in batch.items()}
        for batch in padded_batches(held, tokenizer.pad_id, 1024)
    ]

    def held_out(model: Any) -> float:
        with torch.autocast("cuda", dtype=torch.bfloat16, enabled=on_gpu):
            total, labels = loss_and_labels(model, examined, label_loss_sum)
        return total / labels

    transformers.set_seed(config.seed)
    before = held_out(model)
    if not way.startswith("t2s"):
        model = apply_method(model, config)
    core = model.get_base_model() if hasattr(model, "get_base_model") else model
    core.get_input_embeddings().register_forward_hook(
        lambda _, args, __: seen.__setitem__(0, seen[0] + args[0].numel())
    )
    with tempfile.TemporaryDirectory() as folder:
        model.train()
        if on_gpu:
            torch.cuda.reset_peak_memory_stats()
        started, cpu = time.perf_counter(), time.process_time()
        if way.startswith("t2s"):
            # The losses before and after that `train` measures are ours to measure here.
            trained = _by_t2s(model, config, training, tokenizer.pad_id, Path(folder))
        else:
            make = _by_trl if way == "trl" else partial(_by_recipe, rows_a_batch=options.rows)
            trainer = make(way, model, config, training, tokenizer.pad_id, tokenizer, folder)
            trainer.train()
            trained = trainer.model
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = torch.cuda.max_memory_allocated() / 1024 if on_gpu else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tokens = seen[0]
    after = held_out(trained)
    return {
        "examples": len(training),
        "seconds": seconds,
        "cpu": cpu,
        "tokens": tokens,
        "memory": peak,
        "before": before,
        "after": after,
    }


def _by_t2s(model: Any, config: TrainConfig, training: Sequence[Any], pad: int, folder: Path) -> Any:
    from text2sql.models.train import train
    from text2sql.models.trainer import AnswerTrainer

    # Its losses before and after are a measurement that the other ways do not make.
    AnswerTrainer.mean_loss = lambda self, examples: 0.0
    train(model, config, training, [], pad=pad, checkpoints=folder / "checkpoints", weights=folder / "adapter")
    # The adapter lies in the base's own layers.
    return model


def _arguments(config: TrainConfig, folder: str, device: str) -> dict[str, Any]:
    return {
        "output_dir": folder,
        "num_train_epochs": 1,
        "learning_rate": config.learning_rate,
        "lr_scheduler_type": str(config.schedule),
        "warmup_steps": config.warmup,
        "weight_decay": config.weight_decay,
        "max_grad_norm": config.max_grad_norm,
        "seed": config.seed,
        "use_cpu": device == "cpu",
        "bf16": device == "cuda",
        "save_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,
        "logging_strategy": "no",
        "remove_unused_columns": False,
    }


def _by_recipe(
    way: str,
    model: Any,
    config: TrainConfig,
    training: Sequence[Any],
    pad: int,
    tokenizer: Any,
    folder: str,
    *,
    rows_a_batch: int,
) -> Any:
    import transformers

    from text2sql.models.encode import padded_batch
    from text2sql.models.tokenizer import Encoded

    rows = [{"input_ids": each.ids, "labels": each.labels, "length": len(each.ids)} for each in training]

    def collate(some: Sequence[dict[str, Any]]) -> dict[str, Any]:
        batch = padded_batch([Encoded(each["input_ids"], each["labels"]) for each in some], pad)
        width = batch["input_ids"].shape[1]
        mask = [[1] * each["length"] + [0] * (width - each["length"]) for each in some]
        return batch | {"attention_mask": batch["input_ids"].new_tensor(mask)}

    arguments = transformers.TrainingArguments(
        **_arguments(config, folder, model.device.type),
        per_device_train_batch_size=rows_a_batch,
        gradient_accumulation_steps=config.batch_size // rows_a_batch,
        train_sampling_strategy="group_by_length" if way == "grouped" else "random",
    )
    return transformers.Trainer(model=model, args=arguments, train_dataset=rows, data_collator=collate)


def _by_trl(
    way: str, model: Any, config: TrainConfig, training: Sequence[Any], pad: int, tokenizer: Any, folder: str
) -> Any:
    import trl

    import datasets

    longest = max(len(each.ids) for each in training)
    most = max(1024, longest)
    total = sum(len(each.ids) for each in training)
    rows = datasets.Dataset.from_list([{"input_ids": each.ids, "labels": each.labels} for each in training])
    arguments = trl.SFTConfig(
        **_arguments(config, folder, model.device.type),
        per_device_train_batch_size=1,
        # As many packed rows as hold about the same number of examples.
        gradient_accumulation_steps=max(1, round(config.batch_size * total / len(training) / most)),
        packing=True,
        packing_strategy="bfd",
        max_length=most,
        gradient_checkpointing=False,
    )
    return trl.SFTTrainer(model=model, args=arguments, train_dataset=rows, processing_class=_template(tokenizer))


def _template(tokenizer: Any) -> Any:
    """A tokenizer of transformers, which trl asks for; its packing needs only the filler's id."""
    import tokenizers
    import transformers

    if hasattr(tokenizer, "_hf"):
        return tokenizer._hf
    words = tokenizers.models.WordLevel(
        {"<pad>": tokenizer.pad_id, "<end>": min(tokenizer.stop_ids)}, unk_token="<pad>"
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.Tokenizer(words), pad_token="<pad>", eos_token="<end>"
    )


if __name__ == "__main__":
    main()
