"""Option files: what they set, and that every mistake in them is named at once."""

from pathlib import Path

import pytest

from text2sql.config import Method, Schedule, TrainConfig, config_from_mapping, read_mapping
from text2sql.errors import T2SError


def read_config(path: Path) -> TrainConfig:
    return config_from_mapping(read_mapping(path), TrainConfig, where=str(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", 'method = "sft"\nepochs = 2\nlora_targets = ["q_proj", "v_proj"]\n'),
        ("a.yaml", "method: sft\nepochs: 2\nlora_targets: [q_proj, v_proj]\n"),
        ("a.yml", "\ufeffmethod: sft\nepochs: 2\nlora_targets: [q_proj, v_proj]\n"),
    ],
)
def test_toml_and_yaml_set_the_same_options_and_leave_the_rest(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_config(path) == TrainConfig(method=Method.SFT, epochs=2.0, lora_targets=("q_proj", "v_proj"))


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    for name in ("a.toml", "a.yaml"):
        (tmp_path / name).write_text("")
        assert read_config(tmp_path / name) == TrainConfig()


def test_all_unknown_keys_and_wrong_values_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('epoch = 2\nrank = 8\nbatch_size = "many"\nschedule = "steep"\n')
    with pytest.raises(T2SError) as caught:
        read_config(path)
    for word in ("'epoch'", "'rank'", "batch_size", "schedule", str(path), "lora_rank"):
        assert word in str(caught.value)


def test_unknown_options_wrong_types_and_impossible_values_are_named_in_one_message() -> None:
    value = {"epoch": 2, "seed": "x", "lora_targets": [1], "batch_size": -1, "warmup": -0.5}
    with pytest.raises(T2SError) as caught:
        config_from_mapping(value, TrainConfig, where="x")
    for word in ("'epoch'", "seed: Input", "lora_targets.0: Input", "batch_size must be above 0", "warmup must be"):
        assert word in caught.value.what
    assert len(caught.value.what.splitlines()) == 5


def test_values_out_of_range_are_named_at_once() -> None:
    with pytest.raises(T2SError) as caught:
        config_from_mapping({"epochs": 0, "warmup": -0.5, "weight_decay": -1}, TrainConfig, where="x")
    for word in ("epochs", "warmup", "weight_decay"):
        assert word in str(caught.value)
    assert config_from_mapping({"schedule": "linear"}, TrainConfig, where="x").schedule is Schedule.LINEAR


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.toml", "a = = 1", "not TOML"),
        ("a.yaml", "a: [", "not YAML"),
        ("a.yaml", "- 1", "not a table"),
        ("a.json", "{}", "neither TOML nor YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(T2SError, match=message):
        read_config(tmp_path / name)
    with pytest.raises(T2SError, match="no such file"):
        read_config(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("key", "meant"), [("learning-rate", "learning_rate"), ("epoch", "epochs"), ("lora_rnak", "lora_rank")]
)
def test_a_misspelt_option_is_met_with_the_right_one(key: str, meant: str) -> None:
    with pytest.raises(T2SError, match=f"unknown option '{key}': did you mean {meant}?"):
        config_from_mapping({key: 1}, TrainConfig, where="x.toml")


def test_an_option_like_no_other_gets_no_suggestion() -> None:
    with pytest.raises(T2SError) as raised:
        config_from_mapping({"zzz": 1}, TrainConfig, where="x.toml")
    assert "did you mean" not in str(raised.value)
