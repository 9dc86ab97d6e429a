"""A fine-tuning run as files: what it was made of, what came out, and all that is needed to ask it questions.

``run.json`` (format, resolved configuration, versions, data digest, schemas with samples, results), ``adapter/`` (LoRA weights, or a
whole model for full fine-tuning), ``checkpoints/``. Needs no torch.
"""

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from text2sql import __version__
from text2sql.config import TrainConfig, config_from_mapping
from text2sql.errors import T2SError
from text2sql.prompt import PromptFormat
from text2sql.records import write_json
from text2sql.schema import Schema, schema_from_json, schema_to_json

FORMAT_VERSION = 1
_LIBRARIES = ("torch", "transformers", "peft", "tokenizers", "sentencepiece")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainResult:
    """What a training came to.

    Attributes:
        loss_before: mean over the dev set's answer tokens before the first step; over the training set if there is no dev set.
        loss_after: the same with the weights that were kept.
        best_epoch: the epoch whose weights were kept.
        dev_accuracy: share of the dev questions that were answered right then; None where none were asked.
        steps: optimizer steps.
        examples: training examples.
        too_long: examples refused for their length.
        untrained: examples refused since they hold no answer.
        parameters: weights trained.
        seconds: of the training, resumed parts only.
        device: ``cpu`` or the GPU's name.
    """

    loss_before: float
    loss_after: float
    best_epoch: float
    steps: int
    examples: int
    too_long: int
    untrained: int
    parameters: int
    seconds: float
    device: str
    dev_accuracy: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One fine-tuning.

    Attributes:
        path: its folder.
        config: resolved; holds the base and the method.
        prompt: how the schemas were told to the model, and must be when it is asked.
        schemas: with sample values.
        dataset: path of the data set.
        dataset_digest: of its content.
        dataset_files: names of the files of its splits within it, where the configuration named them.
        result: None as long as the training has not ended.
        created: when it began, ISO format.
        versions: of t2s, Python and the libraries.
    """

    path: Path
    config: TrainConfig
    prompt: PromptFormat
    schemas: tuple[Schema, ...]
    dataset: str
    dataset_digest: str
    dataset_files: Mapping[str, str] = field(default_factory=dict)
    result: TrainResult | None = None
    created: str = field(default_factory=lambda: datetime.now().astimezone().isoformat(timespec="seconds"))
    versions: Mapping[str, str] = field(default_factory=lambda: library_versions())

    @property
    def base(self) -> str:
        """The base's name or path."""
        return self.config.base

    @property
    def adapter(self) -> Path:
        """The folder of the trained weights."""
        return self.path / "adapter"

    @property
    def checkpoints(self) -> Path:
        """The folder of the states to resume from."""
        return self.path / "checkpoints"


def write_run(run: Run) -> None:
    """Write ``run.json``."""
    write_json(
        run.path / "run.json",
        {
            "format_version": FORMAT_VERSION,
            "created": run.created,
            "versions": dict(run.versions),
            "dataset": run.dataset,
            "dataset_digest": run.dataset_digest,
            "dataset_files": dict(run.dataset_files),
            "prompt": run.prompt,
            "config": asdict(run.config),
            "result": None if run.result is None else asdict(run.result),
            "schemas": [schema_to_json(schema) for schema in run.schemas],
        },
    )


def read_run(path: Path, *, unfinished: bool = False) -> Run:
    """The run in a folder.

    Args:
        path: the folder that holds ``run.json``.
        unfinished: whether a run whose training has not ended will do.

    Raises:
        T2SError: if there is none, it cannot be read, or its training has not ended.
    """
    file = path / "run.json"
    if not file.is_file():
        raise T2SError("no run here: run.json is missing", where=str(path), fix="make one with: t2s finetune")
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
        if value["format_version"] != FORMAT_VERSION:
            raise T2SError(
                f"written in format {value['format_version']}, this version reads {FORMAT_VERSION}",
                where=str(file),
                fix="use the version of t2s that wrote it",
            )
        run = Run(
            path=path,
            config=config_from_mapping(value["config"], TrainConfig, where=str(file)),
            prompt=PromptFormat(value["prompt"]),
            schemas=tuple(schema_from_json(each) for each in value["schemas"]),
            dataset=value["dataset"],
            dataset_digest=value["dataset_digest"],
            dataset_files=value.get("dataset_files", {}),
            result=None if value["result"] is None else TrainResult(**value["result"]),
            created=value["created"],
            versions=value["versions"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise T2SError(f"not a run: {type(error).__name__}: {error}", where=str(file)) from error
    if run.result is None and not unfinished:
        raise T2SError(
            "the training of this run has not ended",
            where=str(path),
            fix=f"go on with: t2s finetune --resume {path}, or name another run",
        )
    return run


def library_versions() -> dict[str, str]:
    """Versions of t2s, Python and the libraries that are installed."""
    found = {"t2s": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
