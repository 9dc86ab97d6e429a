"""`t2s base`: the bundled base model from nothing: tokenizer, corpus, training, examination, export."""

import itertools
import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from text2sql.errors import T2SError, UsageError

if TYPE_CHECKING:
    from text2sql.models.tokenizer import ChatGLM3Tokenizer
    from text2sql.synth.corpus import Group

HELD_OUT_GROUPS = 24
EXAMINED_GROUPS = 8
# Seeds of the groups that are never trained on, away from the user's.
_HELD_OUT, _EXAMINED = 1_000_000, 2_000_000
# Of the groups, once the easy lessons are over: questions that people wrote (not probed).
_WRITTEN = 0.25
# Of the usual learning rates, where a base is gone on from: more would unlearn what it knows (not probed).
_GOING_ON = 0.4

_dir = click.option(
    "--dir",
    "folder",
    default=Path("build-base"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where tokenizer, corpus and run lie.",
)
_seed = click.option("--seed", default=0, show_default=True, type=click.IntRange(0, 999_999), help="Of the corpus.")


@click.group("base")
def command() -> None:
    """Train the bundled base model from scratch.

    \b
    t2s base tokenizer            choose the pieces from a part of the corpus
    t2s base corpus               write the corpus; may run beside the training
    t2s base train --minutes 65   train, on two cores; --resume goes on
    t2s base evaluate             questions over unseen schemas
    t2s base export               write the folder that ships

    Going on from a base that is there, on what a new generator asks:

    \b
    t2s base tokenizer --from chatglm3-mini
    t2s base corpus --everything --seed 1
    t2s base train --from chatglm3-mini --seed 1 --minutes 40
    """


@command.command("tokenizer")
@_dir
@_seed
@click.option("--groups", "count", default=1500, show_default=True, type=click.IntRange(1), help="Schemas to read.")
@click.option("--from", "base", help="Take that of this base instead, to go on from it.")
def tokenizer(folder: Path, seed: int, count: int, base: str | None) -> None:
    """Choose the tokenizer's pieces from the first schemas of the corpus.

    \b
    t2s base tokenizer --groups 1500
    """
    from text2sql.models.mini.tokenizer import tokenizer_model
    from text2sql.synth.corpus import EVERYTHING, groups

    path = folder / "tokenizer.model"
    if base is None:
        some = itertools.islice(groups(seed, lesson=EVERYTHING), count)
        content = tokenizer_model((each.schema, each.examples) for each in some)
    else:
        content = (_base_folder(base) / "tokenizer.model").read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    click.echo(f"{path}: {_tokenizer(folder).vocab_size} tokens")


@command.command("corpus")
@_dir
@_seed
@click.option("--shards", default=44, show_default=True, type=click.IntRange(1), help="Of 512 schemas each.")
@click.option(
    "--part", default="1/1", show_default=True, help="Write only every N-th shard: 1/2 and 2/2 share the work."
)
@click.option(
    "--max-tokens", default=2000, show_default=True, type=click.IntRange(1), help="Of one schema with questions."
)
@click.option("--everything", is_flag=True, help="Without the easy lessons first: to go on from a base.")
def corpus(folder: Path, seed: int, shards: int, part: str, max_tokens: int, everything: bool) -> None:
    """Write the corpus in shards; what is there already is kept.

    \b
    t2s base corpus --shards 44
    t2s base corpus --part 1/2 & t2s base corpus --part 2/2
    """
    from text2sql.models.mini.pretrain import HELD_OUT
    from text2sql.models.mini.shards import pack_group, save_shard, write_shards
    from text2sql.pairs.written import with_written
    from text2sql.synth.corpus import EVERYTHING, groups, is_easy

    lesson = EVERYTHING if everything else None
    first, step = _part(part)
    words, out = _tokenizer(folder), folder / "corpus"
    out.mkdir(parents=True, exist_ok=True)
    if first == 0 and not (out / HELD_OUT).exists():
        packs = (pack_group(each, words, max_tokens) for each in _held_out(seed + _HELD_OUT, HELD_OUT_GROUPS))
        save_shard(out / HELD_OUT, [each for each in packs if each])

    def some(start: int) -> "Iterator[Group]":
        share = 0.0 if lesson is None and is_easy(start) else _WRITTEN
        return with_written(groups(seed, start, lesson=lesson), seed, start, share=share)

    numbers = range(first, shards, step)
    for path in write_shards(some, words, out, numbers, max_tokens):
        click.echo(f"{path}", err=True)


@command.command("train")
@_dir
@_seed
@click.option("--minutes", type=click.FloatRange(min=0.01), help="The run's length by the clock.  [default: 65]")
@click.option("--steps", type=click.IntRange(1), help="Its length in steps instead.")
@click.option("--processes", type=click.IntRange(1), help="One core each.  [default: 2; 1 on a GPU]")
@click.option("--device", type=click.Choice(["cpu", "cuda"]), help="[default: a GPU if there is one]")
@click.option("--step-tokens", type=click.IntRange(1), help="Of one update.  [default: 4096; 16384 on a GPU]")
@click.option("--shape", default="192x5", show_default=True, help="Hidden size and layers.")
@click.option("--from", "base", help="Begin with the weights of this base, at lower rates; its shape is kept.")
@click.option("--resume", is_flag=True, help="Go on from the last checkpoint.")
def train(
    folder: Path,
    seed: int,
    minutes: float | None,
    steps: int | None,
    processes: int | None,
    device: str | None,
    step_tokens: int | None,
    shape: str,
    base: str | None,
    resume: bool,
) -> None:
    """Train from scratch; the log is a JSON object a line in DIR/run/log.jsonl.

    \b
    t2s base train --minutes 65
    t2s base train --minutes 65 --resume
    """
    if minutes is not None and steps is not None:
        raise UsageError("--minutes and --steps cannot both be given", fix="choose one")
    import torch

    from text2sql.models.mini.examination import Examination
    from text2sql.models.mini.network import glm_config
    from text2sql.models.mini.optimizer import Rates
    from text2sql.models.mini.pretrain import HELD_OUT, Plan, pretrain
    from text2sql.models.mini.stages import Stage, read_stages, write_stages
    from text2sql.models.mini.weights import base_weights

    words, corpus_dir = _tokenizer(folder), folder / "corpus"
    if not (corpus_dir / HELD_OUT).is_file():
        raise T2SError("there is no corpus", where=str(corpus_dir), fix="write it with t2s base corpus")
    before: tuple[Stage, ...] = ()
    if base is None:
        hidden, layers = _shape(shape)
        start, rates = None, Rates()
        config = glm_config(
            -(-words.vocab_size // 64) * 64,
            hidden=hidden,
            layers=layers,
            heads=hidden // 64,
            ffn=hidden * 8 // 3 // 64 * 64,
        )
    else:
        there = _base_folder(base)
        if (there / "tokenizer.model").read_bytes() != (folder / "tokenizer.model").read_bytes():
            raise T2SError(
                "the base has another tokenizer",
                where=str(folder),
                fix=f"t2s base tokenizer --from {base}, and the corpus",
            )
        start, rates, before = base_weights(there), Rates().times(_GOING_ON), read_stages(there)
        config = _read_config(there / "config.json")
    examination = Examination(
        config=config,
        tokenizer_file=folder / "tokenizer.model",
        groups=tuple(_held_out(seed + _EXAMINED, EXAMINED_GROUPS)),
    )
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    on_gpu = device == "cuda"
    plan = Plan(
        seconds=None if steps else (minutes or 65.0) * 60,
        steps=steps,
        processes=processes or (1 if on_gpu else 2),
        device=device,
        step_tokens=step_tokens or (16_384 if on_gpu else 4096),
        micro_tokens=65_536 if on_gpu else 1400,
        seed=seed,
        rates=rates,
    )
    if not resume:
        name = torch.cuda.get_device_name() if on_gpu else "cpu"
        write_stages(folder / "run", [*before, Stage(command=_typed(), seed=seed, device=name)])
    path = pretrain(config, corpus_dir, folder / "run", plan, start=start, resume=resume, examine=examination)
    click.echo(path)


@command.command("evaluate")
@_dir
@_seed
@click.option("--base", help="A base by name or path.  [default: the run's last checkpoint]")
@click.option("--groups", "count", default=40, show_default=True, type=click.IntRange(1), help="Unseen schemas.")
@click.option(
    "--written",
    "as_written",
    is_flag=True,
    help="All questions that people wrote (eval/unseen) instead, whatever --seed and --groups.",
)
@click.option("--misses", default=0, show_default=True, type=click.IntRange(0), help="Misses shown.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def evaluate(
    folder: Path, seed: int, base: str | None, count: int, as_written: bool, misses: int, as_json: bool
) -> None:
    """Questions over schemas that were never trained on: SQL right to the letter, and right by its rows.

    \b
    t2s base evaluate --groups 40
    t2s base evaluate --base chatglm3-mini --misses 10
    t2s base evaluate --base chatglm3-mini --written
    """
    from text2sql.models.checkpoints import Base, load_base
    from text2sql.models.mini.examination import examine, network_of, score
    from text2sql.models.mini.pretrain import CHECKPOINT
    from text2sql.models.mini.weights import load_checkpoint, weights_of
    from text2sql.records import VerdictKind

    if base is None:
        tensors, _ = load_checkpoint(folder / "run" / CHECKPOINT)
        loaded = Base(network_of(weights_of(tensors), _config(folder)), _tokenizer(folder))
    else:
        loaded = load_base(base)
    asked = _unseen() if as_written else list(_held_out(seed + _EXAMINED, count))
    answered = list(examine(loaded, asked))
    figures: dict[str, Any] = {}
    for language in ("zh", "en"):
        figures[language] = score(each for each in answered if each.example.language == language)._asdict()
    figures["all"] = score(iter(answered))._asdict()
    wrong = [each for each in answered if each.verdict.kind is not VerdictKind.CORRECT]
    for each in wrong[:misses]:
        click.echo(f"{each.example.question}\n  gold  {each.example.sql}\n  reply {each.prediction.raw}", err=True)
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, counts in figures.items():
        share = counts["right"] / max(1, counts["questions"])
        click.echo(
            f"{name}: {counts['right']} of {counts['questions']} right ({share:.1%}), {counts['exact']} to the letter"
        )


@command.command("export")
@_dir
@_seed
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write.  [default: chatglm3-mini among the bundled files]"
)
@click.option(
    "--groups", "count", default=40, show_default=True, type=click.IntRange(1), help="Unseen schemas to examine on."
)
def export(folder: Path, seed: int, out: Path | None, count: int) -> None:
    """Write the base that ships: half precision, configuration, tokenizer, card.

    \b
    t2s base export --out my-base
    """
    from text2sql import bundled
    from text2sql.models.checkpoints import BUNDLED_BASE, load_base
    from text2sql.models.mini.examination import examine, score
    from text2sql.models.mini.export import export as write
    from text2sql.models.mini.pretrain import CHECKPOINT
    from text2sql.models.mini.stages import read_stages
    from text2sql.models.mini.weights import load_checkpoint

    target = out or Path(bundled.__file__).parent / "_bundled" / BUNDLED_BASE
    checkpoint, config = folder / "run" / CHECKPOINT, _config(folder)
    _, state = load_checkpoint(checkpoint)
    stages = read_stages(folder / "run")
    if not stages:
        raise T2SError(
            "a run of an earlier version, which did not say how it was begun",
            where=str(folder / "run"),
            fix="train anew with t2s base train",
        )
    *before, last = stages
    seen = {name: state[name] for name in ("seconds", "tokens", "questions")}
    stages = (*before, replace(last, steps=state["step"], **seen))
    rows: dict[str, str] = {}
    write(checkpoint, config, folder / "tokenizer.model", target, stages, rows)
    made = load_base(str(target))
    for row, asked, told in (
        (
            "unseen schemas, own question families",
            list(_held_out(seed + _EXAMINED, count)),
            f"--seed {seed} --groups {count}",
        ),
        ("unseen schemas, questions that people wrote", _unseen(), "--written"),
    ):
        counts = score(examine(made, asked))
        share = counts.right / max(1, counts.questions)
        rows[row] = (
            f"{counts.right} of {counts.questions} executed right ({share:.1%}), "
            f"`t2s base evaluate --base {out or BUNDLED_BASE} {told}`"
        )
        click.echo(f"{row}: {rows[row]}")
    size = write(checkpoint, config, folder / "tokenizer.model", target, stages, rows)
    click.echo(f"{target}: {size / 2**20:.1f} MiB")


def _unseen() -> "list[Group]":
    from text2sql.pairs.written import unseen_groups
    from text2sql.prompt import PromptFormat

    return list(unseen_groups(PromptFormat.SEED))


def _held_out(seed: int, count: int) -> Iterator["Group"]:
    from text2sql.synth.corpus import EVERYTHING, groups

    return itertools.islice(groups(seed, lesson=EVERYTHING), count)


def _tokenizer(folder: Path) -> "ChatGLM3Tokenizer":
    from text2sql.models.tokenizer import ChatGLM3Tokenizer

    path = folder / "tokenizer.model"
    if not path.is_file():
        raise T2SError("there is no tokenizer", where=str(path), fix="make it with t2s base tokenizer")
    return ChatGLM3Tokenizer(path)


def _config(folder: Path) -> Any:
    path = folder / "run" / "config.json"
    if not path.is_file():
        raise T2SError("nothing has been trained here", where=str(path), fix="train with t2s base train")
    return _read_config(path)


def _read_config(path: Path) -> Any:
    from transformers import GlmConfig

    return GlmConfig(**json.loads(path.read_text(encoding="utf-8")))


def _base_folder(base: str) -> Path:
    """Where a base that this command wrote lies."""
    from text2sql.models.checkpoints import find_base

    folder = find_base(base)
    needed = ("config.json", "tokenizer.model", "model.safetensors")
    if folder is None or not all((folder / name).is_file() for name in needed):
        raise T2SError("no base that t2s base export wrote", where=base, fix="name chatglm3-mini or such a folder")
    return folder


def _typed() -> str:
    """The command at hand with the options that were given, but for the folder: where it lay is nobody's concern."""
    context = click.get_current_context()
    parts = context.command_path.split()
    for each in context.command.params:
        name = each.name
        if name and name != "folder" and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            value = context.params[name]
            parts.append(each.opts[0])
            if value is not True:
                parts.append(f"{value:g}" if isinstance(value, float) else str(value))
    return shlex.join(parts)


def _shape(shape: str) -> tuple[int, int]:
    hidden, _, layers = shape.partition("x")
    if not (hidden.isdecimal() and layers.isdecimal() and int(hidden) % 64 == 0 and int(hidden) and int(layers)):
        raise UsageError(f"--shape {shape} is not HIDDENxLAYERS with a multiple of 64", fix="such as --shape 192x5")
    return int(hidden), int(layers)


def _part(part: str) -> tuple[int, int]:
    first, _, step = part.partition("/")
    if not (first.isdecimal() and step.isdecimal() and 1 <= int(first) <= int(step)):
        raise UsageError(f"--part {part} is not K/N with K from 1 to N", fix="such as --part 1/2")
    return int(first) - 1, int(step)
