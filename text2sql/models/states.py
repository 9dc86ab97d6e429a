"""The states of a training on the disk: which of them are whole, and what is said when one cannot be written.

The Trainer writes a checkpoint file by file into its final folder, ``trainer_state.json`` last. A process that is killed, or a
disk that is full, leaves a part of one; the checkpoints before it are deleted only once it is whole.
"""

import contextlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from safetensors import SafetensorError, safe_open

from text2sql.errors import T2SError

TRAINER_STATE = "trainer_state.json"
# Of torch.save, which writes zip files: the table at their end is missing from a part of one. The optimizer's is named by what
# spreads it over devices: nothing, FSDP, DeepSpeed.
_ARCHIVES = (
    ("optimizer.pt", "optimizer.bin", "global_step*/*_optim_states.pt"),
    ("scheduler.pt",),
    ("rng_state*.pth",),
)


class States(NamedTuple):
    """The checkpoints of a training.

    Attributes:
        newest: the newest whole one; None if there is none.
        broken: those that nothing can go on from, in order of their steps.
    """

    newest: Path | None
    broken: tuple[Path, ...]


def checkpoint(folder: Path, step: int) -> Path:
    """Where the Trainer writes the state after so many steps."""
    return folder / f"checkpoint-{step}"


def find_states(folder: Path) -> States:
    """What lies in a run's folder of checkpoints, which need not exist."""
    steps = sorted(
        int(match[1]) for each in folder.glob("*") if (match := re.fullmatch(r"checkpoint-(\d+)", each.name))
    )
    whole = {step: _whole(checkpoint(folder, step), step) for step in steps}
    newest = None
    for step, state in whole.items():
        # The end of a training loads the best weights so far, which another checkpoint holds.
        if state and (not state.get("best_global_step") or whole.get(state["best_global_step"])):
            newest = step
    return States(
        newest=None if newest is None else checkpoint(folder, newest),
        broken=tuple(checkpoint(folder, step) for step in steps if not whole[step]),
    )


def _whole(folder: Path, step: int) -> dict[str, int]:
    """The content of a checkpoint's ``trainer_state.json``; empty if a file is missing or cut off."""
    try:
        state = json.loads((folder / TRAINER_STATE).read_text(encoding="utf-8"))
        weights = list(folder.glob("*.safetensors"))
        for each in weights:
            with safe_open(each, framework="pt"):  # compares the length that its head promises
                pass
    except (OSError, ValueError, SafetensorError):
        return {}
    archives = [[file for pattern in patterns for file in folder.glob(pattern)] for patterns in _ARCHIVES]
    if not weights or not all(archives) or not all(zipfile.is_zipfile(each) for some in archives for each in some):
        return {}
    return state if isinstance(state, dict) and state.get("global_step") == step else {}


@contextlib.contextmanager
def written(what: str, folder: Path, checkpoints: Path) -> Iterator[None]:
    """Name what could not be written into a folder, and how to go on; the part of it that was written is removed.

    Args:
        what: the subject of the message.
        folder: that of the result or of one checkpoint.
        checkpoints: those of the run.

    Raises:
        T2SError: in place of what the operating system, torch or safetensors raise when a disk is full.
    """
    try:
        yield
    except (OSError, SafetensorError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not _is_torch_writing(error):
            raise
        shutil.rmtree(folder, ignore_errors=True)
        newest = find_states(checkpoints).newest
        begin = newest.name if newest else "step 0, as there is no checkpoint yet,"
        raise T2SError(
            f"{what} cannot be written: {_reason(error)}",
            where=str(folder),
            fix=f"make room there, then go on from {begin} with: t2s finetune --resume {checkpoints.parent}",
        ) from error


def _reason(error: Exception) -> str:
    """What went wrong in the operating system's words, where they can be known.

    >>> _reason(SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)"))
    'No space left on device'
    >>> _reason(RuntimeError("[enforce fail at inline_container.cc:672] . unexpected pos 576 vs 534"))
    'torch could not write all of it, as happens on a full disk'
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if number := re.search(r"os error (\d+)", str(error)):
        return os.strerror(int(number[1]))
    if isinstance(error, RuntimeError) and _is_torch_writing(error):
        return "torch could not write all of it, as happens on a full disk"
    return str(error).partition("\n")[0] or type(error).__name__


def _is_torch_writing(error: RuntimeError) -> bool:
    return re.search("inline_container|iostream", str(error)) is not None
