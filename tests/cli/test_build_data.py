"""``t2s build-data``: DDL and pairs in, a data set and a summary out; the same seed, the same bytes."""

import json
from pathlib import Path
from typing import Any

import pytest

from text2sql import cli
from text2sql.database import Database
from text2sql.dataset import read_dataset
from text2sql.evaluation.split import split_suite
from text2sql.outcome import Outcome
from text2sql.pairs.corrections import Correction, save_correction
from text2sql.populate import populate

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = str(ROOT / "schemas" / "students.sql")
SMALL = ("--examples", "40", "--rows", "60")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def t2s(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["build-data", *arguments])
        return code, *capsys.readouterr()

    return run


def lines(folder: Path, split: str = "train") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_students_becomes_a_data_set_whose_sql_runs(t2s, workspace: Path) -> None:
    code, out, err = t2s(STUDENTS, *SMALL)
    assert code == 0, err
    assert "姓名" in out
    assert "next: t2s finetune" in out
    dataset = read_dataset(workspace / "datasets" / "students")
    examples = [example for split in dataset.splits for example in dataset.examples(split)]
    assert len(examples) == 40
    assert {example.language for example in examples} == {"zh", "en"}
    schema = dataset.schemas["students"]
    assert dataset.rows_seed is not None
    with Database.from_rows(schema, populate(schema, seed=dataset.rows_seed, rows=60)) as database:
        assert all(isinstance(database.run(example.sql), Outcome) for example in examples)
    assert schema.tables[0].column("name").samples


