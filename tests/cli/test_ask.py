"""`t2s ask` and what `ask`, `repl` and `web` have in common, over a real run record and a model that is stood in for."""

import io
import json
import socket
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from text2sql import cli
from text2sql.commands.session import chosen_schema
from text2sql.config import TrainConfig
from text2sql.dataset import write_dataset
from text2sql.errors import UsageError
from text2sql.prompt import PromptFormat
from text2sql.run import Run, TrainResult, write_run
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR", comment="姓名", samples=("陈婷",)),
                Column(name="math", type="INTEGER", comment="数学成绩"),
            ),
        ),
    ),
)
RESULT = TrainResult(
    loss_before=2.0,
    loss_after=1.0,
    best_epoch=1.0,
    steps=1,
    examples=1,
    too_long=0,
    untrained=0,
    parameters=1,
    seconds=1.0,
    device="cpu",
)
QUESTION = "谁的数学最好?"
BEST = "SELECT name, math FROM students ORDER BY math DESC NULLS LAST, name LIMIT 1"


class Model:
    """What stands in for `text2sql.models.generate`; remembers what was loaded."""

    def __init__(self, make_predictor) -> None:
        self.make_predictor = make_predictor
        self.replies = {QUESTION: BEST, "wrong": "SELECT height FROM students", "drop": "DROP TABLE students"}
        self.loaded: list[dict] = []
        self.made: list = []

    def load_predictor(self, **given):
        self.loaded.append(given)
        self.made.append(self.make_predictor(self.replies))
        return self.made[-1]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, canned_predictor) -> Model:
    stand_in = Model(canned_predictor)
    module = ModuleType("text2sql.models.generate")
    module.load_predictor = stand_in.load_predictor
    monkeypatch.setitem(sys.modules, "text2sql.models.generate", module)
    return stand_in


def make_run(path: Path, *schemas: Schema, dataset: Path = Path("gone")) -> Path:
    path.mkdir(parents=True)
    config = TrainConfig(base="some-base")
    write_run(
        Run(
            path=path,
            config=config,
            prompt=PromptFormat.SEED,
            schemas=schemas or (SCHEMA,),
            dataset=str(dataset),
            dataset_digest="0",
            result=RESULT,
        )
    )
    return path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_run(tmp_path / "runs/20260101-000000-lora")
    return tmp_path


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    file = tmp_path / "students.csv"
    file.write_text("name,math,age\n李雷,71,15\n陈婷,92,16\n", encoding="utf-8")
    return file


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main(["ask", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_question_is_answered_on_made_up_rows_which_is_said(workspace: Path, model: Model, ask) -> None:
    code, out, err = ask(QUESTION)
    assert code == 0
    assert BEST in out
    assert "1 row" in out
    assert "made up from the schema" in err
    assert "run runs/20260101-000000-lora" in err


def test_the_model_is_loaded_as_the_run_says(workspace: Path, model: Model, ask) -> None:
    ask(QUESTION)
    assert model.loaded == [
        {
            "base": "some-base",
            "adapter": Path("runs/20260101-000000-lora/adapter"),
            "schemas": [SCHEMA],
            "prompt": PromptFormat.SEED,
        }
    ]


def test_made_up_rows_are_those_of_the_data_set(workspace: Path, model: Model, ask) -> None:
    def answer(seed: int) -> str:
        write_dataset(
            workspace / "datasets/students",
            name="students",
            schemas={"students": SCHEMA},
            splits={},
            prompt=PromptFormat.SEED,
            seed=1,
            rows_seed=seed,
            rows=50,
            refused={},
        )
        run = make_run(workspace / f"runs/{seed}", dataset=workspace / "datasets/students")
        model.replies["all"] = "SELECT * FROM students"
        code, out, _ = ask("all", "--run", run)
        assert code == 0
        return out

    first = answer(7)
    assert first != answer(8)
    assert "50 rows" in first


def test_rows_of_a_file_are_asked(workspace: Path, model: Model, marks: Path, ask) -> None:
    code, out, err = ask(QUESTION, "--db", marks)
    assert code == 0
    assert "陈婷" in out
    assert "92" in out
    assert f"rows   {marks}" in err
    # The file has all columns of the run's schema, so the model is told of that one, with its comments.
    assert model.loaded[0]["schemas"] == [SCHEMA]


def test_a_file_with_other_columns_is_told_as_it_is_with_values_that_occur(
    workspace: Path, model: Model, tmp_path: Path, ask
) -> None:
    (tmp_path / "shops.csv").write_text("city,sales\n北京,5\n", encoding="utf-8")
    model.replies["sum"] = "SELECT sum(sales) FROM shops"
    code, out, _ = ask("sum", "--db", tmp_path / "shops.csv")
    assert code == 0
    assert "5" in out
    (told,) = model.loaded[0]["schemas"]
    assert [column.name for column in told.tables[0].columns] == ["city", "sales"]
    assert told.tables[0].columns[0].samples == ("北京",)


def test_a_duckdb_file_is_asked_and_not_changed(workspace: Path, model: Model, tmp_path: Path, ask) -> None:
    file = tmp_path / "school.duckdb"
    with closing(duckdb.connect(str(file))) as connection:
        connection.execute("CREATE TABLE students AS SELECT 'Wang' AS name, 99 AS math")
    before = file.read_bytes()
    code, out, _ = ask(QUESTION, "--db", file)
    assert (code, "Wang" in out) == (0, True)
    assert ask("drop", "--db", file)[0] == 1
    assert file.read_bytes() == before


def test_json_holds_exact_values(workspace: Path, model: Model, marks: Path, ask) -> None:
    code, out, _ = ask(QUESTION, "--db", marks, "--json")
    assert code == 0
    assert json.loads(out) == {
        "question": QUESTION,
        "sql": BEST,
        "rows_from": str(marks),
        "columns": ["name", "math"],
        "rows": [["陈婷", 92]],
        "truncated": False,
    }


def test_sql_only_prints_the_sql_and_nothing_else(workspace: Path, model: Model, ask) -> None:
    assert ask(QUESTION, "--sql-only")[:2] == (0, BEST + "\n")


def test_many_rows_are_cut_and_it_is_said(workspace: Path, model: Model, tmp_path: Path, ask) -> None:
    (tmp_path / "students.csv").write_text("name,math\n" + "a,1\n" * 500, encoding="utf-8")
    model.replies["all"] = "SELECT * FROM students"
    _, out, _ = ask("all", "--db", tmp_path / "students.csv")
    assert "there are more than 200" in out


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wrong", "names something that is not in the tables"),
        ("drop", "Only a single query that reads is run"),
        ("who", "replied without SQL"),
    ],
)
def test_sql_that_gives_no_rows_is_an_error_with_one_sentence(
    workspace: Path, model: Model, ask, question: str, expected: str
) -> None:
    code, out, err = ask(question)
    assert code == 1
    assert expected in err
    assert model.replies.get(question, "") in out
    code, out, _ = ask(question, "--json")
    assert code == 1
    assert expected in json.loads(out)["error"]["message"]


