"""The YAML files of ChatGLM3's and GLM-4's own fine-tuning demos, taken as they are.

What they set is what happens here, under this project's names; what has no meaning here is told, and what nobody knows is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from text2sql.config import Method, TrainConfig, config_and_problems
from text2sql.errors import T2SError, listed

# What transformers' training arguments are where the file is silent, by this project's names.
_DEFAULTS: dict[str, Any] = {
    "learning_rate": 5e-5,
    "batch_size": 8,
    "schedule": "linear",
    "warmup": 0.0,
}
_TRAINING = {
    "max_steps": "max_steps",
    "num_train_epochs": "epochs",
    "per_device_train_batch_size": "batch_size",
    "gradient_accumulation_steps": "gradient_accumulation",
    "learning_rate": "learning_rate",
    "lr_scheduler_type": "schedule",
    "weight_decay": "weight_decay",
    "max_grad_norm": "max_grad_norm",
    "gradient_checkpointing": "gradient_checkpointing",
    "deepspeed": "deepspeed",
    "seed": "seed",
}
# By transformers' rules: a number of warm-up steps goes before a share of them.
_EITHER = {"eval_steps": ("eval_steps", "save_steps"), "warmup": ("warmup_steps", "warmup_ratio")}
# Known, and without effect here, or taken account of below; grouped as the files have them.
_IDLE = frozenset(
    """warmup_steps warmup_ratio eval_steps save_steps output_dir overwrite_output_dir do_train do_eval run_name report_to push_to_hub
    dataloader_num_workers dataloader_pin_memory remove_unused_columns group_by_length label_names
    save_strategy save_total_limit save_safetensors save_only_model
    log_level logging_strategy logging_steps logging_dir logging_first_step disable_tqdm
    per_device_eval_batch_size evaluation_strategy eval_strategy eval_accumulation_steps eval_delay
    predict_with_generate generation_config generation_max_length generation_num_beams
    load_best_model_at_end metric_for_best_model greater_is_better
    optim adam_beta1 adam_beta2 adam_epsilon fp16 bf16 tf32 use_cpu no_cuda torch_compile
    ddp_find_unused_parameters ddp_backend ddp_timeout local_rank debug full_determinism data_seed
    auto_find_batch_size include_for_metrics gradient_checkpointing_kwargs""".split()
)
# Of these a user would like to hear that they do nothing, unless they say what happens anyway: those values, and why the others do
# not count.
_TOLD: dict[str, tuple[tuple[Any, ...], str]] = {
    "adam_beta1": ((0.9,), "it is 0.9"),
    "adam_beta2": ((0.999,), "it is 0.999"),
    "adam_epsilon": ((1e-8,), "it is 1e-8"),
    "bias": (("none",), "no biases are trained"),
    "combine": ((False,), "the answers of all turns are trained, not the last one alone"),
    "evaluation_strategy": (("steps", "epoch"), "the dev examples, if there are any, choose the weights"),
    "eval_strategy": (("steps", "epoch"), "the dev examples, if there are any, choose the weights"),
    "fp16": ((False,), "a GPU trains in bfloat16, a CPU in float32"),
    "freezeV": ((False,), "there is no image part"),
    "num_transformer_submodules": ((1, None), "a causal model has one"),
    "optim": (("adamw_torch", "adamw_torch_fused", "adamw_hf"), "AdamW"),
    "output_dir": ((), "the run's folder is --out"),
    "use_cpu": ((False,), "a GPU is used where there is one; hide it with CUDA_VISIBLE_DEVICES="),
}
_LORA = {
    "r": "lora_rank",
    "lora_alpha": "lora_alpha",
    "lora_dropout": "lora_dropout",
    "target_modules": "lora_targets",
    "use_dora": "dora",
    "use_rslora": "rslora",
}
_VIRTUAL = {"num_virtual_tokens": "virtual_tokens", "prefix_projection": "prefix_projection"}
_PEFT = {
    "LORA": (Method.LORA, _LORA),
    "PREFIX_TUNING": (Method.PTUNING_V2, _VIRTUAL),
    "PROMPT_TUNING": (Method.PROMPT, _VIRTUAL),
}
# The shape of a prefix, which peft may be told and which follows from the base.
_SHAPE = ("num_layers", "num_attention_heads", "token_dim", "encoder_hidden_size")
_PEFT_IDLE = frozenset("peft_type task_type inference_mode bias num_transformer_submodules".split()) | {*_SHAPE}
_TOP = frozenset(
    "data_config max_input_length max_output_length training_args peft_config combine freezeV swanlab".split()
)
_FILES = {"train_file": "train", "val_file": "dev", "test_file": "test"}


class Official(NamedTuple):
    """What a file of the demos says.

    Attributes:
        config: of the training; its DeepSpeed file as it is named there.
        files: names of the data files by split, relative to the data folder.
        notes: settings without effect here, a line each.
        shape: of the prefix, as far as it is told.
    """

    config: TrainConfig
    files: Mapping[str, str]
    notes: tuple[str, ...]
    shape: Mapping[str, Any]


def is_official(value: Any) -> bool:
    """Whether the content of a YAML file is one of the demos'."""
    return isinstance(value, dict) and bool({"training_args", "data_config", "peft_config"} & value.keys())


