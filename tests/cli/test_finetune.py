"""`t2s finetune` as a user calls it: the whole way on a tiny base, and the commonest mistakes."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import text2sql
from text2sql.cli import main
from text2sql.dataset import Dataset, read_dataset, write_dataset
from text2sql.prompt import PromptFormat
from text2sql.run import read_run
from text2sql.splitfiles import FileFormat


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_students: Callable[..., Dataset]) -> Path:
    """A folder with one data set, and the current one."""
    monkeypatch.chdir(tmp_path)
    write_students(train=12, dev=4)
    return tmp_path


def test_without_further_options_the_latest_data_set_is_taken_and_the_next_command_named(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["finetune", "--base", str(tiny_base), "--epochs", "2", "--batch-size", "4"]) == 0
    out, err = capsys.readouterr()
    (folder,) = (workspace / "runs").iterdir()
    run = read_run(folder)
    assert run.result is not None
    assert run.result.steps == 6
    assert run.schemas == tuple(read_dataset("datasets/students").schemas.values())
    assert run.dataset == str(workspace.resolve() / "datasets" / "students"), "not to be found from another folder"
    assert (run.adapter / "adapter_model.safetensors").is_file()
    for word in ("datasets/students", "12 training, 4 dev", str(tiny_base), "lora", "step 6/6", "examples/s"):
        assert word in err
    assert "next    t2s eval" in out
    assert f"loss    {run.result.loss_before:.3f} → {run.result.loss_after:.3f}" in out
    assert folder.name in out
    # Nothing but our own lines: no chatter of the libraries.
    assert "Warning" not in err
    assert "it/s" not in err


def test_json_prints_the_resolved_run_and_options_override_the_file(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "train.toml").write_text(f'base = "{tiny_base}"\nmethod = "sft"\nmax_steps = 9\nseed = 3\n')
    code = main(["finetune", "--config", "train.toml", "--max-steps", "1", "--out", "here", "--json"])
    assert code == 0
    told = json.loads(capsys.readouterr().out)
    assert told["run"] == "here"
    assert told["config"]["method"] == "sft"
    assert (told["config"]["max_steps"], told["config"]["seed"], told["config"]["learning_rate"]) == (1, 3, 1e-3)
    assert told["result"]["steps"] == 1
    assert read_run(Path("here")).config.method == "sft"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--method", "rlhf"], 2, ["rlhf"]),
        (["--base", "./nowhere"], 1, ["./nowhere", "no such model folder"]),
        (["--data", "nowhere"], 1, ["nowhere", "no data set there"]),
        (["--epochs", "0"], 1, ["epochs must be above 0"]),
        (["--config", "none.toml"], 1, ["none.toml", "no such file"]),
        (["--resume", "--epochs", "3"], 2, ["leave the other options out"]),
        (["--resume"], 1, ["no run yet"]),
        (["--out", "datasets"], 1, ["already there and not empty"]),
    ],
)
def test_mistakes_are_named_and_leave_no_run_behind(
    workspace: Path,
    tiny_base: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: list[str],
) -> None:
    base = [] if {"--base", "--resume"} & set(arguments) else ["--base", str(tiny_base)]
    assert main(["finetune", *base, *arguments]) == code
    err = capsys.readouterr().err
    for word in words:
        assert word in err
    assert "Traceback" not in err
    assert not (workspace / "runs").exists()


def test_without_a_data_set_the_command_that_makes_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["finetune"]) == 1
    assert "t2s build-data" in capsys.readouterr().err


def test_resuming_a_finished_run_or_one_whose_data_changed_is_refused(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["finetune", "--base", str(tiny_base), "--max-steps", "1", "--out", "runs/one"]) == 0
    assert main(["finetune", "--resume"]) == 1
    assert "finished: nothing to resume" in capsys.readouterr().err
    record = json.loads((workspace / "runs" / "one" / "run.json").read_text())
    (workspace / "runs" / "one" / "run.json").write_text(json.dumps(record | {"result": None}))
    with (workspace / "datasets" / "students" / "train.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["finetune", "--resume", "runs/one"]) == 1
    assert "the data set has changed" in capsys.readouterr().err


def test_bare_conversations_as_for_chatglm3_train_too(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"conversations": [{"role": "user", "content": "多少?"}, {"role": "assistant", "content": "SELECT 1;"}]}
    long = {"conversations": [{"role": "user", "content": "甲乙" * 400}, {"role": "assistant", "content": "SELECT 1;"}]}
    file = workspace / "mine.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in (line, line, long)), encoding="utf-8")
    arguments = ["finetune", "--base", str(tiny_base), "--data", "mine.jsonl", "--max-steps", "1", "--out", "bare"]
    assert main(arguments) == 0
    err = capsys.readouterr().err
    assert "refused 1 training and 0 dev examples above 512 tokens" in err
    assert "does not name its format" in err
    run = read_run(Path("bare"))
    assert run.schemas == ()
    assert run.result is not None
    assert run.result.too_long == 1


def test_dev_questions_are_answered_and_executed_while_training(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["finetune", "--base", str(tiny_base), "--max-steps", "1", "--out", "one"]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    run = read_run(Path("one"))
    assert run.result is not None
    # A random model answers nothing.
    assert run.result.dev_accuracy == 0.0
    assert "(0.0% of the dev questions right)" in out
    assert "dev accuracy" not in err or "dev accuracy 0.0%" in err
    (workspace / "off.toml").write_text("eval_questions = 0\nmax_steps = 1\n")
    assert main(["finetune", "--base", str(tiny_base), "--config", "off.toml", "--out", "two"]) == 0
    assert read_run(Path("two")).result.dev_accuracy is None  # type: ignore[union-attr]


def rehearse(workspace: Path, base: Path, *more: str) -> int:
    return main(["finetune", "--base", str(base), "--rehearse", *more])


def test_a_rehearsal_takes_real_batches_of_the_longest_examples_and_asks_dev_questions(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from text2sql.models import finetune

    fitted: list[finetune.Prepared] = []
    questions: list[int] = []
    fit, accuracy = finetune.fit, finetune._accuracy_on
    monkeypatch.setattr(finetune, "fit", lambda prepared, *a, **k: fitted.append(prepared) or fit(prepared, *a, **k))
    monkeypatch.setattr(
        finetune, "_accuracy_on", lambda suite, *rest: questions.append(len(suite.examples)) or accuracy(suite, *rest)
    )
    (workspace / "train.toml").write_text("batch_size = 3\ngradient_accumulation = 3\nepochs = 1\n")
    assert rehearse(workspace, tiny_base, "--config", "train.toml") == 0
    err = capsys.readouterr().err
    assert "answered dev questions" in err
    assert "12 training, 4 dev examples" in err
    whole = finetune.prepare(read_dataset(Path("datasets/students")), fitted[0].config, where="")
    lengths = sorted(len(each.ids) for each in whole.training.examples)
    assert lengths[-6] < lengths[-1]
    for prepared in fitted:
        # Two batches of three.
        assert sorted(len(each.ids) for each in prepared.training.examples) == lengths[-6:]
        assert (prepared.config.batch_size, prepared.config.gradient_accumulation) == (3, 2)
        assert prepared.config.warmup == 0
    assert [each.config.max_steps for each in fitted] == [1, 2]
    assert questions == [4]
    assert sorted(each.name for each in workspace.iterdir()) == ["datasets", "train.toml"]
    # Where a training would ask no questions, the rehearsal does not.
    (workspace / "train.toml").write_text("eval_questions = 0\n")
    assert rehearse(workspace, tiny_base, "--config", "train.toml") == 0
    assert "dev questions" not in capsys.readouterr().err
    assert questions == [4]


def test_a_rehearsal_tells_what_a_configuration_of_the_demos_does_not_do(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "lora.yaml").write_text("training_args: {fp16: true}\npeft_config: {peft_type: LORA}\n")
    assert rehearse(workspace, tiny_base, "--config", "lora.yaml") == 0
    assert "config fp16 has no effect" in capsys.readouterr().err


def test_what_would_stop_a_training_stops_its_rehearsal(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from text2sql.models import trainer

    save = trainer.save_weights

    def failing(model: object, folder: Path, *rest: Any) -> None:
        if folder.name == "adapter":
            raise OSError(28, "No space left on device")
        save(model, folder, *rest)

    monkeypatch.setattr(trainer, "save_weights", failing)
    assert rehearse(workspace, tiny_base) == 1
    err = capsys.readouterr().err
    assert "the trained weights cannot be written: No space left on device" in err
    assert "rehearsed" not in err
    assert sorted(each.name for each in workspace.iterdir()) == ["datasets"]


def interrupted(change: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Send this process a SIGTERM when the function is called."""
    called = getattr(owner, name)

    def terminated(*given: Any, **named: Any) -> Any:
        os.kill(os.getpid(), signal.SIGTERM)
        return called(*given, **named)

    change.setattr(owner, name, terminated)


