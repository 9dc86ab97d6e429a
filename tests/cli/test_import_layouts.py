"""`t2s import` of each layout besides Spider's own: small files of ours in exactly the official form, then `t2s eval`."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from text2sql import cli
from text2sql.dataset import read_dataset
from text2sql.evaluation.report import read_report

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def write_lines(path: Path, values: Sequence[Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values), encoding="utf-8")


def write_database(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as connection:
        connection.executescript(script)
    connection.close()


def imported(capsys: Captured, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert cli.main(["import", *arguments, "--json"]) == 0, capsys.readouterr().err
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    return value


def refused(capsys: Captured, *arguments: str, code: int = 1) -> str:
    capsys.readouterr()
    assert cli.main(["import", *arguments]) == code
    message = capsys.readouterr().err
    assert "Traceback" not in message
    return message


def score(suite: str, predictions: Sequence[str], *more: str, code: int = 0) -> tuple[int, int]:
    Path("pred.sql").write_text("".join(f"{line}\n" for line in predictions), encoding="utf-8")
    assert cli.main(["eval", "--suite", suite, "--predictions", "pred.sql", "--out", "report", *more]) == code
    found = read_report(Path("report")).score
    return found.correct, found.total


# Spider's family


def concerts(name: str) -> dict[str, Any]:
    return {
        "db_id": name,
        "table_names_original": ["singer"],
        "table_names": ["singer"],
        "column_names_original": [[-1, "*"], [0, "Name"], [0, "Age"]],
        "column_names": [[-1, "*"], [0, "name"], [0, "age"]],
        "column_types": ["text", "text", "number"],
        "primary_keys": [],
        "foreign_keys": [],
    }


SINGERS = "CREATE TABLE singer (Name TEXT, Age INT); INSERT INTO singer VALUES ('Ann', 20), ('Bob', 31)"
OLDEST = "SELECT Name FROM singer ORDER BY Age DESC LIMIT 1"


@pytest.fixture
def spider(tmp_path: Path) -> Path:
    """Spider itself: two databases to train on, one to measure on."""
    folder = tmp_path / "spider"
    names = ("concert_singer", "pop", "rock")
    write_json(folder / "tables.json", [concerts(name) for name in names])
    for name in names:
        write_database(folder / "database" / name / f"{name}.sqlite", SINGERS)
    asked = [{"db_id": name, "question": "How many?", "query": "SELECT count(*) FROM singer"} for name in names]
    write_json(folder / "dev.json", asked[:1])
    write_json(folder / "train_spider.json", asked[1:])
    return folder


@pytest.fixture
def synonyms(tmp_path: Path) -> Path:
    """Spider-Syn: two files of questions, each with Spider's question beside the one with synonyms; nothing else."""

    def asked(name: str) -> dict[str, str]:
        return {
            "db_id": name,
            "SpiderQuestion": "Who is the oldest singer?",
            "SpiderSynQuestion": "Who is the oldest vocalist?",
            "query": OLDEST,
        }

    folder = tmp_path / "Spider-Syn"
    write_json(folder / "dev.json", [asked("concert_singer")])
    write_json(folder / "train_spider.json", [asked("pop"), asked("rock")])
    return folder


@pytest.mark.parametrize("where", ["spider", "spider/database"])
def test_spider_syn_asks_with_synonyms_and_finds_spiders_databases(
    spider: Path, synonyms: Path, where: str, capsys: Captured
) -> None:
    databases = str(spider.parent / where)
    told = imported(capsys, "spider", str(synonyms), "--databases", databases, "--out", "datasets/syn")
    assert told["counts"] == {"train": 1, "dev": 1, "test": 1}
    (example,) = read_dataset("datasets/syn").examples("test")
    assert example.question == "Who is the oldest vocalist?"
    assert score("syn", [OLDEST]) == (1, 1)
    assert score("syn", ["SELECT Name FROM singer ORDER BY Age LIMIT 1"]) == (0, 1)


