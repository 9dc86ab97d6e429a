"""The main job as a user types it: each command takes what the one before left, without arguments."""

import json
from pathlib import Path

import pytest

from text2sql.cli import main

DDL = """
CREATE TABLE marks ( -- 成绩
  name VARCHAR NOT NULL, -- 姓名
  class VARCHAR, -- 班级
  math INTEGER -- 数学
);
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "marks.sql").write_text(DDL, encoding="utf-8")
    return tmp_path


def test_the_commands_chain(workspace: Path, tiny_base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build-data", "marks.sql", "--examples", "60", "--seed", "4"]) == 0
    assert main(["finetune", "--base", str(tiny_base), "--max-steps", "1"]) == 0
    capsys.readouterr()

    assert main(["eval", "--limit", "2"]) == 0
    shown = capsys.readouterr()
    assert "datasets/marks" in shown.err
    assert "execution accuracy" in shown.out

    # A random model writes no SQL worth the name: the answer is an error in a sentence, never a traceback.
    code = main(["ask", "数学最高分是多少?", "--json"])
    shown = capsys.readouterr()
    answer = json.loads(shown.out)
    assert code == (1 if "error" in answer else 0)
    assert "made up from the schema (seed 4)" in shown.err
    (run,) = (workspace / "runs").iterdir()
    assert str(run.relative_to(workspace)) in shown.err
    (report,) = run.glob("eval-*/report.json")
    assert json.loads(report.read_text(encoding="utf-8"))["questions"] == 2
