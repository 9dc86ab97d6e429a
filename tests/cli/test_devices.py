"""Training on several devices: two processes end where one does, however they are started and whatever is spread over them."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
from safetensors.torch import load_file

from text2sql.cli import main
from text2sql.dataset import Dataset
from text2sql.launch import launch
from text2sql.models.states import find_states
from text2sql.run import read_run

ON_CPU = Path(__file__).with_name("devices_on_cpu.py")
RECIPES = Path(__file__).parents[2] / "recipes"
ZERO = {
    "train_batch_size": "auto",
    "train_micro_batch_size_per_gpu": "auto",
    "gradient_accumulation_steps": "auto",
    "gradient_clipping": "auto",
    "zero_allow_untested_optimizer": True,
}
with_deepspeed = pytest.mark.skipif(importlib.util.find_spec("deepspeed") is None, reason="deepspeed is not installed")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_students: Callable[..., Dataset]) -> Path:
    """A folder with one data set, and the current one. Nine examples in batches of four leave one for the last."""
    monkeypatch.chdir(tmp_path)
    write_students(train=9, dev=3)
    return tmp_path


def options(base: Path, out: str, **changed: Any) -> list[str]:
    config = {
        "base": str(base),
        "epochs": 2,
        "batch_size": 4,
        "lora_rank": 4,
        "learning_rate": 1e-2,
        "eval_questions": 2,
    }
    file = Path(f"{out}.yaml")
    file.write_text(json.dumps(config | changed), encoding="utf-8")
    return ["finetune", "--config", str(file), "--out", out]


def by_t2s(arguments: Sequence[str]) -> int:
    return subprocess.run([sys.executable, "-m", "text2sql.cli", *arguments, "--devices", "2"]).returncode


def by_torchrun(arguments: Sequence[str]) -> int:
    starter = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "text2sql.cli"]
    return subprocess.run([sys.executable, *starter, *arguments]).returncode


def by_accelerate(arguments: Sequence[str]) -> int:
    starter = ["-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2", "--main_process_port", "0"]
    return subprocess.run([sys.executable, *starter, "--module", "text2sql.cli", *arguments]).returncode


def spread(arguments: Sequence[str]) -> int:
    return launch([sys.executable, str(ON_CPU), *arguments], 2)


def write_zero(stage: int) -> None:
    zero = {"stage": stage, "overlap_comm": False} | (
        {"stage3_gather_16bit_weights_on_model_save": True} if stage == 3 else {}
    )
    Path("zero.json").write_text(json.dumps(ZERO | {"zero_optimization": zero}), encoding="utf-8")


def history(run: str, *measured: str) -> list[dict[str, float]]:
    """What was measured, in order."""
    latest = max(Path(run, "checkpoints").glob("checkpoint-*"), key=lambda each: int(each.name.rpartition("-")[2]))
    logged = json.loads((latest / "trainer_state.json").read_text(encoding="utf-8"))["log_history"]
    return [{key: each[key] for key in each if key in measured} for each in logged]


def assert_equal_runs(one: str, other: str, *measured: str) -> None:
    measured = measured or ("loss_before", "loss", "eval_loss")
    assert history(one, *measured) == [pytest.approx(each, abs=1e-5) for each in history(other, *measured)]
    first, second = (read_run(Path(each)).result for each in (one, other))
    assert first is not None
    assert second is not None
    assert (first.steps, first.parameters, first.dev_accuracy) == (second.steps, second.parameters, second.dev_accuracy)
    assert first.loss_after == pytest.approx(second.loss_after, abs=1e-5)
    assert first.loss_after < first.loss_before - 0.01
    weights = [load_file(next(Path(each, "adapter").glob("*.safetensors"))) for each in (one, other)]
    assert weights[0].keys() == weights[1].keys()
    # AdamW's first steps have the size of the learning rate whatever the gradient's: rounding may turn those of tiny ones about.
    assert all((weights[0][name] - weights[1][name]).abs().max() < 5e-3 for name in weights[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "changed"),
    [
        pytest.param(by_t2s, {"method": "lora"}, id="lora, t2s"),
        pytest.param(by_torchrun, {"method": "sft", "gradient_accumulation": 2}, id="sft, torchrun"),
        pytest.param(
            by_accelerate, {"method": "prompt", "virtual_tokens": 4, "learning_rate": 0.3}, id="prompt, accelerate"
        ),
        pytest.param(spread, {"method": "lora", "fsdp": True}, id="lora, fsdp"),
    ],
)
def test_two_processes_end_where_one_does(
    workspace: Path, tiny_base: Path, start: Any, changed: dict[str, Any]
) -> None:
    alone = {key: value for key, value in changed.items() if key != "fsdp"}
    assert main(options(tiny_base, "one", **alone)) == 0
    assert start(options(tiny_base, "two", **changed)) == 0
    assert_equal_runs("one", "two")


@pytest.mark.slow
def test_a_process_without_an_example_runs_along_from_the_first_step_on(
    workspace: Path, tiny_base: Path, write_students: Callable[..., Dataset]
) -> None:
    write_students(train=1, dev=1)
    assert main(options(tiny_base, "one", method="sft", epochs=3)) == 0
    assert spread(options(tiny_base, "two", method="sft", epochs=3, fsdp=True)) == 0
    assert_equal_runs("one", "two")


@pytest.mark.slow
@with_deepspeed
@pytest.mark.parametrize("method", ["lora", "sft"])
@pytest.mark.parametrize("stage", [2, 3])
def test_with_deepspeed_too(
    workspace: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch, method: str, stage: int
) -> None:
    monkeypatch.setenv("DS_ACCELERATOR", "cpu")
    write_zero(stage)
    assert main(options(tiny_base, "one", method=method)) == 0
    assert spread(options(tiny_base, "two", method=method, deepspeed="zero.json")) == 0
    assert_equal_runs("one", "two")


@pytest.mark.slow
@with_deepspeed
@pytest.mark.parametrize("method", ["lora", "sft"])
@pytest.mark.parametrize("stage", [2, 3])
def test_with_deepspeed_a_resumed_run_ends_where_a_straight_one_does_too(
    workspace: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch, method: str, stage: int
) -> None:
    monkeypatch.setenv("DS_ACCELERATOR", "cpu")
    write_zero(stage)
    assert_resumed_ends_as_straight(tiny_base, method=method, deepspeed="zero.json")


@pytest.mark.slow
def test_a_resumed_run_of_two_ends_where_a_straight_one_does(workspace: Path, tiny_base: Path) -> None:
    # What FSDP has to put together again; without it a state is that of one device.
    assert_resumed_ends_as_straight(tiny_base, method="sft", fsdp=True, gradient_checkpointing=True)


def assert_resumed_ends_as_straight(base: Path, *, method: str, **changed: Any) -> None:
    assert main(options(base, "one", method=method)) == 0
    # Whole but for its end: as if it had been stopped after the first epoch.
    assert spread(options(base, "two", method=method, **changed)) == 0
    record = json.loads(Path("two/run.json").read_text(encoding="utf-8"))
    Path("two/run.json").write_text(json.dumps(record | {"result": None}), encoding="utf-8")
    for file in sorted(Path("two/checkpoints/checkpoint-6").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    Path("two/checkpoints/checkpoint-6").rmdir()
    assert spread(["finetune", "--resume", "two"]) == 0
    # The logged loss is a mean over the steps since the last log, of which the resumed run has made fewer.
    assert_equal_runs("one", "two", "loss_before", "eval_loss")


@pytest.mark.slow
def test_when_the_launcher_is_killed_both_stop_with_a_checkpoint(workspace: Path, tiny_base: Path) -> None:
    start = [sys.executable, "-m", "text2sql.cli", *options(tiny_base, "two", epochs=1000), "--devices", "2"]
    launcher = subprocess.Popen(start)
    assert within(120, lambda: find_states(Path("two/checkpoints")).newest is not None)
    processes = psutil.Process(launcher.pid).children()
    assert len(processes) == 2
    launcher.kill()
    launcher.wait()
    assert within(60, lambda: not any(map(is_running, processes)))
    states = find_states(Path("two/checkpoints"))
    assert states.newest is not None
    assert states.broken == ()


def is_running(process: psutil.Process) -> bool:
    """An ended one may stay in the table for want of a parent."""
    return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE


def within(seconds: float, claim: Callable[[], bool]) -> bool:
    """Whether it comes true in so long."""
    deadline = time.monotonic() + seconds
    while not (found := claim()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def test_a_mistake_is_told_once(workspace: Path, tiny_base: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert by_t2s(options(tiny_base, "two", batch_size=1)) == 1
    err = capfd.readouterr().err
    assert err.count("batch_size 1 cannot be shared by 2 devices") == 1
    assert "Traceback" not in err


@pytest.mark.slow
def test_a_file_of_the_users_is_not_taken_for_a_module(workspace: Path, tiny_base: Path) -> None:
    Path("random.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    # As an installed t2s starts, without the current folder on its path.
    start = [sys.executable, "-P", "-m", "text2sql.cli", *options(tiny_base, "two", epochs=1), "--devices", "2"]
    assert subprocess.run(start).returncode == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"fsdp": True}, "fsdp spreads a model over GPUs, and there is none here"),
        ({"fsdp": True, "method": "ptuning-v2"}, "fsdp and deepspeed spread lora and sft, not ptuning-v2"),
        ({"fsdp": True, "deepspeed": "zero.json"}, "cannot both be set"),
        ({"deepspeed": "nowhere.json"}, "spread a model over devices, and this is one"),
    ],
)
def test_what_cannot_be_spread_is_refused(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], message: str
) -> None:
    assert main(options(tiny_base, "run", **changed)) == 1
    assert message in capsys.readouterr().err
    assert not Path("run").exists()


def test_a_deepspeed_file_that_is_not_there_is_named(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = options(tiny_base, "run", deepspeed="nowhere.json")
    assert main([*arguments, "--dry-run", "--devices", "2"]) == 1
    assert capsys.readouterr().err == "error: nowhere.json: no such DeepSpeed configuration; check the path\n"


@pytest.mark.parametrize("content", ["", "[]", '{"zero_optimization": 3}'])
def test_a_file_that_is_no_deepspeed_configuration_is_named(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    Path("zero.json").write_text(content, encoding="utf-8")
    assert main([*options(tiny_base, "run", deepspeed="zero.json"), "--dry-run", "--devices", "2"]) == 1
    assert "error: zero.json: no DeepSpeed configuration" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "folder"),
    [
        pytest.param("zero.json", "demo/configs", id="beside the YAML"),
        pytest.param("configs/zero.json", "demo/configs", id="from the folder above"),
        pytest.param("nowhere.json", None, id="nowhere"),
    ],
)
@pytest.mark.parametrize("start", [".", "demo", "demo/configs"])
def test_the_deepspeed_file_of_a_demo_is_found_from_any_folder(
    workspace: Path,
    tiny_base: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    named: str,
    folder: str | None,
    start: str,
) -> None:
    Path("demo/configs").mkdir(parents=True)
    # Told by its mistake, which only who reads it can tell.
    Path("demo/configs/zero.json").write_text('{"zero_optimization": 3}', encoding="utf-8")
    Path("demo/configs/sft.yaml").write_text(f"training_args: {{deepspeed: {named}}}", encoding="utf-8")
    monkeypatch.chdir(start)
    file = os.path.relpath(workspace / "demo/configs/sft.yaml")
    data = ["--data", str(workspace / "datasets/students"), "--base", str(tiny_base)]
    assert main(["finetune", "--config", file, *data, "--dry-run", "--devices", "2"]) == 1
    message = "no table of options" if folder else "nowhere.json: no such DeepSpeed configuration"
    assert message in capsys.readouterr().err


def test_a_stage_3_that_cannot_be_saved_is_refused(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("text2sql.models.zero.importlib.util.find_spec", lambda name: object())
    Path("zero.json").write_text('{"zero_optimization": {"stage": 3}}', encoding="utf-8")
    assert main([*options(tiny_base, "run", deepspeed="zero.json"), "--dry-run", "--devices", "2"]) == 1
    assert "stage3_gather_16bit_weights_on_model_save" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("recipe", sorted(each.name for each in RECIPES.glob("chatglm3-*.toml")))
def test_a_recipe_for_chatglm3_is_rehearsed_on_a_tiny_one_of_its_layout(
    workspace: Path, tiny_base: Path, capfd: pytest.CaptureFixture[str], recipe: str
) -> None:
    if "qlora" in recipe:
        pytest.importorskip("bitsandbytes")
    assert main(["models", "convert", str(tiny_base), "--layout", "original", "--out", "tiny-chatglm3"]) == 0
    start = spread if "gpu" in recipe else main
    assert start(["finetune", "--config", str(RECIPES / recipe), "--base", "tiny-chatglm3", "--rehearse"]) == 0
    out, err = capfd.readouterr()
    assert "rehearsed" in out
    assert "resumed, made a second step" in err