@pytest.mark.parametrize("moment", ["the base is loaded", "the last step is evaluated", "the result is loaded"])
def test_a_stop_at_any_moment_of_a_rehearsal_ends_it_and_leaves_nothing(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    from text2sql.models import finetune, trainer

    owner, name = {
        "the base is loaded": (finetune, "load_base"),
        "the last step is evaluated": (trainer.AnswerTrainer, "evaluate"),
        "the result is loaded": (finetune, "load_trained"),
    }[moment]
    interrupted(monkeypatch, owner, name)
    before = signal.getsignal(signal.SIGTERM)
    assert rehearse(workspace, tiny_base) == 130
    out, err = capsys.readouterr()
    assert "rehearsed" not in out
    assert ("made a step" in err) == (moment == "the result is loaded")
    assert [each.name for each in workspace.iterdir()] == ["datasets"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_stop_after_the_last_step_leaves_a_training_to_finish(
    workspace: Path, tiny_base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from text2sql.models import trainer

    interrupted(monkeypatch, trainer.AnswerTrainer, "evaluate")
    assert main(["finetune", "--base", str(tiny_base), "--max-steps", "1", "--out", "run"]) == 0
    assert read_run(Path("run")).result is not None


def test_a_killed_training_is_resumed_to_the_very_file_of_a_straight_one(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from text2sql.models.states import find_states

    (workspace / "train.toml").write_text("epochs = 8\nbatch_size = 4\neval_steps = 3\neval_questions = 0\n")
    # The bundled base.
    assert main(["finetune", "--config", "train.toml", "--out", "straight"]) == 0
    command = [sys.executable, "-m", "text2sql.cli", "finetune", "--config", "train.toml", "--out", "runs/killed"]
    environment = os.environ | {"PYTHONPATH": str(Path(text2sql.__file__).parents[1])}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        deadline = time.monotonic() + 120
        while find_states(Path("runs/killed/checkpoints")).newest is None and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        time.sleep(random.random() / 4)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert read_run(Path("runs/killed"), unfinished=True).result is None
    capsys.readouterr()
    assert main(["finetune", "--resume"]) == 0
    assert "resuming from checkpoint-" in capsys.readouterr().err
    for name in ("adapter_model.safetensors", "adapter_config.json"):
        straight, resumed = (Path(run) / "adapter" / name for run in ("straight", "runs/killed"))
        assert straight.read_bytes() == resumed.read_bytes(), name
    one, other = (read_run(Path(run)).result for run in ("straight", "runs/killed"))
    assert one is not None
    assert other is not None
    assert replace(one, seconds=0) == replace(other, seconds=0)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """As on a disk with so much room: what would write a longer file fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("file", "reason"),
    [("adapter_model.safetensors", "File too large"), ("optimizer.pt", "torch could not write all of it")],
)
def test_what_cannot_be_written_is_told_in_one_sentence_and_resumed_with_more_room(
    workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str], file: str, reason: str
) -> None:
    arguments = ["finetune", "--base", str(tiny_base), "--epochs", "1"]
    assert main([*arguments, "--out", "straight"]) == 0
    sizes = {each.name: each.stat().st_size for each in Path("straight/checkpoints/checkpoint-1").iterdir()}
    with files_of_at_most(sizes[file] - 1):
        assert main([*arguments, "--out", "runs/full"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"error: runs/full/checkpoints/checkpoint-1: a checkpoint cannot be written: {reason}")
    assert last.endswith(
        "; make room there, then go on from step 0, as there is no checkpoint yet, with: t2s finetune --resume runs/full"
    )
    assert main(["finetune", "--resume", "runs/full"]) == 0
    assert "no checkpoint yet: starting from step 0" in capsys.readouterr().err
    assert read_run(Path("runs/full")).result is not None
    # As much as is needed is enough.
    with files_of_at_most(max(sizes.values())):
        assert main([*arguments, "--out", "runs/enough"]) == 0


def test_shards_of_parquet_are_trained_on(workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = read_dataset("datasets/students")
    write_dataset(
        workspace / "sharded",
        name=whole.name,
        schemas=whole.schemas,
        splits={split: whole.examples(split) for split in whole.splits},
        prompt=PromptFormat(str(whole.prompt)),
        seed=0,
        refused={},
        shards=3,
        form=FileFormat.PARQUET,
    )
    assert main(["finetune", "--data", "sharded", "--base", str(tiny_base), "--max-steps", "1", "--out", "run"]) == 0
    assert "12 training, 4 dev" in capsys.readouterr().err
    assert read_run(Path("run")).result is not None
