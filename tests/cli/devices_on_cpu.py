"""`t2s` with FSDP and DeepSpeed let in where there is no GPU, which accelerate refuses: gloo carries them, the rest is what GPUs run.

Run by test_devices.py, one process a device.
"""

import sys

import torch
import transformers
from accelerate.state import AcceleratorState, PartialState
from accelerate.utils import DistributedType, FullyShardedDataParallelPlugin

from text2sql.cli import main
from text2sql.models import team

_create = transformers.Trainer.create_accelerator_and_postprocess
_backend = PartialState._prepare_backend


def create(self: transformers.Trainer) -> None:
    _create(self)
    if self.args.fsdp:
        AcceleratorState._shared_state["fsdp_plugin"] = FullyShardedDataParallelPlugin(**self.args.fsdp_plugin_args)
        for state in (AcceleratorState, PartialState):
            state._shared_state["distributed_type"] = DistributedType.FSDP
        self.is_fsdp_enabled = True


def backend(self: PartialState, cpu: bool, sagemaker: bool, wanted: str | None = None) -> tuple[str, DistributedType]:
    # Any kind that is no CPU will do; DeepSpeed puts its own in its place.
    return _backend(self, cpu, sagemaker, wanted) if cpu else ("gloo", DistributedType.MULTI_HPU)


if __name__ == "__main__":
    transformers.Trainer.create_accelerator_and_postprocess = create
    PartialState._prepare_backend = backend
    PartialState.set_device = lambda self: setattr(self, "device", torch.device("cpu"))
    team.has_gpus = lambda: True
    sys.exit(main())
