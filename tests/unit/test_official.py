"""The YAML files of ChatGLM3's and GLM-4's fine-tuning demos: what they set, and what they may not."""

import pytest
import yaml

from text2sql.config import Method, Schedule
from text2sql.errors import T2SError
from text2sql.official import is_official, read_official, shape_notes

COMMON = """
data_config:
  train_file: train.json
  val_file: dev.json
  test_file: dev.json
  num_proc: 16
max_input_length: 256
max_output_length: 512
training_args:
  output_dir: ./output
  max_steps: 3000
  learning_rate: 5e-5
  per_device_train_batch_size: 4
  dataloader_num_workers: 16
  remove_unused_columns: false
  save_strategy: steps
  save_steps: 500
  log_level: info
  logging_strategy: steps
  logging_steps: 10
  per_device_eval_batch_size: 16
  evaluation_strategy: steps
  eval_steps: 500
  predict_with_generate: true
  generation_config:
    max_new_tokens: 512
  use_cpu: false
"""
LORA = (
    COMMON + "peft_config:\n  peft_type: LORA\n  task_type: CAUSAL_LM\n  r: 8\n  lora_alpha: 32\n  lora_dropout: 0.1\n"
)
PTUNING = COMMON + "peft_config:\n  peft_type: PREFIX_TUNING\n  task_type: CAUSAL_LM\n  num_virtual_tokens: 128\n"


def test_lora() -> None:
    value = yaml.safe_load(LORA)
    assert is_official(value)
    config, files, notes, _ = read_official(value, where="lora.yaml")
    assert (config.method, config.lora_rank, config.lora_alpha, config.lora_dropout) == (Method.LORA, 8, 32.0, 0.1)
    assert config.lora_targets == ("query_key_value",)
    assert (config.max_steps, config.batch_size, config.learning_rate, config.eval_steps) == (3000, 4, 5e-5, 500)
    assert config.max_length == 256 + 512 + 1
    assert (config.schedule, config.warmup) == (Schedule.LINEAR, 0.0)
    assert files == {"train": "train.json", "dev": "dev.json", "test": "dev.json"}
    assert any("--out" in note for note in notes)


def test_ptuning_v2() -> None:
    config = read_official(yaml.safe_load(PTUNING), where="x").config
    assert (config.method, config.virtual_tokens, config.prefix_projection) == (Method.PTUNING_V2, 128, False)
    assert config.lora_rank is None


def test_the_shape_of_a_prefix_is_told_where_the_base_has_another() -> None:
    value = yaml.safe_load(PTUNING)
    value["peft_config"] |= {
        "num_attention_heads": 2, "token_dim": 256, "num_layers": None, "encoder_hidden_size": 8,
    }  # fmt: skip
    found = read_official(value, where="ptuning_v2.yaml")
    assert not any("token_dim" in note for note in found.notes)
    held = {"num_layers": 28, "num_attention_heads": 2, "token_dim": 256}
    assert shape_notes(found.shape, held) == ()
    told = ("token_dim has no effect: the base's is 128", "encoder_hidden_size has no effect: the base's is 4")
    assert shape_notes(found.shape, held | {"token_dim": 128, "encoder_hidden_size": 4}) == told


def test_without_a_peft_section_all_weights_are_trained() -> None:
    found = read_official(yaml.safe_load(COMMON) | {"combine": True, "freezeV": True}, where="sft.yaml")
    assert found.config.method is Method.SFT
    assert any("freezeV" in note for note in found.notes)


@pytest.mark.parametrize(("named", "taken"), [("ds_zero_3.json", "ds_zero_3.json"), ("", None), (None, None)])
def test_a_deepspeed_file_is_taken_by_several_devices_and_told_by_one(named: str | None, taken: str | None) -> None:
    value = {"training_args": {"deepspeed": named, "per_device_train_batch_size": 3}}
    several = read_official(value, where="sft.yaml", devices=2)
    assert (several.config.deepspeed, several.config.batch_size, several.notes) == (taken, 6, ())
    one = read_official(value, where="sft.yaml")
    assert (one.config.deepspeed, one.config.batch_size) == (None, 3)
    assert [note.partition(" has")[0] for note in one.notes] == ["deepspeed"] * bool(named)


def test_what_the_file_leaves_out_is_what_transformers_would_take() -> None:
    config = read_official({"training_args": {"num_train_epochs": 2, "max_steps": -1}}, where="x").config
    assert (config.learning_rate, config.batch_size, config.epochs, config.max_steps) == (5e-5, 8, 2.0, None)


