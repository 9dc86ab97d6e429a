"""Options of a command in a file: TOML or YAML → a frozen dataclass, all mistakes named at once.

A field that is None is chosen later, by what it depends on; the run records what was chosen.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from text2sql.errors import T2SError, listed

Config = TypeVar("Config")


class Method(StrEnum):
    """How a base is fine-tuned."""

    LORA = "lora"
    QLORA = "qlora"
    PTUNING_V2 = "ptuning-v2"
    SFT = "sft"
    PROMPT = "prompt"


class Schedule(StrEnum):
    """How the learning rate falls after the warm-up: transformers' names of those that need no further settings.

    CONSTANT: has no warm-up.
    """

    COSINE = "cosine"
    LINEAR = "linear"
    CONSTANT = "constant"
    CONSTANT_WITH_WARMUP = "constant_with_warmup"
    POLYNOMIAL = "polynomial"
    COSINE_WITH_RESTARTS = "cosine_with_restarts"
    INVERSE_SQRT = "inverse_sqrt"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Options of ``t2s finetune``.

    Attributes:
        method: lora, qlora (on four-bit weights), ptuning-v2, sft (all weights) or prompt.
        base: the bundled base's name, a folder, or a model hub's id.
        epochs: passes over the training set.
        max_steps: optimizer steps at most; None for no bound beyond the epochs.
        batch_size: examples whose gradient is computed at once, on all devices together.
        gradient_accumulation: batches an optimizer step; the step's loss is the mean over all their answer tokens.
        learning_rate: highest one; None: by method and by the size of the base.
        schedule: how it falls after the warm-up.
        warmup: in which it rises: below 1 a share of all steps, else their number.
        weight_decay: AdamW's.
        max_grad_norm: gradients are clipped to this norm.
        max_length: tokens of an example at most, None: what the base can hold; longer ones are refused, never cut.
        lora_rank: rank of the update; None: by the size of the base.
        lora_alpha: scale of the update, divided by the rank; None: twice the rank.
        lora_dropout: on the adapter's input while training.
        lora_targets: names of the linear layers to adapt; None: all those of the blocks.
        dora: learn the magnitude of each adapted weight apart (DoRA).
        rslora: divide alpha by the square root of the rank (rsLoRA).
        virtual_tokens: of ptuning-v2 and prompt; None: by method and by the size of the base.
        prefix_projection: ptuning-v2 learns its prefix through a hidden layer.
        eval_steps: steps between two evaluations on the dev set, each with a checkpoint; None: an epoch.
        eval_questions: dev questions answered and executed at every evaluation; the weights that answer most are kept. 0: those
            with the lowest dev loss.
        patience: stop after so many evaluations without a better one; None: never.
        gradient_checkpointing: compute activations twice instead of keeping them.
        fsdp: spread weights, gradients and optimizer over the devices (PyTorch's FSDP).
        deepspeed: a DeepSpeed configuration file, ZeRO of any stage.
        packing: compute the schema that questions share once, where the base's attention allows it; loss and gradients are the same.
        seed: of the order, the initial adapter and the dropout.
    """

    method: Method = Method.LORA
    base: str = "chatglm3-mini"
    epochs: float = 2.0
    max_steps: int | None = None
    batch_size: int = 32
    gradient_accumulation: int = 1
    learning_rate: float | None = None
    schedule: Schedule = Schedule.COSINE
    warmup: float = 0.05
    weight_decay: float = 0.0
    max_grad_norm: float = 1.0
    max_length: int | None = None
    lora_rank: int | None = None
    lora_alpha: float | None = None
    lora_dropout: float = 0.0
    lora_targets: tuple[str, ...] | None = None
    dora: bool = False
    rslora: bool = False
    virtual_tokens: int | None = None
    prefix_projection: bool = False
    eval_steps: int | None = None
    eval_questions: int = 64
    patience: int | None = None
    gradient_checkpointing: bool = False
    fsdp: bool = False
    deepspeed: str | None = None
    packing: bool = True
    seed: int = 42

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            T2SError: naming every value that cannot be.
        """
        positive = "epochs max_steps batch_size gradient_accumulation learning_rate max_grad_norm max_length"
        problems = [
            f"{name} must be above 0, not {value}"
            for name in [*positive.split(), "lora_rank", "lora_alpha", "virtual_tokens", "eval_steps", "patience"]
            if (value := getattr(self, name)) is not None and not value > 0
        ]
        if not 0 <= self.lora_dropout < 1:
            problems.append(f"lora_dropout must be at least 0 and below 1, not {self.lora_dropout}")
        problems += [
            f"{name} must be at least 0, not {value}"
            for name in ("warmup", "weight_decay", "eval_questions")
            if (value := getattr(self, name)) < 0
        ]
        if self.fsdp and self.deepspeed:
            problems.append("fsdp and deepspeed cannot both be set")
        if (self.fsdp or self.deepspeed) and self.method not in (Method.LORA, Method.SFT):
            problems.append(f"fsdp and deepspeed spread lora and sft, not {self.method}: leave them out")
        if problems:
            raise T2SError(listed(problems))


def config_from_mapping(value: Any, kind: type[Config], *, where: str) -> Config:
    """A dataclass from plain data, checked.

    Args:
        value: keys are field names.
        kind: a dataclass.
        where: what a message calls the source.

    Raises:
        T2SError: naming all unknown keys and values of a wrong type at once.

    >>> config_from_mapping({"epochs": 2, "method": "sft"}, TrainConfig, where="x.toml").method
    <Method.SFT: 'sft'>
    """
    if not isinstance(value, dict):
        raise T2SError("not a table of options", where=where, fix="write lines such as: epochs = 3")
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    problems = [f"unknown option {key!r}{_suggestion(str(key), names)}" for key in value if key not in names]
    config, impossible = config_and_problems({key: each for key, each in value.items() if key in names}, kind)
    problems += impossible
    if config is None or problems:
        raise T2SError(f"{listed(problems)}", where=where, fix=f"the options are {', '.join(names)}")
    return config


def config_and_problems(known: Mapping[str, Any], kind: type[Config]) -> tuple[Config | None, list[str]]:
    """A dataclass from values of its fields, or what is wrong with them, a line each that begins with the field's name.

    >>> config_and_problems({"epochs": 0, "seed": "x"}, TrainConfig)[1]
    ['seed: Input should be a valid integer, unable to parse string as an integer', 'epochs must be above 0, not 0.0']
    """
    from pydantic import TypeAdapter, ValidationError

    wrong: list[str] = []
    mistyped: set[Any] = set()
    # What is of a wrong type is left out the second time, so that the rest shows what cannot be.
    for _ in range(2):
        try:
            config = TypeAdapter(kind).validate_python({key: known[key] for key in known if key not in mistyped})
        except ValidationError as error:
            wrong += [f"{'.'.join(map(str, each['loc'])) or 'options'}: {each['msg']}" for each in error.errors()]
            mistyped = {next(iter(each["loc"]), None) for each in error.errors()}
        except T2SError as error:
            return None, [*wrong, *error.what.split("\n")]
        else:
            return (None if wrong else config), wrong
    return None, wrong


def _suggestion(key: str, names: list[str]) -> str:
    near = difflib.get_close_matches(key.replace("-", "_"), names, n=1)
    return f": did you mean {near[0]}?" if near else ""


def read_mapping(path: Path) -> Any:
    """The content of a TOML or YAML file.

    Raises:
        T2SError: if it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise T2SError("no such file", where=str(path), fix="check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise T2SError(f"cannot be read: {error}", where=str(path)) from error
    if path.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise T2SError(f"not TOML: {error}", where=str(path)) from error
    if path.suffix in (".yaml", ".yml"):
        import yaml

        try:
            return yaml.safe_load(text) or {}
        except yaml.YAMLError as error:
            raise T2SError(f"not YAML: {error}", where=str(path)) from error
    raise T2SError("neither TOML nor YAML", where=str(path), fix="name it .toml or .yaml")