def test_a_line_has_the_seed_prompt_and_its_trace(t2s, workspace: Path) -> None:
    t2s(STUDENTS, *SMALL)
    line = lines(workspace / "datasets" / "students")[0]
    user, assistant = line["conversations"]
    head = "1.你的任务是将问题转化为SQL。\n2.你已知的表students (name, student_id, class, year, "
    assert user["content"].startswith(head)
    assert user["content"].endswith(f"\n 3.问题:{line['question']}")
    assert assistant == {"role": "assistant", "content": line["sql"] + ";"}
    assert list(line) == ["conversations", "id", "schema", "question", "sql", "language", "tags", "provenance"]


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(t2s, workspace: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        assert t2s(STUDENTS, *SMALL, "--seed", seed, "--out", name)[0] == 0
    content = {name: [path.read_bytes() for path in sorted((workspace / name).iterdir())] for name in "abc"}
    assert content["a"] == content["b"]
    assert content["a"] != content["c"]


def test_splits_share_no_pair(t2s, workspace: Path) -> None:
    t2s(STUDENTS, "--examples", "120", "--rows", "60")
    folder = workspace / "datasets" / "students"
    pairs = {
        split: {(line["question"], line["sql"]) for line in lines(folder, split)} for split in ("train", "dev", "test")
    }
    assert all(pairs.values())
    assert not pairs["train"] & (pairs["dev"] | pairs["test"])
    assert not pairs["dev"] & pairs["test"]


def test_pairs_are_run_and_bad_lines_are_named(t2s, workspace: Path) -> None:
    rows = [
        "question,sql",
        "多少人?,SELECT count(*) FROM students",
        "x,SELECT height FROM students",
        "y,DROP TABLE students",
    ]
    (workspace / "mine.csv").write_text("\n".join(rows), encoding="utf-8")
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.csv", "--json")
    summary = json.loads(out)
    assert code == 0
    assert sum(summary["family"]["your pairs"].values()) == 1
    assert [refused["place"] for refused in summary["refused_pairs"]] == ["mine.csv:3", "mine.csv:4"]
    assert "height" in summary["refused_pairs"][0]["reason"]
    assert summary["refused"]["pairs: gold fails"] == 1


MINE = [
    {"question": "1班数学高于60分的学生有哪些?", "sql": "SELECT name FROM students WHERE class = '1班' AND math > 60"},
    {
        "question": "哪一年的人最多",
        "sql": "SELECT year FROM students GROUP BY year ORDER BY COUNT(*) DESC, year LIMIT 1",
    },
    {"question": "How many students?", "sql": "SELECT COUNT(*) FROM students", "split": "test"},
]


@pytest.fixture
def mine(workspace: Path) -> Path:
    path = workspace / "mine.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in MINE), encoding="utf-8")
    return path


def test_a_users_pairs_are_trained_on_as_often_as_asked_and_tested_only_if_they_say_so(
    t2s, workspace: Path, mine
) -> None:
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", str(mine), "--weight", "3", "--augment", "5", "--json")
    assert code == 0
    folder = workspace / "datasets" / "students"
    train, dev, test = (lines(folder, split) for split in ("train", "dev", "test"))
    asked = [line["question"] for line in train if line["provenance"].startswith("pair:")]
    assert sorted(asked) == sorted([MINE[0]["question"], MINE[1]["question"]] * 3)
    assert [line["question"] for line in test if line["provenance"].startswith("pair:")] == [MINE[2]["question"]]
    around = [line for line in train if line["provenance"].startswith("augmented:mine.jsonl:")]
    assert {line["provenance"] for line in around} == {"augmented:mine.jsonl:1", "augmented:mine.jsonl:2"}
    assert max(sum(line["provenance"].endswith(f":{at}") for line in around) for at in (1, 2)) == 5
    assert not any(line["provenance"].startswith("augmented:") for line in (*dev, *test))
    assert json.loads(out)["pairs"] == {"own": 3, "around": len(around), "weight": 3}


def test_one_pair_more_leaves_the_test_part_as_it_was(t2s, workspace: Path, mine: Path) -> None:
    t2s(STUDENTS, *SMALL, "--out", "without")
    mine.write_text(json.dumps(MINE[0], ensure_ascii=False), encoding="utf-8")
    t2s(STUDENTS, *SMALL, "--pairs", str(mine), "--out", "with")
    for split in ("dev", "test"):
        assert (workspace / "with" / f"{split}.jsonl").read_bytes() == (
            workspace / "without" / f"{split}.jsonl"
        ).read_bytes()
    assert len(lines(workspace / "with")) > len(lines(workspace / "without"))


def test_a_generated_question_gives_way_to_the_same_of_a_user(t2s, workspace: Path) -> None:
    t2s(STUDENTS, *SMALL, "--out", "without")
    asked = lines(workspace / "without", "test")[0]["question"]
    text = json.dumps({"question": asked + " ", "sql": "SELECT COUNT(*) FROM students"}, ensure_ascii=False)
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    _, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.jsonl", "--augment", "0", "--out", "with", "--json")
    assert json.loads(out)["refused"]["your pairs ask the same"] == 1
    assert asked not in [line["question"] for line in lines(workspace / "with", "test")]
    assert asked in [line["question"] for line in lines(workspace / "with", "train")]


def test_the_train_part_is_measured_once_a_question(t2s, workspace: Path, mine: Path) -> None:
    t2s(STUDENTS, *SMALL, "--pairs", str(mine), "--weight", "9")
    dataset = read_dataset(workspace / "datasets" / "students")
    questions = [example.id for example in split_suite(dataset, "train").examples]
    assert len(questions) == len(set(questions))
    assert len(questions) < len(dataset.examples("train"))


def test_what_is_found_about_pairs_is_told_with_its_line(t2s, workspace: Path) -> None:
    pairs = [
        ("多少人?", "SELECT COUNT(*) FROM students"),
        ("多少人", "SELECT 7"),
        ("诸葛亮的数学", "SELECT math FROM students WHERE name = '诸葛亮'"),
    ]
    text = "\n".join(json.dumps({"question": question, "sql": sql}, ensure_ascii=False) for question, sql in pairs)
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.jsonl")
    assert code == 0
    told = [line.split()[:2] for line in out.splitlines() if line.strip().startswith("mine.jsonl:")]
    assert told == [["mine.jsonl:1", "contradiction"], ["mine.jsonl:2", "contradiction"], ["mine.jsonl:3", "value"]]
    assert "诸葛亮 is not in students.name" in out
    summary = json.loads(t2s(STUDENTS, *SMALL, "--pairs", "mine.jsonl", "--json")[1])
    assert [each["kind"] for each in summary["refused_pairs"]] == ["contradiction"] * 2
    assert [(each["place"], each["kind"]) for each in summary["notes"]] == [("mine.jsonl:3", "value not in the rows")]
    assert "1 in train, each 4 times an epoch" in out


def test_families_stand_in_columns_of_a_width_to_read(t2s) -> None:
    _, out, _ = t2s(STUDENTS, "--examples", "150", "--rows", "60")
    start = out.index("family")
    table = out[start : out.index("refused", start)].rstrip().splitlines()
    assert len(table) > 5
    assert max(map(len, table)) < 140


def test_corrections_are_taken_in_by_themselves_and_win(t2s, workspace: Path, mine: Path) -> None:
    path = workspace / "datasets" / "students" / "corrections.jsonl"
    sql = "SELECT name FROM students WHERE class = '1班' AND math >= 99"
    save_correction(path, Correction(question=MINE[0]["question"], sql=sql, was=None, at=""))
    before = path.read_bytes()
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", str(mine))
    assert code == 0
    assert "1 correction of datasets/students/corrections.jsonl, taken in" in out
    assert "corrected since" in out
    found = {line["sql"] for line in lines(path.parent) if line["question"] == MINE[0]["question"]}
    assert found == {sql}
    assert path.read_bytes() == before
    assert t2s(STUDENTS, *SMALL)[0] == 0  # and again, over the data set that now lies beside them


def test_corrections_of_other_tables_are_not_taken_in(t2s, workspace: Path) -> None:
    path = workspace / "datasets" / "shop" / "corrections.jsonl"
    save_correction(path, Correction(question="一", sql="SELECT 1", was=None, at=""))
    _, out, _ = t2s(STUDENTS, *SMALL)
    assert "corrections" not in out


def test_pairs_that_nothing_can_be_measured_by_are_refused(t2s, workspace: Path) -> None:
    queries = [
        "SELECT name FROM students ORDER BY random()",
        "SELECT a.name FROM students a, students b, students c",
        "SELECT name FROM students ORDER BY name",
    ]
    text = "\n".join(json.dumps({"question": f"q{i}", "sql": sql}) for i, sql in enumerate(queries))
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    code, out, _ = t2s(STUDENTS, *SMALL, "--pairs", "mine.jsonl", "--json")
    summary = json.loads(out)
    assert code == 0
    assert sum(summary["family"]["your pairs"].values()) == 1
    reasons = [refused["reason"] for refused in summary["refused_pairs"]]
    assert "other rows when it runs again" in reasons[0]
    assert "more than 10000" in reasons[1]


def test_shards_of_parquet_are_written_and_hold_what_one_file_holds(t2s, workspace: Path) -> None:
    assert t2s(STUDENTS, *SMALL, "--shards", "2", "--format", "parquet", "--out", "a")[0] == 0
    assert t2s(STUDENTS, *SMALL, "--workers", "2", "--out", "b")[0] == 0
    assert sorted(path.suffix for path in (workspace / "a").iterdir()) == [".json", *[".parquet"] * 6]
    assert read_dataset(workspace / "a").examples("train") == read_dataset(workspace / "b").examples("train")


def test_a_large_set_is_made_in_chunks_and_counted(t2s, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("text2sql.build.IN_ONE_PIECE", 50)
    code, out, err = t2s(STUDENTS, "--examples", "120", "--rows", "60", "--shards", "2", "--json")
    assert code == 0, err
    summary = json.loads(out)
    assert sum(summary["counts"].values()) == 120
    assert sum(summary["language"]["zh"].values()) == pytest.approx(60, abs=5)
    dataset = read_dataset(workspace / "datasets" / "students")
    assert {split: len(dataset.examples(split)) for split in dataset.splits} == summary["counts"]
    assert not (workspace / "datasets" / "students" / ".building").exists()


def test_a_large_set_takes_in_pairs_what_is_around_them_and_corrections(
    t2s, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("text2sql.build.IN_ONE_PIECE", 50)
    large = (STUDENTS, "--examples", "120", "--rows", "60", "--shards", "2", "--json")
    assert t2s(*large, "--out", "before")[0] == 0
    before = read_dataset(workspace / "before")
    generated = before.examples("train")[0]
    mine = [
        {"question": generated.question.upper() + " ?", "sql": "SELECT COUNT(*) AS mine FROM students"},
        {"question": "1班数学高于60的人", "sql": "SELECT name FROM students WHERE class = '1班' AND math > 60"},
        {"question": "谁的英语最好?", "sql": "SELECT name FROM students ORDER BY english LIMIT 1"},
        {"question": "有几个名字?", "sql": "SELECT COUNT(DISTINCT name) FROM students", "split": "test"},
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in mine)
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    corrected = Correction(
        question="谁的英语最好?",
        sql="SELECT name FROM students ORDER BY english DESC, name LIMIT 1",
        was=None,
        at="",
    )
    save_correction(workspace / "datasets" / "students" / "corrections.jsonl", corrected)

    code, out, err = t2s(*large, "--pairs", "mine.jsonl", "--weight", "3", "--out", "d", "--report", "page.html")
    assert code == 0, err
    summary = json.loads(out)
    assert summary["pairs"]["own"] == 4, summary["refused_pairs"]
    assert summary["pairs"]["around"] > 0
    assert [each["kind"] for each in summary["refused_pairs"]] == ["corrected since"]
    assert summary["refused"]["your pairs ask the same"] >= 1
    dataset = read_dataset(workspace / "d")
    train, test = dataset.examples("train"), dataset.examples("test")
    for sql in (mine[0]["sql"], mine[1]["sql"], corrected.sql):
        assert sum(each.sql == sql and each.provenance.startswith("pair:") for each in train) == 3
    assert not any(each.question == generated.question for split in dataset.splits for each in dataset.examples(split))
    assert [each.question for each in test if each.provenance.startswith("pair:")] == ["有几个名字?"]
    # The pairs in train are counted once, and stand in the file three times.
    assert summary["counts"]["train"] == len(train) - 2 * 3
    assert sum(summary["family"]["your pairs"].values()) == 4
    assert sum(summary["family"]["around your pairs"].values()) == summary["pairs"]["around"]
    assert "1班数学高于60的人" in (workspace / "page.html").read_text(encoding="utf-8")
    # One more pair leaves the generated test part as it was, but for the question that gave way.
    assert {each.question for each in before.examples("test")} - {each.question for each in test} <= {
        generated.question
    }


def test_pairs_alone_make_a_data_set(t2s, workspace: Path) -> None:
    text = "\n".join(json.dumps({"question": f"q{i}", "sql": f"SELECT {i}"}) for i in range(30))
    (workspace / "mine.jsonl").write_text(text, encoding="utf-8")
    code, out, _ = t2s(STUDENTS, "--examples", "0", "--pairs", "mine.jsonl", "--json")
    assert code == 0
    assert sum(json.loads(out)["counts"].values()) == 30


def test_languages_and_prompt_are_as_asked_for(t2s, workspace: Path) -> None:
    code, _, _ = t2s(STUDENTS, *SMALL, "--lang", "en", "--prompt", "rich", "--out", "d")
    assert code == 0
    found = read_dataset(workspace / "d")
    assert {example.language for example in found.examples("train")} == {"en"}
    assert found.prompt == "rich"
    assert "班主任" in found.conversations("train")[0].messages[0].content


@pytest.mark.parametrize("name", ["hospital", "shop"])
def test_several_tables_are_joined(t2s, name: str, workspace: Path) -> None:
    code, out, err = t2s(str(ROOT / "schemas" / f"{name}.sql"), "--examples", "150", "--rows", "60", "--json")
    assert code == 0, err
    assert any(" JOIN " in line["sql"] for line in lines(workspace / "datasets" / name))
    assert json.loads(out)["schema"]["dialect"] == {"hospital": "mysql", "shop": "postgres"}[name]


class TestMistakes:
    def test_a_missing_schema_is_one_message(self, t2s) -> None:
        code, _, err = t2s("none.sql")
        assert code == 1
        assert "none.sql: no such file" in err

    def test_a_bad_ddl_is_named_with_its_line(self, t2s, workspace: Path) -> None:
        (workspace / "x.sql").write_text("CREATE TABLE t (\na INT,\na TEXT)")
        code, _, err = t2s("x.sql")
        assert code == 1
        assert "x.sql:3: table t has two columns a" in err
        assert not (workspace / "datasets").exists()

    def test_warnings_of_the_ddl_are_shown(self, t2s, workspace: Path) -> None:
        (workspace / "x.sql").write_text(
            "CREATE TABLE goods (name TEXT, price INT, shape FROBNICATION);\nDROP TABLE y;"
        )
        code, out, _ = t2s("x.sql", "--examples", "5", "--rows", "30")
        assert code == 0
        assert "warning: x.sql:1: type FROBNICATION" in out
        assert "1 × DROP TABLE" in out

    def test_an_unknown_language_is_a_usage_error(self, t2s) -> None:
        code, _, err = t2s(STUDENTS, "--lang", "zh,fr")
        assert code == 2
        assert "--lang 'zh,fr'" in err

    def test_something_else_in_the_folder_is_kept(self, t2s, workspace: Path) -> None:
        (workspace / "d").mkdir()
        (workspace / "d" / "thesis.txt").write_text("mine")
        code, _, err = t2s(STUDENTS, *SMALL, "--out", "d")
        assert code == 1
        assert "no t2s data set" in err
        assert [path.name for path in (workspace / "d").iterdir()] == ["thesis.txt"]

    def test_no_example_left_is_said(self, t2s, workspace: Path) -> None:
        (workspace / "mine.jsonl").write_text('{"question": "q", "sql": "SELECT nothing FROM students"}')
        code, _, err = t2s(STUDENTS, "--examples", "0", "--pairs", "mine.jsonl")
        assert code == 1
        assert "no example is left\nmine.jsonl:1: the SQL does not run" in err


def test_help_shows_an_example(t2s) -> None:
    code, out, _ = t2s("--help")
    assert code == 0
    assert "t2s build-data schemas/students.sql" in out


def test_a_mistyped_schema_is_called_missing_not_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build-data", "schemas/studnets.sql"]) == 1
    message = capsys.readouterr().err
    assert "no such file" in message
    assert "install" not in message
