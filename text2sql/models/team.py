"""Several processes that train one model, a device each: what they tell one another.

A process that was started alone is a team of one, and nothing here costs it anything. Tensors go through gloo on a CPU and NCCL on
GPUs, as accelerate chooses.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import accelerate
import torch
from torch import distributed

from text2sql.config import TrainConfig
from text2sql.errors import T2SError
from text2sql.launch import PEER_LOST, place

Value = TypeVar("Value")


# The others wait while the first process answers the dev questions.
_TIMEOUT = timedelta(hours=6)


class PeerLostError(T2SError):
    """Another process of the training has ended; it has told why."""

    exit_code = PEER_LOST


def join(config: TrainConfig) -> None:
    """Meet the other processes of a training, and take the device that is this one's.

    Raises:
        T2SError: if they cannot train this: fewer examples in a batch than devices, nothing to spread the weights over, too few GPUs.
    """
    here = place()
    check_devices(config, here.processes)
    if here.processes == 1 or distributed.is_initialized():
        return
    if torch.cuda.is_available() and here.local_rank >= torch.cuda.device_count():
        raise T2SError(
            f"process {here.local_rank} has no device: there are {torch.cuda.device_count()} GPUs",
            fix=f"start {torch.cuda.device_count()} processes",
        )
    accelerate.PartialState(cpu=not torch.cuda.is_available(), timeout=_TIMEOUT)


def leave() -> None:
    """Part with the other processes after a training: gloo's threads, if still there at a process's end, now and then abort it."""
    if distributed.is_available() and distributed.is_initialized():
        distributed.destroy_process_group()


def check_devices(config: TrainConfig, devices: int) -> None:
    """See that so many devices can train this.

    Raises:
        T2SError: for fewer examples in a batch than devices, or nothing to spread the weights over.
    """
    if config.batch_size < devices:
        raise T2SError(
            f"batch_size {config.batch_size} cannot be shared by {devices} devices", fix=f"set it to {devices} or more"
        )
    if not (config.fsdp or config.deepspeed):
        return
    if config.fsdp and not has_gpus():
        raise T2SError("fsdp spreads a model over GPUs, and there is none here", fix="leave fsdp out")
    if devices == 1:
        raise T2SError(
            "fsdp and deepspeed spread a model over devices, and this is one", fix="add --devices 4, or leave them out"
        )


def has_gpus() -> bool:
    """Whether this machine has a GPU."""
    return torch.cuda.is_available()


def from_first(make: Callable[[], Value]) -> Value:
    """What the first process makes, in all of them; an exception there ends the training."""
    if not distributed.is_initialized():
        return make()
    box: list[Any] = [make() if place().is_first else None]
    with peers():
        accelerate.utils.broadcast_object_list(box)
    made: Value = box[0]
    return made


def wanted_by_any(wish: bool, device: torch.device) -> bool:
    """Whether any of the processes says yes; the same answer for all."""
    return bool(summed(torch.tensor(float(wish), device=device)) > 0)


def largest(count: int, device: torch.device) -> int:
    """The largest of all processes' counts."""
    if not distributed.is_initialized():
        return count
    most = torch.tensor(count, device=device)
    with peers():
        distributed.all_reduce(most, op=distributed.ReduceOp.MAX)
    return int(most)


def summed(value: torch.Tensor) -> torch.Tensor:
    """The sum over all processes."""
    if distributed.is_initialized():
        with peers():
            distributed.all_reduce(value)
    return value


@contextlib.contextmanager
def peers() -> Iterator[None]:
    """Tell in one sentence that another process has gone, which gloo and NCCL tell in a traceback."""
    try:
        yield
    except RuntimeError as error:
        if not distributed.is_initialized() or not _is_lost_peer(error):
            raise
        raise PeerLostError("another process of the training has ended", fix="see what it said") from error


def _is_lost_peer(error: RuntimeError) -> bool:
    # gloo raises a plain RuntimeError that names its own source file.
    return isinstance(error, distributed.DistError) or "gloo" in str(error) or "onnection" in str(error)