def test_databases_that_lie_elsewhere_are_asked_for(spider: Path, synonyms: Path, capsys: Captured) -> None:
    message = refused(capsys, "spider", str(synonyms))
    assert "tables.json is missing" in message
    assert "the folder database is missing" in message
    assert "name Spider's folder with --databases" in message
    assert "no such folder" in refused(capsys, "spider", str(synonyms), "--databases", "nowhere")
    assert "tables.json is missing" in refused(capsys, "spider", str(synonyms), "--databases", str(synonyms))
    assert not Path("datasets").exists()


def test_spider_realistic_is_a_file_to_measure_on(spider: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "realistic"
    write_json(
        folder / "spider-realistic.json",
        [
            {
                "db_id": "concert_singer",
                "query": OLDEST,
                "query_toks": OLDEST.split(),
                "query_toks_no_value": OLDEST.lower().split(),
                "question": "Who has lived longest?",
                "question_toks": ["Who", "has", "lived", "longest", "?"],
                "sql": {"limit": 1},
            }
        ],
    )
    told = imported(capsys, "spider", str(folder), "--databases", str(spider), "--out", "datasets/realistic")
    assert told["counts"] == {"train": 0, "dev": 0, "test": 1}
    assert score("realistic", [OLDEST + "\tconcert_singer"]) == (1, 1)
    assert cli.main(["import", "spider", str(folder), "--databases", str(spider), "--out", "datasets/realistic"]) == 0
    assert "finetune" not in capsys.readouterr().out, "there is nothing to train on"


def test_spider_dk_brings_some_databases_and_schemas_of_its_own(spider: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "Spider-DK"
    names = ("new_concert_singer", "concert_singer")
    write_json(folder / "tables.json", [concerts(name) for name in names])
    rows = "CREATE TABLE singer (Name TEXT, Age INT); INSERT INTO singer VALUES ('Cid', 40)"
    write_database(folder / "database" / "new_concert_singer" / "new_concert_singer.sqlite", rows)
    questions = [{"type": 2, "db_id": name, "query": OLDEST, "question": "Who is the oldest?"} for name in names]
    write_json(folder / "Spider-DK.json", questions)
    alone = refused(capsys, "spider", str(folder))
    assert "1 of 2 databases to measure on cannot be asked" in alone
    assert "concert_singer.sqlite: no such file" in alone
    assert "--databases" in alone
    assert imported(capsys, "spider", str(folder), "--databases", str(spider), "--out", "datasets/dk")["failing"] == []
    dataset = read_dataset("datasets/dk")
    assert dataset.schemas["new_concert_singer"].tables[0].columns[0].samples == ("Cid",)
    assert dataset.schemas["concert_singer"].tables[0].columns[0].samples == ("Ann", "Bob")
    assert score("dk", ["SELECT 'Cid'\tnew_concert_singer", "SELECT 'Bob'\tconcert_singer"]) == (2, 2)
    assert score("dk", ["SELECT 'Cid'", "SELECT 'Cid'"]) == (1, 2)


def test_cspider_asks_in_chinese(spider: Path, capsys: Captured) -> None:
    for name in ("dev.json", "train_spider.json"):
        asked = json.loads((spider / name).read_text())
        chinese = [{**each, "question": "有多少歌手?", "question_toks": list("有多少歌手?")} for each in asked]
        write_json(spider / name.replace("_spider", ""), chinese)
    (spider / "train_spider.json").unlink()
    told = imported(capsys, "spider", str(spider), "--out", "datasets/cspider")
    assert told["counts"] == {"train": 1, "dev": 1, "test": 1}
    (example,) = read_dataset("datasets/cspider").examples("test")
    assert (example.question, example.language) == ("有多少歌手?", "zh")
    assert score("cspider", ["SELECT 2"]) == (1, 1)


def test_a_database_that_is_none_is_named_at_the_import(spider: Path, capsys: Captured) -> None:
    file = spider / "database" / "concert_singer" / "concert_singer.sqlite"
    file.write_bytes(b"<html>not found</html>")
    assert "concert_singer.sqlite: not a SQLite file" in refused(capsys, "spider", str(spider))
    write_json(spider / "dev.json", [])
    write_json(spider / "train_spider.json", [])
    assert "no question is left" in refused(capsys, "spider", str(spider))


# WikiSQL

PLAYERS = {
    "id": "1-10-1",
    "page_title": "Toronto players",
    "header": ["Player", "No.", "School/Club Team"],
    "types": ["text", "real", "text"],
    "rows": [["Antonio Lang", 21, "Duke"], ["Voshon Lenard", 2, "Minnesota"], ["Art Long", 42, "Duke"]],
}
CITIES = {
    "id": "2-20-1",
    "header": ["City", "Population"],
    "types": ["text", "real"],
    "rows": [["O'Fallon", 1200], ["Rome", 3000]],
}


def asked(table: str, question: str, sel: int, agg: int, *conds: Any) -> dict[str, Any]:
    return {
        "phase": 1,
        "table_id": table,
        "question": question,
        "sql": {"sel": sel, "agg": agg, "conds": list(conds)},
    }


@pytest.fixture
def wikisql(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    questions = [
        asked("1-10-1", "Who has number 21?", 0, 0, [1, 0, "21"]),
        asked("1-10-1", "How many are from Duke?", 0, 3, [2, 0, "Duke"]),
        asked("1-10-1", "Which number has Lang?", 1, 0, [0, 0, "antonio LANG"]),
    ]
    small = [asked("2-20-1", "Where do more than 1,000 live?", 0, 0, [1, 1, "1,000"])]
    for part, tables, lines in (
        ("train", [PLAYERS, CITIES], [*questions, asked("9-9-9", "Which?", 0, 0), asked("1-10-1", "Which?", 7, 0)]),
        ("dev", [CITIES], small),
        ("test", [PLAYERS, CITIES], [*questions, *small]),
    ):
        write_lines(folder / f"{part}.tables.jsonl", tables)
        write_lines(folder / f"{part}.jsonl", lines)
    for part in ("dev", "test"):
        # As it is published: text in small letters, places as names.
        write_database(
            folder / f"{part}.db",
            "CREATE TABLE table_1_10_1 (col0 text, col1 real, col2 text);"
            "INSERT INTO table_1_10_1 VALUES ('antonio lang', 21.0, 'duke'), ('voshon lenard', 2.0, 'minnesota'),"
            " ('art long', 42.0, 'duke');"
            "CREATE TABLE table_2_20_1 (col0 text, col1 real);"
            "INSERT INTO table_2_20_1 VALUES ('o''fallon', 1200.0), ('rome', 3000.0)",
        )
    return folder


def test_wikisql_becomes_sql_over_its_own_databases(wikisql: Path, capsys: Captured) -> None:
    told = imported(capsys, "wikisql", str(wikisql))
    assert told["counts"] == {"train": 3, "dev": 1, "test": 4}
    assert {each["place"]: each["reason"] for each in told["refused"]} == {
        "train.jsonl:4": "no schema: the table 9-9-9 is not described",
        "train.jsonl:5": "the query cannot be told: IndexError('tuple index out of range')",
    }
    dataset = read_dataset("datasets/wikisql")
    assert [each.sql for each in dataset.examples("test")] == [
        "SELECT col0 FROM table_1_10_1 WHERE col1 = 21",
        "SELECT COUNT(col0) FROM table_1_10_1 WHERE col2 = 'duke'",
        "SELECT col1 FROM table_1_10_1 WHERE col0 = 'antonio lang'",
        "SELECT col0 FROM table_2_20_1 WHERE col1 > 1000",
    ]
    (table,) = dataset.schemas["1-10-1"].tables
    assert (table.name, table.comment) == ("table_1_10_1", "Toronto players")
    assert [(c.name, c.type, c.comment) for c in table.columns] == [
        ("col0", "VARCHAR", "Player"),
        ("col1", "DOUBLE", "No."),
        ("col2", "VARCHAR", "School/Club Team"),
    ]
    assert table.columns[2].samples == ("duke", "minnesota")
    # The published files are asked where they lie; the one of the training questions is missing, and was written.
    assert {file.name for file in dataset.databases.values()} == {"test.db"}
    assert Path("datasets/wikisql/databases/train.db").is_file()


def test_wikisql_predictions_are_lowered_as_its_script_does(wikisql: Path, capsys: Captured) -> None:
    imported(capsys, "wikisql", str(wikisql))
    lines = [
        "SELECT col0 FROM table_1_10_1 WHERE col1 = 21.0",
        "SELECT COUNT(*) FROM table_1_10_1 WHERE col2 = 'DUKE'",
        "SELECT col1 FROM table_1_10_1 WHERE col0 = 'Antonio Lang'",
        "SELECT col0 FROM table_2_20_1",
    ]
    assert score("wikisql", lines) == (4, 4)
    assert read_report(Path("report")).run["profile"] == "wikisql"
    lines[1] = "SELECT COUNT(*) FROM table_1_10_1 WHERE col2 <> 'DUKE'"
    lines[2] = "SELECT col1 FROM table_1_10_1 WHERE col0 = 'Lang'"
    assert score("wikisql", lines) == (2, 4)
    # Our own rules take a literal as it is written; the tables of one file are copied schema by schema.
    lines[1] = "SELECT COUNT(*) FROM table_1_10_1 WHERE col2 = 'DUKE'"
    assert score("wikisql", lines, "--profile", "strict") == (2, 4)
    lines[1] = lines[1].lower()
    assert score("wikisql", lines, "--profile", "strict") == (3, 4)


def test_wikisql_without_some_files_is_told_which(wikisql: Path, capsys: Captured) -> None:
    (wikisql / "test.jsonl").unlink()
    (wikisql / "dev.tables.jsonl").unlink()
    message = refused(capsys, "wikisql", str(wikisql))
    assert "test.jsonl is missing" in message
    assert "dev.tables.jsonl is missing" in message
    assert "no such folder" in refused(capsys, "wikisql", "nowhere")
    assert "go with spider and bird" in refused(capsys, "wikisql", str(wikisql), "--databases", ".", code=2)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("test.jsonl", '{"table_id": "1-10-1", "quest', "test.jsonl:1: not JSON"),
        ("test.tables.jsonl", '{"id": "1-10-1"}', "the table 1-10-1 is damaged: KeyError('header')"),
        ("test.db", "no database", "test.db: not a SQLite file"),
        ("test.jsonl", "", "no question is left"),
    ],
)
def test_a_damaged_file_of_wikisql_is_named(
    wikisql: Path, name: str, content: str, message: str, capsys: Captured
) -> None:
    if message == "no question is left":
        for part in ("train", "dev"):
            (wikisql / f"{part}.jsonl").write_text("")
    (wikisql / name).write_text(content)
    assert message in refused(capsys, "wikisql", str(wikisql))


# DuSQL

SHOPS = {
    "db_id": "商店/分店",
    "table_names": ["商店", "2019年销售"],
    "column_names": [
        [-1, "*"],
        [0, "词条id"],
        [0, "名称"],
        [0, "开业时间"],
        [1, "商店id"],
        [1, "销售额"],
        [1, "销售额"],
    ],
    "column_types": ["text", "number", "text", "time", "number", "number", "number"],
    "primary_keys": [1],
    "foreign_keys": [[4, 1]],
}
SHOP_ROWS = {
    "db_id": "商店/分店",
    "tables": {
        "2019年销售": {
            "cell": [["item_1", "300", "20%"], ["item_1", "90", "1%"], ["item_2", "70", "5%"]],
            "header": ["商店id", "销售额", "销售额"],
            "table_name": "2019年销售",
            "type": ["number", "number", "number"],
        },
        "商店": {
            "cell": [
                ["item_1", "红星", "2003-01-12"],
                ["item_2", "蓝天", "1999-05-01"],
                ["item_3", "白云", "2010-7-1"],
            ],
            "header": ["词条id", "名称", "开业时间"],
            "table_name": "商店",
            "type": ["number", "text", "time"],
        },
    },
}
JOINED = (
    "select T2.名称 , T1.销售额 from 2019年销售 as T1 join 商店 as T2 on 2019年销售.商店id == 商店.词条id"
    " where T1.销售额 >= 80"
)


@pytest.fixture
def dusql(tmp_path: Path) -> Path:
    folder = tmp_path / "DuSQL"

    def question(number: int, text: str, query: str) -> dict[str, Any]:
        return {
            "db_id": "商店/分店",
            "question": text,
            "question_id": f"qid{number:06}",
            "query": query,
            "sql": {"limit": None},
        }

    write_json(folder / "db_schema.json", [SHOPS])
    write_json(folder / "db_content.json", [SHOP_ROWS])
    questions = [
        question(1, "销售额不低于80的商店和销售额", JOINED),
        question(2, "没有销售的商店", "( select 词条id from 商店 ) except ( select 商店id from 2019年销售 )"),
        question(
            3, "2002年1月1日后开业的商店", "select 名称 from 商店 where 开业时间 > 2002-01-01 and 开业时间 < 2005-01-01"
        ),
    ]
    later = question(4, "开业多少年", "select TIME_NOW - 开业时间 from 商店")
    write_json(folder / "train.json", [*questions, later])
    write_json(folder / "dev.json", questions)
    write_json(
        folder / "test.json", [{key: each[key] for key in ("db_id", "question", "question_id")} for each in questions]
    )
    return folder


def test_dusql_gets_databases_of_its_rows_and_golds_that_run(dusql: Path, capsys: Captured) -> None:
    told = imported(capsys, "dusql", str(dusql))
    assert told["counts"] == {"train": 3, "dev": 0, "test": 3}
    assert told["notes"] == ["6 gold queries were respelled, so that SQLite can run them"]
    assert [(each["place"], each["reason"]) for each in told["refused"]] == [
        ("train.json:3", "the SQL does not run: no such column: TIME_NOW")
    ]
    assert told["empty"] == {"train": 0, "dev": 0, "test": 0}
    dataset = read_dataset("datasets/dusql")
    shop, sales = dataset.schemas["商店/分店"].tables
    assert [(c.name, c.type) for c in sales.columns] == [
        ("商店id", "VARCHAR"),
        ("销售额", "INTEGER"),
        ("销售额2", "VARCHAR"),
    ]
    assert (shop.primary_key, sales.foreign_keys[0].references) == (("词条id",), ("词条id",))
    assert {each.language for each in dataset.examples("test")} == {"zh"}
    lines = [
        'SELECT 名称, 销售额 FROM 商店 JOIN "2019年销售" ON 词条id = 商店id WHERE 销售额 > 79',
        "SELECT 'item_3'",
        "SELECT '红星'",
    ]
    assert score("dusql", lines) == (3, 3)
    assert score("dusql", [lines[0].replace("79", "99"), "SELECT 'item_2'", "SELECT '蓝天'"]) == (0, 3)
    told_again = imported(capsys, "dusql", str(dusql))
    assert told_again["digest"] == told["digest"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("db_content.json", None, "db_content.json is missing"),
        ("db_content.json", [], "the rows of 商店/分店 are missing"),
        ("db_content.json", [{**SHOP_ROWS, "tables": {}}], "the rows of the table 商店 in 商店/分店 are missing"),
        (
            "db_content.json",
            [{**SHOP_ROWS, "tables": {**SHOP_ROWS["tables"], "商店": {"cell": [["a", "b"]]}}}],  # type: ignore[dict-item]
            "row 0 has 2 values, where the table has 3 columns",
        ),
        ("db_schema.json", [{"db_id": "x"}], "the schema x is damaged"),
        ("dev.json", {"a": 1}, "not a list of JSON objects"),
    ],
)
def test_a_damaged_file_of_dusql_is_named(dusql: Path, name: str, content: Any, message: str, capsys: Captured) -> None:
    if content is None:
        (dusql / name).unlink()
    else:
        write_json(dusql / name, content)
    assert message in refused(capsys, "dusql", str(dusql))
    assert not Path("datasets/dusql/dataset.json").exists()


