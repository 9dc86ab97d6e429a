"""`t2s import spider` on a small benchmark in Spider's layout, and what then can be done with it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from text2sql import cli
from text2sql.dataset import read_dataset
from text2sql.evaluation.library import load_suite
from text2sql.evaluation.report import read_report
from text2sql.evaluation.split import sample

CONCERTS = {
    "db_id": "concerts",
    "table_names_original": ["singer", "concert"],
    "table_names": ["singer", "music event"],
    "column_names_original": [[-1, "*"], [0, "sid"], [0, "Singer_Name"], [1, "cid"], [1, "sid"], [1, "day"]],
    "column_names": [[-1, "*"], [0, "singer id"], [0, "singer name"], [1, "cid"], [1, "singer id"], [1, "day"]],
    "column_types": ["text", "number", "text", "number", "number", "time"],
    "primary_keys": [1, 3],
    "foreign_keys": [[4, 1]],
}


def pets(name: str) -> dict[str, Any]:
    return {
        "db_id": name,
        "table_names_original": ["pet"],
        "table_names": ["pet"],
        "column_names_original": [[-1, "*"], [0, "kind"], [0, "weight"]],
        "column_names": [[-1, "*"], [0, "kind"], [0, "weight"]],
        "column_types": ["text", "text", "number"],
        "primary_keys": [],
        "foreign_keys": [],
    }


def asked(schema: str, question: str, query: str) -> dict[str, str]:
    return {"db_id": schema, "question": question, "query": query}


TRAIN = [
    asked("pets_1", "Which kinds?", "SELECT kind  FROM pet"),
    asked("pets_1", "Heavy kinds?", "SELECT kind FROM pet WHERE weight > =  9"),
    asked("pets_1", "Heavy kinds?", "SELECT kind FROM pet WHERE weight >= 9"),
    asked("pets_2", "How many?", "SELECT count(*) FROM pet;"),
    asked("pets_2", "How tall?", "SELECT height FROM pet"),
    asked("pets_3", "How many?", "SELECT count(*) FROM pet"),
    asked("pets_9", "How many?", "SELECT count(*) FROM pet"),
]
DEV = [
    asked("concerts", "How many singers?", "SELECT count(*) FROM singer"),
    asked("concerts", "Who sang?", "SELECT DISTINCT Singer_Name FROM singer JOIN concert ON singer.sid = concert.sid"),
    asked("concerts", "How many singers?", "SELECT count(*) FROM singer"),
]


def database(folder: Path, name: str, script: str) -> None:
    path = folder / "database" / name / f"{name}.sqlite"
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.executescript(script)
    connection.close()


@pytest.fixture
def spider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "download"
    singers = "INSERT INTO singer VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Ann')"
    concerts = "INSERT INTO concert VALUES (1, 1, '2024-05-01'), (2, 1, '2024-06-01'), (3, 2, NULL)"
    tables = "CREATE TABLE singer (sid, Singer_Name TEXT); CREATE TABLE concert (cid INT, sid INT, day TEXT)"
    database(folder, "concerts", f"{tables}; {singers}; {concerts}")
    database(folder, "pets_1", "CREATE TABLE pet (kind TEXT, weight REAL); INSERT INTO pet VALUES ('cat', 4.5)")
    database(folder, "pets_2", "CREATE TABLE pet (kind TEXT, weight REAL)")
    schemas = [CONCERTS, *map(pets, ("pets_1", "pets_2", "pets_3"))]
    for name, content in (("tables", schemas), ("train_spider", TRAIN), ("dev", DEV)):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def imported(spider: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert cli.main(["import", "spider", str(spider), "--json", *more]) == 0
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    return value


def test_questions_become_a_data_set_and_what_does_not_is_told(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = imported(spider, capsys)
    assert told["counts"] == {"train": 2, "dev": 1, "test": 3} or told["counts"] == {"train": 1, "dev": 2, "test": 3}
    assert {each["place"]: each["reason"].split("/")[0] for each in told["refused"]} == {
        "train_spider.json:2": "the same question and SQL again",
        "train_spider.json:4": "the SQL does not run: no such column: height",
        "train_spider.json:5": "the database is missing: ",
        "train_spider.json:6": "no schema: pets_9 is not described",
    }
    assert told["failing"] == []
    assert told["without_rows"] == ["pets_2"]
    dataset = read_dataset(told["path"])
    assert sum(dataset.refused.values()) == 4
    train, dev, test = (dataset.examples(split) for split in ("train", "dev", "test"))
    assert {each.schema for each in train} | {each.schema for each in dev} == {"pets_1", "pets_2"}
    assert not {each.schema for each in train} & {each.schema for each in dev}
    # The dev questions of the benchmark all stay and keep their order, for predictions in a file of lines.
    assert [each.question for each in test] == [each["question"] for each in DEV]
    assert len({each.id for each in test}) == 3
    golds = {each.question: each.sql for each in (*train, *dev)}
    assert golds["Heavy kinds?"] == "SELECT kind FROM pet WHERE weight >= 9"
    assert golds["How many?"] == "SELECT count(*) FROM pet"


def test_a_schema_is_told_by_values_keys_and_natural_names(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    singer, concert = read_dataset(imported(spider, capsys)["path"]).schemas["concerts"].tables
    assert [(each.name, each.type, each.comment) for each in singer.columns] == [
        ("sid", "INTEGER", "singer id"),
        ("Singer_Name", "VARCHAR", ""),
    ]
    assert singer.columns[1].samples == ("Ann", "Bob")
    assert (singer.primary_key, singer.comment, concert.comment) == (("sid",), "", "music event")
    (key,) = concert.foreign_keys
    assert (key.columns, key.table, key.references) == (("sid",), "singer", ("sid",))
    assert concert.column("day").type == "DATE"


def test_the_same_seed_gives_the_same_bytes(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (imported(spider, capsys, "--out", f"datasets/{name}") for name in ("a", "b"))
    assert first["digest"] == second["digest"]


def test_a_test_question_whose_gold_fails_stays_and_is_not_scored(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (spider / "dev.json").write_text(json.dumps([*DEV, asked("concerts", "How tall?", "SELECT height FROM singer")]))
    told = imported(spider, capsys)
    assert [each["place"] for each in told["failing"]] == ["dev.json:3"]
    assert told["counts"]["test"] == 4
    Path("pred.sql").write_text("SELECT 3\n" * 4)
    assert cli.main(["eval", "--suite", "spider", "--predictions", "pred.sql", "--out", "report"]) == 3
    assert read_report(Path("report")).score.total == 3


def test_predictions_in_spiders_own_form_are_judged_by_the_profile_asked_for(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(spider, capsys)
    lines = [
        "SELECT count(sid) FROM singer\tconcerts",
        "SELECT Singer_Name FROM singer JOIN concert USING (sid)",  # right but for DISTINCT
        "DROP TABLE singer",
    ]
    Path("pred.sql").write_text("\n".join(lines) + "\n")
    for profile, correct in (([], 2), (["--profile", "spider-strict"], 1), (["--profile", "bird"], 2)):
        call = ["eval", "--suite", "spider", "--predictions", "pred.sql", "--out", "report", *profile]
        assert cli.main(call) == 0
        report = read_report(Path("report"))
        assert (report.score.correct, report.score.total) == (correct, 3)
        assert report.run["profile"] == (profile[1] if profile else "spider")
        assert "quirks" in report.run
    assert report.counts["NOT_READ_ONLY"] == 1
    assert report.soft_f1 is not None
    assert report.r_ves is None
    assert cli.main([*call, "--ves-runs", "3"]) == 0
    timed = read_report(Path("report")).r_ves
    assert timed is not None
    assert timed > 0
    assert cli.main([*call[:-2], "--ves-runs", "3"]) == 1
    assert cli.main(["eval", "--data", "datasets/spider", "--predictions", "pred.sql", "--out", "again"]) == 0
    assert read_report(Path("again")).score.correct == 2


def test_exact_set_match_is_measured_by_level_if_asked_for(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(spider, capsys)
    Path("pred.sql").write_text("SELECT COUNT(*) FROM singer\nSELECT sid FROM singer\nSELECT 3\n")
    call = ["eval", "--suite", "spider", "--predictions", "pred.sql", "--out", "report"]
    assert cli.main(call) == 0
    assert read_report(Path("report")).exact_set_score is None
    assert cli.main([*call, "--exact-set"]) == 0
    report = read_report(Path("report"))
    assert report.exact_set_score is not None
    assert (report.score.correct, report.exact_set_score.correct, report.exact_set_score.total) == (2, 1, 3)
    slices = {(each.kind, each.value): each.score.correct for each in report.slices}
    assert (slices["level", "easy"], slices["exact set", "easy"]) == (2, 1)
    assert slices["exact set", "select"] <= 3
    students = ["eval", "--suite", "students", "--exact-set", "--predictions", "pred.sql", "--limit", "1"]
    assert cli.main(students) == 1


def test_dev_questions_can_be_answered_while_a_model_is_trained(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite = sample(read_dataset(imported(spider, capsys)["path"]), "dev", 1)
    assert suite is not None
    assert suite.profile == "spider"
    assert suite.databases.keys() == {example.schema for example in suite.examples}


def test_our_own_rules_judge_sqlite_by_emulation_which_is_said(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(spider, capsys)
    distinct = "SELECT DISTINCT s.Singer_Name FROM singer AS s JOIN concert AS c ON s.sid = c.sid"
    Path("pred.sql").write_text(f"SELECT count(sid) FROM singer\n{distinct}\nSELECT count_if(sid > 0) FROM singer\n")
    call = ["eval", "--suite", "spider", "--predictions", "pred.sql", "--out", "report", "--profile", "strict"]
    assert cli.main(call) == 0
    report = read_report(Path("report"))
    assert (report.score.correct, report.score.total) == (2, 3)
    assert report.run["emulated"] is True
    assert any("DuckDB stood in" in warning for warning in report.warnings)
    # DuckDB alone would take this function, SQLite does not know it.
    assert report.counts["UNKNOWN_NAME"] == 1
    Path("pred.sql").write_text(
        f"SELECT count(sid) FROM singer\n{distinct.replace('DISTINCT', '')}\nDROP TABLE singer\n"
    )
    assert cli.main(call) == 0
    report = read_report(Path("report"))
    assert (report.score.correct, report.counts["WRONG_ROWS"], report.counts["NOT_READ_ONLY"]) == (1, 1, 1)


def test_a_published_profile_needs_its_databases(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    predictions = tmp_path / "pred.sql"
    predictions.write_text("SELECT 1\n" * len(load_suite("students").examples))
    call = ["eval", "--suite", "students", "--predictions", str(predictions), "--out", str(tmp_path / "report")]
    assert cli.main([*call, "--profile", "spider"]) == 1
    assert "the rows are made for DuckDB" in capsys.readouterr().err


def test_databases_that_were_moved_are_named(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(spider, capsys)
    (spider / "database" / "concerts" / "concerts.sqlite").unlink()
    Path("pred.sql").write_text("SELECT 1\n" * 3)
    assert cli.main(["eval", "--suite", "spider", "--predictions", "pred.sql"]) == 1
    assert "concerts.sqlite" in capsys.readouterr().err


def test_a_folder_that_is_no_benchmark_is_told_what_is_missing(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (spider / "tables.json").unlink()
    assert cli.main(["import", "spider", str(spider)]) == 1
    assert "tables.json is missing" in capsys.readouterr().err
    assert cli.main(["import", "spider", "nowhere"]) == 1
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "not JSON"), ('{"a": 1}', "not a list"), ('[{"db_id": "x"}]', "schema x is damaged")],
)
def test_a_damaged_file_is_named(spider: Path, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    (spider / "tables.json").write_text(content)
    assert cli.main(["import", "spider", str(spider)]) == 1
    assert message in capsys.readouterr().err


def test_what_the_user_wrote_is_not_overwritten(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suite = Path("suites/spider.toml")
    suite.parent.mkdir()
    suite.write_text("version = 1\n")
    assert cli.main(["import", "spider", str(spider)]) == 1
    assert "a suite of your own" in capsys.readouterr().err
    assert suite.read_text() == "version = 1\n"


def test_the_summary_says_how_to_go_on(spider: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "spider", str(spider)]) == 0
    told = capsys.readouterr().out
    assert "t2s finetune --data datasets/spider" in told
    assert "t2s eval --suite spider" in told
    assert "4 questions refused" in told


def test_birds_mini_dev_is_imported_with_hints_levels_and_its_own_rules(
    spider: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bird = spider.parent / "MINIDEV"
    bird.mkdir()
    (spider / "database").rename(bird / "dev_databases")
    composite = {**CONCERTS, "primary_keys": [1, [3, 4]]}
    (bird / "dev_tables.json").write_text(json.dumps([composite]), encoding="utf-8")
    questions = [
        {
            "question_id": number,
            "db_id": "concerts",
            "question": "Which singers sang?",
            "evidence": hint,
            "SQL": "SELECT sid FROM concert",
            "difficulty": level,
        }
        for number, (hint, level) in enumerate([("sang refers to concert", "moderate"), ("", "simple")])
    ]
    (bird / "mini_dev_sqlite.json").write_text(json.dumps(questions), encoding="utf-8")
    assert cli.main(["import", "bird", str(bird)]) == 0
    told = capsys.readouterr().out
    assert "t2s eval --suite bird" in told
    assert "finetune" not in told
    dataset = read_dataset("datasets/bird")
    assert dataset.schemas["concerts"].table("concert").primary_key == ("cid", "sid")
    hinted, plain = dataset.examples("test")
    assert hinted.question == "Which singers sang? (sang refers to concert)"
    assert (plain.question, hinted.tags, plain.tags) == ("Which singers sang?", ("level:moderate",), ("level:simple",))
    Path("pred.sql").write_text("SELECT DISTINCT sid FROM concert\nSELECT cid FROM concert\n")
    assert cli.main(["eval", "--suite", "bird", "--predictions", "pred.sql", "--out", "report"]) == 0
    report = read_report(Path("report"))
    assert (report.run["profile"], report.score.correct, report.score.total) == ("bird", 1, 2)
