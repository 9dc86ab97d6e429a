"""Whether this machine has what a fine-tuning needs: libraries, device, memory, disk, the base's files.

Imports torch only where a check needs it: a machine without it is one of the things to find out.
"""

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement

from text2sql.config import Method, TrainConfig
from text2sql.errors import T2SError

if TYPE_CHECKING:
    from text2sql.models.zero import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at.

    Attributes:
        name: what.
        ok: whether it will do.
        found: what is there.
        fix: what to do if it will not; empty if it will.
    """

    name: str
    ok: bool
    found: str
    fix: str = ""


def checks(config: TrainConfig, devices: int, folder: Path) -> Iterator[Check]:
    """All checks for a fine-tuning with runs below `folder`; those that need what is missing are left out."""
    yield _python()
    extras = {"train", "qlora"} if config.method is Method.QLORA else {"train"}
    libraries = list(_libraries(extras))
    yield from libraries
    if not all(each.ok for each in libraries):
        return
    yield _device(devices)
    if refused := _refused(config, devices):
        yield refused
    files, model = _base(config.base)
    yield files
    if model is None:
        return
    try:
        trained = _trained(model, config)
        among = _parts(config, devices)
    except T2SError as error:
        yield _from_error("config", error)
        return
    yield _memory(model, trained, config.method, devices, among)
    sft = config.method is Method.SFT
    yield _disk(folder, 12 * trained + (4 * model.num_parameters() if sft else 4 * trained))


def _from_error(name: str, error: T2SError) -> Check:
    found = f"{error.where}: {error.what}" if error.where else error.what
    return Check(name=name, ok=False, found=found, fix=error.fix or "look at its files")


def _refused(config: TrainConfig, devices: int) -> Check | None:
    """What a training would refuse of the configuration on this machine, whatever its base."""
    from text2sql.models.quantized import require_bitsandbytes
    from text2sql.models.team import check_devices
    from text2sql.models.zero import checked_deepspeed

    try:
        check_devices(config, devices)
        if config.deepspeed:
            checked_deepspeed(Path(config.deepspeed))
        if config.method is Method.QLORA:
            require_bitsandbytes()
    except T2SError as error:
        return _from_error("config", error)
    return None


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check(
        name="python", ok=sys.version_info >= (3, 11), found=version, fix="" if sys.version_info >= (3, 11) else "3.11"
    )


def _libraries(extras: set[str]) -> Iterator[Check]:
    """Every requirement of t2s and of these extras."""
    for line in importlib.metadata.requires("t2s") or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            continue
        wanted = f"{requirement.name}{requirement.specifier}"
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            yield Check(name=requirement.name, ok=False, found="not installed", fix=f"pip install '{wanted}'")
            continue
        fits = requirement.specifier.contains(version, prereleases=True)
        yield Check(
            name=requirement.name, ok=fits, found=version, fix="" if fits else f"pip install --upgrade '{wanted}'"
        )


def _device(devices: int) -> Check:
    import torch

    if not torch.cuda.is_available():
        built = "built for CUDA, no GPU seen" if torch.version.cuda else "built without CUDA"
        found = f"cpu, {torch.get_num_threads()} threads (torch {built})"
        broken = bool(torch.version.cuda) and shutil.which("nvidia-smi") is not None
        fix = "the driver is older than this torch: update it, or install a torch for an older CUDA" if broken else ""
        return Check(name="device", ok=not broken, found=found, fix=fix)
    if (there := torch.cuda.device_count()) < devices:
        return Check(
            name="device", ok=False, found=f"{there} GPUs for --devices {devices}", fix=f"say --devices {there}"
        )
    free, total = torch.cuda.mem_get_info()
    good = torch.cuda.is_bf16_supported()
    return Check(
        name="device",
        ok=good,
        found=f"{torch.cuda.get_device_name()}, {_size(free)} of {_size(total)} free",
        fix="" if good else "this GPU cannot compute in bfloat16: take a newer one",
    )


def _base(name: str) -> tuple[Check, Any]:
    """The base's files, and its model without weights."""
    from text2sql.models.checkpoints import check_tokenizer, quiet, skeleton

    quiet()
    try:
        model = skeleton(name)
        check_tokenizer(name, model)
    except T2SError as error:
        return _from_error("base", error), None
    return Check(
        name="base", ok=True, found=f"{name}: {type(model).__name__}, {model.num_parameters():,} weights"
    ), model


def _trained(model: Any, config: TrainConfig) -> int:
    """How many weights are trained."""
    from text2sql.models.peft_methods import apply_method, resolve

    adapted = apply_method(model, resolve(config, model))
    return sum(each.numel() for each in adapted.parameters() if each.requires_grad)


def _parts(config: TrainConfig, devices: int) -> "Parts":
    from text2sql.models.zero import parts

    return parts(config, devices)


def _memory(model: Any, trained: int, method: Method, devices: int, among: "Parts") -> Check:
    import torch

    cuda = torch.cuda.is_available()
    # All weights in float32 where they are trained themselves or on a CPU; four bits and their constants.
    size = 0.6 if method is Method.QLORA else 4 if method is Method.SFT or not cuda else 2
    needed = model.num_parameters() * size / among.weights
    needed += 4 * trained / among.gradients + 8 * trained / among.optimizer
    # Processes on a CPU share its memory.
    there = torch.cuda.mem_get_info()[0] if cuda else _free_memory() / devices
    fits = needed < there
    found = f"{_size(needed)} needed before activations, {_size(there)} free"
    fix = "a smaller base, or --method lora" if method is Method.SFT else "a smaller base"
    return Check(name="memory", ok=fits, found=found, fix="" if fits else fix)


def _free_memory() -> int:
    import psutil

    return int(psutil.virtual_memory().available)


def _disk(folder: Path, checkpoint: int) -> Check:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    # Two checkpoints and the result.
    needed = 3 * checkpoint
    fits = needed < free and os.access(folder, os.W_OK)
    found = f"{_size(needed)} for checkpoints, {_size(free)} free in {folder.resolve()}"
    return Check(name="disk", ok=fits, found=found, fix="" if fits else "write runs to another disk with --out")


def _size(number: float) -> str:
    """Bytes as people read them.

    >>> _size(25e6), _size(12.5e9)
    ('24 MiB', '11.6 GiB')
    """
    return f"{number / 2**30:.1f} GiB" if number >= 2**30 else f"{number / 2**20:.0f} MiB"
