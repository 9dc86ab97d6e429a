"""Finding the latest data set and run."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from text2sql.bundled import bundled_path
from text2sql.errors import T2SError
from text2sql.workspace import Workspace


def record(path: Path, seconds: int, text: str = '{"result": {}}') -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (seconds, seconds))
    return path.parent


def test_the_latest_data_set_is_the_one_written_last_not_the_last_by_name(tmp_path: Path) -> None:
    newest = record(tmp_path / "datasets/a/dataset.json", 300)
    record(tmp_path / "datasets/b/dataset.json", 200)
    assert Workspace(tmp_path).latest_dataset() == newest


def test_the_latest_run_with_equal_times_is_the_last_by_name(tmp_path: Path) -> None:
    record(tmp_path / "runs/20260101-000000-lora/run.json", 100)
    newest = record(tmp_path / "runs/20260102-000000-lora/run.json", 100)
    assert Workspace(tmp_path).latest_run() == newest


def test_a_folder_without_a_record_is_no_run(tmp_path: Path) -> None:
    finished = record(tmp_path / "runs/a/run.json", 100)
    (tmp_path / "runs/b").mkdir()
    assert Workspace(tmp_path).latest_run() == finished


@pytest.mark.parametrize("text", ['{"result": null}', "{}", "[]", "half a rec"])
def test_an_unfinished_run_hides_no_finished_one_except_from_resuming(tmp_path: Path, text: str) -> None:
    finished = record(tmp_path / "runs/a/run.json", 100)
    stopped = record(tmp_path / "runs/b/run.json", 200, text)
    assert Workspace(tmp_path).latest_run() == finished
    assert Workspace(tmp_path).latest_run(unfinished=True) == stopped


def test_with_unfinished_runs_only_the_way_to_go_on_is_named(tmp_path: Path) -> None:
    stopped = record(tmp_path / "runs/a/run.json", 100, '{"result": null}')
    with pytest.raises(T2SError, match=f"no run is finished yet.*--resume {stopped}"):
        Workspace(tmp_path).latest_run()


def test_an_empty_workspace_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(T2SError, match="t2s build-data"):
        Workspace(tmp_path).latest_dataset()
    with pytest.raises(T2SError, match="t2s finetune"):
        Workspace(tmp_path).latest_run()


def test_two_runs_within_a_second_get_two_folders(tmp_path: Path) -> None:
    now = datetime(2026, 7, 31, 14, 25, 1)
    first, second = (Workspace(tmp_path).new_run("lora", now) for _ in range(2))
    assert first == tmp_path / "runs/20260731-142501-lora"
    assert second == tmp_path / "runs/20260731-142501-lora-2"
    assert first.is_dir()
    assert second.is_dir()


def test_a_bundled_file_comes_from_the_package_before_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "text2sql"
    (package / "_bundled/schemas").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "schemas/x.sql").touch()
    assert bundled_path("schemas/x.sql", package=package) == tmp_path / "schemas/x.sql"
    (package / "_bundled/schemas/x.sql").touch()
    assert bundled_path("schemas/x.sql", package=package) == package / "_bundled/schemas/x.sql"


def test_the_folder_above_an_installed_package_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "text2sql").mkdir()
    (tmp_path / "datasets").mkdir()  # as the `datasets` package lies beside ours in site-packages
    with pytest.raises(T2SError, match="not part of this installation"):
        bundled_path("datasets", package=tmp_path / "text2sql")
