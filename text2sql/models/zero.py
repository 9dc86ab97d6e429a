"""A DeepSpeed configuration file: whether a training with it can be saved, and what it divides among the devices."""

import importlib.util
import json
from pathlib import Path
from typing import Any, NamedTuple

from text2sql.config import TrainConfig
from text2sql.errors import T2SError


class Parts(NamedTuple):
    """Among how many devices each lies; 1 where every device holds all of it."""

    weights: int
    gradients: int
    optimizer: int


def parts(config: TrainConfig, devices: int) -> Parts:
    """What a training spreads over so many devices; ZeRO's stages 1, 2 and 3 each add one of them (Rajbhandari et al. 2020).

    Raises:
        T2SError: if the DeepSpeed file cannot be read.
    """
    stage = 3 if config.fsdp else _zero(Path(config.deepspeed)).get("stage", 0) if config.deepspeed else 0
    return Parts(*(devices if stage >= least else 1 for least in (3, 2, 1)))


def checked_deepspeed(file: Path) -> Path:
    """Its absolute path, once it is known that a training with it can be saved.

    Raises:
        T2SError: if it is none, the package is not installed, or the weights would be left in pieces.
    """
    zero = _zero(file)
    if importlib.util.find_spec("deepspeed") is None:
        raise T2SError(
            "deepspeed is set, and the package is not installed", where=str(file), fix="pip install deepspeed"
        )
    if zero.get("stage") == 3 and not zero.get("stage3_gather_16bit_weights_on_model_save"):
        raise T2SError(
            "with ZeRO stage 3 the trained weights would be left in pieces",
            where=str(file),
            fix='set "stage3_gather_16bit_weights_on_model_save": true in zero_optimization',
        )
    return file.resolve()


def _zero(file: Path) -> dict[str, Any]:
    """The table ``zero_optimization``; its stage, where there is one, is a number from 0 to 3."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise T2SError("no such DeepSpeed configuration", where=str(file), fix="check the path") from error
    except (OSError, ValueError) as error:
        raise T2SError(f"no DeepSpeed configuration: {error}", where=str(file)) from error
    zero = content.get("zero_optimization", {}) if isinstance(content, dict) else None
    if not isinstance(zero, dict):
        raise T2SError("no DeepSpeed configuration: no table of options", where=str(file))
    if zero.get("stage", 0) not in (0, 1, 2, 3):
        raise T2SError(f"no DeepSpeed configuration: stage {zero['stage']!r} is none of 0, 1, 2, 3", where=str(file))
    return zero
