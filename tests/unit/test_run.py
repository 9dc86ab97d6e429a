"""Runs on disk: written, read again, and refused where they cannot be trusted."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from text2sql.config import Method, TrainConfig
from text2sql.errors import T2SError
from text2sql.prompt import PromptFormat
from text2sql.run import Run, TrainResult, read_run, write_run
from text2sql.schema import Column, ForeignKey, Schema, Table

RESULT = TrainResult(
    loss_before=3.5,
    loss_after=0.25,
    best_epoch=2.0,
    steps=9,
    examples=30,
    too_long=1,
    untrained=0,
    parameters=100,
    seconds=1.5,
    device="cpu",
)
SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="t",
            columns=(Column(name="a", type="INTEGER", comment="甲", samples=("1", "2")),),
            primary_key=("a",),
            foreign_keys=(ForeignKey(columns=("a",), table="u", references=("b",)),),
        ),
    ),
)


def run_in(folder: Path) -> Run:
    config = TrainConfig(method=Method.SFT, lora_targets=("q_proj",), learning_rate=1e-3)
    return Run(
        path=folder,
        config=config,
        prompt=PromptFormat.RICH,
        schemas=(SCHEMA,),
        dataset="datasets/s",
        dataset_digest="d",
        result=RESULT,
    )


def test_a_run_is_read_as_it_was_written_samples_and_all(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    write_run(run)
    assert read_run(tmp_path) == run
    assert read_run(tmp_path).schemas[0].tables[0].columns[0].samples == ("1", "2")
    assert run.adapter == tmp_path / "adapter"


def test_a_moved_run_knows_its_new_folder(tmp_path: Path) -> None:
    write_run(run_in(tmp_path / "old"))
    (tmp_path / "old").rename(tmp_path / "new")
    assert read_run(tmp_path / "new").adapter == tmp_path / "new" / "adapter"


def test_an_unfinished_run_is_refused_unless_asked_for(tmp_path: Path) -> None:
    run = replace(run_in(tmp_path), result=None)
    write_run(run)
    with pytest.raises(T2SError, match=r"has not ended.*--resume"):
        read_run(tmp_path)
    assert read_run(tmp_path, unfinished=True) == run


def test_folders_without_run_and_damaged_or_later_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(T2SError, match=r"run\.json is missing"):
        read_run(tmp_path)
    write_run(run_in(tmp_path))
    value = json.loads((tmp_path / "run.json").read_text())
    (tmp_path / "run.json").write_text(json.dumps(value | {"format_version": 99}))
    with pytest.raises(T2SError, match="format 99"):
        read_run(tmp_path)
    for broken in ("{", "{}", "[]", json.dumps(value | {"prompt": "none"}), json.dumps(value | {"config": {"x": 1}})):
        (tmp_path / "run.json").write_text(broken)
        with pytest.raises(T2SError, match=r"run\.json"):
            read_run(tmp_path)