def read_official(value: Mapping[str, Any], *, where: str, devices: int = 1) -> Official:
    """What the content of such a file means here.

    Args:
        value: the content.
        where: what a message calls the file.
        devices: that train together; the file's batch size is that of one.

    Raises:
        T2SError: naming all unknown keys and impossible values at once.
    """
    problems = [f"unknown key {key!r}" for key in value if key not in _TOP]
    training, peft, data = (_section(value, name, problems) for name in ("training_args", "peft_config", "data_config"))
    chosen = dict(_DEFAULTS)
    # Where each option comes from.
    keys_of = {"max_length": "max_input_length and max_output_length"}
    for key, each in training.items():
        if key in _TRAINING:
            chosen[_TRAINING[key]] = each
            keys_of[_TRAINING[key]] = f"training_args.{key}"
        elif key not in _IDLE:
            problems.append(f"unknown key training_args.{key}")
    notes = _notes({**value, **training, **peft})
    # An empty one is none.
    chosen["deepspeed"] = chosen.get("deepspeed") or None
    if chosen["deepspeed"] and devices == 1:
        chosen["deepspeed"] = None
        notes.append("deepspeed has no effect: one device trains, and nothing is spread")
    if chosen.get("max_steps") == -1:
        chosen["max_steps"] = None
    if chosen.get("max_steps") and "num_train_epochs" not in training:
        # There a number of steps stands for as many passes as it takes.
        chosen["epochs"] = 1e9
    # Of two keys for one thing the first counts that says something, in whatever order they stand.
    for option, keys in _EITHER.items():
        if said := [key for key in keys if training.get(key)]:
            chosen[option] = training[said[0]]
            keys_of[option] = f"training_args.{said[0]}"
    if _evaluates_by_epoch(training):
        chosen.pop("eval_steps", None)
    # The demos cut here; an example that is longer is refused instead.
    if lengths := [value[name] for name in ("max_input_length", "max_output_length") if name in value]:
        chosen["max_length"] = sum(lengths) + 1 if all(isinstance(each, int) for each in lengths) else lengths
    method, names = _PEFT.get(str(peft.get("peft_type", "LORA")), (None, {})) if peft else (Method.SFT, {})
    if method is None:
        problems.append(f"peft_config.peft_type {peft['peft_type']!r} is none of {', '.join(_PEFT)}")
    else:
        chosen["method"] = method
        if method is Method.LORA:
            # What peft adapts of a ChatGLM model that names no layers.
            chosen |= {"lora_rank": 8, "lora_alpha": 8, "lora_targets": ("query_key_value",)}
        for key, each in peft.items():
            if key in names:
                layers = (each,) if key == "target_modules" and isinstance(each, str) else each
                chosen[names[key]] = tuple(layers) if isinstance(layers, list) else layers
                keys_of[names[key]] = f"peft_config.{key}"
            elif key not in _PEFT_IDLE:
                problems.append(f"unknown key peft_config.{key}")
    problems += [f"unknown key data_config.{key}" for key in data if key not in (*_FILES, "num_proc")]
    config, impossible = config_and_problems(chosen, TrainConfig)
    problems += [re.sub(r"^\w+", lambda option: keys_of.get(option[0], option[0]), each) for each in impossible]
    if config is None or problems:
        raise T2SError(listed(problems), where=where, fix="take them out, or mend them")
    return Official(
        config=replace(config, batch_size=config.batch_size * devices),
        files={split: str(data[name]) for name, split in _FILES.items() if data.get(name)},
        notes=tuple(notes),
        shape={key: peft[key] for key in _SHAPE if peft.get(key) is not None},
    )


def shape_notes(said: Mapping[str, Any], held: Mapping[str, Any]) -> tuple[str, ...]:
    """What a file says of a prefix's shape that is not the one it has.

    >>> shape_notes({"token_dim": 256, "num_layers": 40}, {"token_dim": 256, "num_layers": 28})
    ("num_layers has no effect: the base's is 28",)
    """
    return tuple(
        f"{key} has no effect: the base's is {held[key]}"
        for key, each in said.items()
        if key in held and each != held[key]
    )


def _section(value: Mapping[str, Any], name: str, problems: list[str]) -> Mapping[str, Any]:
    section = value.get(name) or {}
    if not isinstance(section, dict):
        problems.append(f"{name} is no table of keys")
        return {}
    return section


def _notes(settings: Mapping[str, Any]) -> list[str]:
    told = [
        f"{key} has no effect: {why}"
        for key, (same, why) in _TOLD.items()
        if key in settings and not any(_equal(settings[key], each) for each in same)
    ]
    steps = [settings[key] for key in _EITHER["eval_steps"] if key in settings]
    if _evaluates_by_epoch(settings):
        if "save_steps" in settings:
            told.append("saved after every epoch, as it is evaluated")
    elif len(set(steps)) > 1:
        told.append(f"evaluated and saved every {settings.get('eval_steps')} steps alike")
    return told


def _evaluates_by_epoch(training: Mapping[str, Any]) -> bool:
    return "epoch" in (training.get("eval_strategy"), training.get("evaluation_strategy"))


def _equal(value: Any, other: Any) -> bool:
    """Whether two settings say the same; YAML reads 1e-8 as a text.

    >>> _equal("1e-8", 1e-8), _equal(False, "no"), _equal("none", "none")
    (True, False, True)
    """
    if isinstance(other, float):
        try:
            return float(value) == other
        except (TypeError, ValueError):
            return False
    return bool(value == other)