def test_unknown_keys_are_named_all_at_once() -> None:
    value = yaml.safe_load(LORA)
    value["max_len"] = 3
    value["training_args"]["learning_rat"] = 1
    value["peft_config"]["rank"] = 4
    value["data_config"]["trian_file"] = "x"
    with pytest.raises(T2SError) as caught:
        read_official(value, where="lora.yaml")
    for word in ("'max_len'", "training_args.learning_rat", "peft_config.rank", "data_config.trian_file", "lora.yaml"):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({"peft_config": {"peft_type": "IA3"}}, "IA3"),
        ({"training_args": [1]}, "training_args is no table"),
        ({"training_args": {"max_steps": "many"}}, "max_steps"),
        ({"training_args": {}, "max_input_length": "long"}, "max_input_length and max_output_length: Input"),
        (
            {"training_args": {"lr_scheduler_type": "steep"}},
            "training_args.lr_scheduler_type: Input should be 'cosine'",
        ),
        ({"training_args": {"warmup_ratio": -1}}, "training_args.warmup_ratio must be at least 0"),
        ({"training_args": {"per_device_train_batch_size": -1}}, "training_args.per_device_train_batch_size must be"),
        ({"peft_config": {"peft_type": "LORA", "r": 0}}, "peft_config.r must be above 0, not 0"),
        ({"training_args": {"deepspeed": {"zero_optimization": {}}}}, "deepspeed"),
        (yaml.safe_load(PTUNING) | {"training_args": {"deepspeed": "x.json"}}, "spread lora and sft, not ptuning-v2"),
    ],
)
def test_impossible_values_are_named(value: dict[str, object], word: str) -> None:
    with pytest.raises(T2SError, match=word):
        read_official(value, where="x", devices=2)


def test_unknown_keys_wrong_types_and_impossible_values_are_named_in_one_message() -> None:
    value = yaml.safe_load(LORA) | {"max_len": 3}
    value["training_args"] |= {"max_steps": "many", "per_device_train_batch_size": -1}
    value["peft_config"]["lora_dropout"] = 2
    with pytest.raises(T2SError) as caught:
        read_official(value, where="lora.yaml")
    for word in (
        "'max_len'",
        "training_args.max_steps: Input",
        "per_device_train_batch_size must",
        "peft_config.lora_dropout",
    ):
        assert word in caught.value.what
    assert len(caught.value.what.splitlines()) == 4


@pytest.mark.parametrize("name", ["constant", "constant_with_warmup", "polynomial", "cosine_with_restarts"])
def test_transformers_schedules_go_through(name: str) -> None:
    assert read_official({"training_args": {"lr_scheduler_type": name}}, where="x").config.schedule == name


def test_different_rhythms_of_saving_and_evaluating_are_told() -> None:
    notes = read_official({"training_args": {"eval_steps": 5, "save_steps": 10}}, where="x").notes
    assert any("every 5 steps alike" in note for note in notes)


@pytest.mark.parametrize("value", [{"method": "lora"}, {}, [1], None])
def test_files_of_ones_own_are_not_taken_for_one(value: object) -> None:
    assert not is_official(value)


@pytest.mark.parametrize(
    ("section", "setting", "value", "same"),
    [
        ("training_args", "adam_beta1", 0.8, 0.9),
        ("training_args", "adam_beta2", 0.95, 0.999),
        ("training_args", "adam_epsilon", "1e-6", "1e-8"),  # YAML 1.1 takes neither for a number
        ("training_args", "evaluation_strategy", "no", "steps"),
        ("training_args", "evaluation_strategy", False, "epoch"),  # an unquoted no
        ("training_args", "eval_strategy", "no", "steps"),
        ("training_args", "optim", "adafactor", "adamw_torch"),
        ("training_args", "fp16", True, False),
        ("training_args", "use_cpu", True, False),
        ("peft_config", "bias", "lora_only", "none"),
        ("peft_config", "num_transformer_submodules", 2, 1),
        (None, "combine", True, False),
        (None, "freezeV", True, False),
    ],
)
def test_a_setting_that_does_nothing_is_told_unless_it_says_what_happens_anyway(
    section: str | None, setting: str, value: object, same: object
) -> None:
    def notes(**settings: object) -> tuple[str, ...]:
        content: dict[str, dict[str, object]] = {"training_args": {}, "peft_config": {"peft_type": "LORA"}}
        return read_official(
            content | {section: content[section] | settings} if section else content | settings, where="x"
        ).notes

    assert [note.partition(" has no effect")[0] for note in notes(**{setting: value})] == [setting]
    assert notes(**{setting: same}) == notes() == ()


@pytest.mark.parametrize("order", [("warmup_ratio", "warmup_steps"), ("warmup_steps", "warmup_ratio")])
@pytest.mark.parametrize(
    ("ratio", "steps", "warmup"), [(0.1, 0, 0.1), (0.1, 20, 20.0), (0.0, 20, 20.0), (0, 0, 0.0), (0.1, None, 0.1)]
)
def test_warm_up_steps_go_before_their_share_in_whatever_order_they_stand(
    order: tuple[str, str], ratio: float, steps: int | None, warmup: float
) -> None:
    values = {"warmup_ratio": ratio, "warmup_steps": steps}
    assert read_official({"training_args": {key: values[key] for key in order}}, where="x").config.warmup == warmup


def test_an_evaluation_after_every_epoch_makes_the_steps_between_two_count_for_nothing() -> None:
    steps = {"eval_steps": 5, "save_steps": 5}
    by_epoch = read_official({"training_args": steps | {"evaluation_strategy": "epoch"}}, where="x")
    assert by_epoch.config.eval_steps is None
    assert by_epoch.notes == ("saved after every epoch, as it is evaluated",)
    by_steps = read_official({"training_args": steps | {"evaluation_strategy": "steps"}}, where="x")
    assert by_steps.config.eval_steps == 5
    assert by_steps.notes == ()