def test_a_benchmark_in_another_encoding_is_told_so(dusql: Path, capsys: Captured) -> None:
    text = (dusql / "dev.json").read_text(encoding="utf-8")
    (dusql / "dev.json").write_bytes(text.encode("gb18030"))
    assert "not UTF-8" in refused(capsys, "dusql", str(dusql))


def test_an_import_that_was_stopped_can_be_called_again(
    dusql: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from text2sql import benchmark_data

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(benchmark_data, "run_golds", stopped)
        assert cli.main(["import", "dusql", str(dusql)]) == 130
    assert [path.name for path in Path("datasets/dusql").iterdir()] == ["databases"]
    assert imported(capsys, "dusql", str(dusql))["counts"]["test"] == 3
    Path("datasets/dusql/dataset.json").unlink()
    assert "no t2s data set lies there" in refused(capsys, "dusql", str(dusql))


def test_a_data_set_of_dusql_can_be_trained_on(dusql: Path, capsys: Captured) -> None:
    imported(capsys, "dusql", str(dusql))
    assert cli.main(["finetune", "--data", "datasets/dusql", "--base", "chatglm3-mini", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["examples"], told["too_long"]) == (3, 0)
    assert told["answer_tokens"] > 0


# A plain folder

PEOPLE = "CREATE TABLE people (name VARCHAR, age INT);"


def pairs(*golds: str) -> list[dict[str, str]]:
    return [{"question": f"question {number}", "sql": gold} for number, gold in enumerate(golds)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three schemas: made-up rows, SQLite's and DuckDB's; parts are told by names."""
    found = tmp_path / "mine"
    found.mkdir()
    (found / "people.sql").write_text(PEOPLE)
    write_lines(found / "people.train.jsonl", pairs("SELECT name FROM people", "SELECT height FROM people"))
    write_lines(found / "people.test.jsonl", pairs("SELECT COUNT(*) FROM people"))
    write_database(
        found / "clinic" / "rows.sqlite",
        "CREATE TABLE patient (id INTEGER PRIMARY KEY, born TEXT); INSERT INTO patient VALUES (1, '1990-05-01');"
        "CREATE TABLE visit (patient INT REFERENCES patient (id)); INSERT INTO visit VALUES (1), (1)",
    )
    (found / "clinic" / "train.csv").write_text(
        "question,sql\nwhen?,SELECT strftime('%Y'; born) FROM patient\nall?,SELECT born FROM patient\n"
    )
    (found / "clinic" / "test.csv").write_text(
        "question,sql\nwhich year?,\"SELECT strftime('%Y', born) FROM patient\"\n"
    )
    with duckdb.connect(str(found / "shop.duckdb")) as connection:
        connection.execute(
            "CREATE TABLE goods (label VARCHAR, price INT); INSERT INTO goods VALUES ('cup', 3), ('pen', 1)"
        )
    write_lines(found / "shop.jsonl", pairs("SELECT label FROM goods"))
    write_json(found / "shop.test.json", pairs("SELECT label FROM goods WHERE price > 2"))
    return found


def test_a_folder_holds_schemas_of_all_kinds_and_parts_by_name(folder: Path, capsys: Captured) -> None:
    told = imported(capsys, "folder", str(folder), "--dev-share", "0.3")
    assert told["counts"] == {"train": 2, "dev": 1, "test": 3}
    assert {each["place"] for each in told["refused"]} == {"people.train.jsonl:2", "clinic/train.csv:2"}
    dataset = read_dataset("datasets/mine")
    assert set(dataset.schemas) == {"clinic", "people", "shop"}
    assert set(dataset.databases) == {"clinic", "shop"}
    patient = dataset.schemas["clinic"].table("patient")
    assert [(c.name, c.type, c.samples) for c in patient.columns] == [
        ("id", "INTEGER", ()),
        ("born", "DATE", ("1990-05-01",)),
    ]
    assert dataset.schemas["clinic"].table("visit").foreign_keys[0].table == "patient"
    assert dataset.schemas["shop"].table("goods").columns[0].samples
    tests = {each.schema: each for each in dataset.examples("test")}
    golds = [example.sql for example in dataset.examples("test")]
    assert score("mine", golds) == (3, 3)
    assert read_report(Path("report")).run["profile"] == "strict"
    wrong = {"clinic": "SELECT '1991'", "people": "SELECT 1", "shop": "SELECT 'pen'"}
    assert score("mine", [wrong[each.schema] for each in dataset.examples("test")]) == (0, 3)
    assert tests["clinic"].sql == "SELECT strftime('%Y', born) FROM patient"
    # A published metric runs in SQLite, which not all of these are.
    call = ["eval", "--suite", "mine", "--predictions", "pred.sql", "--profile", "spider", "--out", "again"]
    assert cli.main(call) == 1


def test_a_folder_that_names_no_part_is_split(tmp_path: Path, capsys: Captured) -> None:
    mine = tmp_path / "one"
    mine.mkdir()
    (mine / "schema.sql").write_text(PEOPLE)
    golds = [f"SELECT name FROM people WHERE age > {number}" for number in range(20)]
    write_lines(mine / "questions.jsonl", pairs(*golds))
    told = imported(capsys, "folder", str(mine))
    assert told["counts"] == {"train": 16, "dev": 2, "test": 2}
    assert told["suite"] == "suites/one.toml"
    test = [each.sql for each in read_dataset("datasets/one").examples("test")]
    assert score("one", test) == (2, 2)
    assert score("one", ["SELECT 1"] * 2) == (0, 2)
    assert cli.main(["finetune", "--data", "datasets/one", "--base", "chatglm3-mini", "--dry-run"]) == 0


def test_a_column_may_tell_the_part_of_a_question(tmp_path: Path, capsys: Captured) -> None:
    mine = tmp_path / "one"
    mine.mkdir()
    (mine / "schema.sql").write_text(PEOPLE)
    lines = [
        f"q{number},SELECT {number} FROM people,{part}" for number, part in enumerate(("", "val", "test", "train"))
    ]
    (mine / "questions.csv").write_text("\n".join(["question,sql,split", *lines]))
    assert imported(capsys, "folder", str(mine))["counts"] == {"train": 2, "dev": 1, "test": 1}


def test_a_folder_to_train_on_alone_has_no_suite(folder: Path, capsys: Captured) -> None:
    for file in folder.glob("**/*test*"):
        file.unlink()
    told = imported(capsys, "folder", str(folder))
    assert (told["suite"], told["counts"]["test"]) == (None, 0)
    assert not Path("suites").exists()
    assert cli.main(["import", "folder", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "t2s finetune --data datasets/mine" in shown
    assert "t2s eval" not in shown


def test_what_does_not_belong_together_in_a_folder_is_named(folder: Path, capsys: Captured) -> None:
    write_lines(folder / "stray.jsonl", pairs("SELECT 1"))
    (folder / "lonely.sql").write_text(PEOPLE)
    write_lines(folder / "loose" / "train.jsonl", pairs("SELECT 1"))
    (folder / "clinic.sql").write_text(PEOPLE)
    message = refused(capsys, "folder", str(folder))
    for problem in (
        "stray.jsonl names no tables",
        "lonely.sql has no questions",
        "loose has 0 files of tables, where one is expected",
        "clinic stands there twice",
    ):
        assert problem in message
    empty = folder.parent / "empty"
    empty.mkdir()
    assert "there are no tables" in refused(capsys, "folder", str(empty))
    assert "no such folder" in refused(capsys, "folder", "nowhere")


@pytest.mark.parametrize("name", ["people.sqlite", "people.db", "people.duckdb"])
def test_a_database_of_a_folder_that_is_none_is_named(tmp_path: Path, name: str, capsys: Captured) -> None:
    mine = tmp_path / "mine"
    write_lines(mine / "people.jsonl", pairs("SELECT 1"))
    (mine / name).write_bytes(b"no database at all")
    message = refused(capsys, "folder", str(mine))
    assert name in message
    assert "not a SQLite file" in message or "cannot be opened" in message