def test_without_a_run_it_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = ask(QUESTION)
    assert code == 1
    assert "t2s finetune" in err


def test_a_base_alone_needs_to_know_the_tables(workspace: Path, model: Model, marks: Path, ask) -> None:
    code, _, err = ask(QUESTION, "--base", "some-base")
    assert code == 2
    assert "--schema" in err
    code, out, _ = ask(QUESTION, "--base", "some-base", "--db", marks)
    assert (code, "陈婷" in out) == (0, True)
    assert model.loaded[0]["adapter"] is None


def test_a_schema_file_names_the_tables(workspace: Path, model: Model, tmp_path: Path, marks: Path, ask) -> None:
    ddl = tmp_path / "s.sql"
    ddl.write_text("CREATE TABLE students (name TEXT, math INT);", encoding="utf-8")
    assert ask(QUESTION, "--base", "some-base", "--schema", ddl)[0] == 0
    assert ask(QUESTION, "--schema", ddl, "--db", marks)[0] == 0
    ddl.write_text("CREATE TABLE students (name TEXT, height INT);", encoding="utf-8")
    code, _, err = ask(QUESTION, "--schema", ddl, "--db", marks)
    assert code == 1
    assert "lacks tables or columns" in err


@pytest.mark.parametrize(
    "arguments",
    [[], ["  "], [QUESTION, "--json", "--sql-only"], [QUESTION, "--base", "b", "--run", "r"], [QUESTION, "--nonsense"]],
    ids=str,
)
def test_wrong_usage_exits_with_2(workspace: Path, model: Model, ask, arguments: list[str]) -> None:
    assert ask(*arguments)[0] == 2


def test_a_missing_file_of_rows_is_named(workspace: Path, model: Model, ask) -> None:
    code, _, err = ask(QUESTION, "--db", "missing.csv")
    assert code == 1
    assert "missing.csv" in err


def test_of_several_schemas_the_file_decides_and_without_one_the_user() -> None:
    other = Schema(name="shops", tables=(Table(name="shops", columns=(Column(name="city", type="VARCHAR"),)),))
    assert chosen_schema([SCHEMA, other], other) == other
    assert chosen_schema([SCHEMA], other) == other
    with pytest.raises(UsageError, match="several schemas: students, shops"):
        chosen_schema([SCHEMA, other], None)


def test_the_repl_reads_questions_from_a_pipe(
    workspace: Path, model: Model, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{QUESTION}\n/db missing.csv\n/sql SELECT 40 + 2 AS n\n"))
    assert cli.main(["repl"]) == 0
    shown = capsys.readouterr().out
    assert BEST in shown
    assert "missing.csv" in shown
    assert "42" in shown


def test_the_repl_changes_rows_without_loading_the_model_again_and_tells_it_of_the_new_tables(
    workspace: Path,
    model: Model,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Two files of the same tables under different names, as two schools have them.
    for name, pupil in (("north", "Wang"), ("south", "Li")):
        with closing(duckdb.connect(str(tmp_path / f"{name}.duckdb"))) as connection:
            connection.execute(f"CREATE TABLE pupils AS SELECT '{pupil}' AS pupil")
    model.replies["who"] = "SELECT pupil FROM pupils"
    lines = [f"/db {tmp_path / 'north.duckdb'}", "who", f"/db {tmp_path / 'south.duckdb'}", "who"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    assert cli.main(["repl"]) == 0
    shown = capsys.readouterr().out
    assert "Wang" in shown
    assert "Li" in shown
    assert len(model.loaded) == 1
    assert [schema.name for schema in model.made[0].told] == ["students", "north", "south"]
    assert [schema.tables[0].columns[0].samples for schema in model.made[0].told[1:]] == [("Wang",), ("Li",)]


def test_a_taken_port_is_an_error_that_names_it(
    workspace: Path, model: Model, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["web", "--port", str(port)]) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err
