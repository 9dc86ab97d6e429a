"""A user's own pairs: every format they have, the names columns go by, and bad lines that do not stop the rest."""

import json
from pathlib import Path

import pytest

from text2sql.benchmarks.pairs import PairsFile, read_pairs
from text2sql.errors import T2SError
from text2sql.prompt import PromptFormat, user_message
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=(Column(name="name", type="VARCHAR"), Column(name="math", type="DOUBLE", comment="数学")),
            primary_key=("name",),
        ),
    ),
)


@pytest.fixture
def read(tmp_path: Path):
    def from_text(name: str, text: str, encoding: str = "utf-8", schema: Schema = SCHEMA) -> PairsFile:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read_pairs(path, schema)

    return from_text


def pairs(found: PairsFile) -> list[tuple[str, str]]:
    return [(example.question, example.sql) for example in found.examples]


def reasons(found: PairsFile) -> list[tuple[int, str]]:
    return [(int(place.rsplit(":", 1)[1]), reason) for place, reason in found.refused]


ONE = [("多少人?", "SELECT count(*) FROM students")]


class TestFormats:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.jsonl", '{"question": "多少人?", "sql": "SELECT count(*) FROM students;"}\n\n'),
            ("a.json", '[{"question": "多少人?",\n "sql": "SELECT count(*) FROM students"}]'),
            ("a.json", '{\n"question": "多少人?",\n"sql": "SELECT count(*) FROM students"\n}'),
            ("a.txt", '{"question": "多少人?", "sql": "SELECT count(*) FROM students"}'),
            ("a.csv", "question,sql\n多少人?,SELECT count(*) FROM students;\n\n"),
            ("a.csv", "id;问题;SQL\n1;多少人?;SELECT count(*) FROM students\n"),
            ("a.tsv", "SQL\t提问\nSELECT count(*) FROM students\t多少人?\n"),
        ],
    )
    def test_every_format_gives_the_same_pair(self, read, name: str, text: str) -> None:
        assert pairs(read(name, text)) == ONE

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
    def test_encodings_of_chinese_tools_are_read(self, read, name: str, encoding: str) -> None:
        row = {"问题": "多少人?", "SQL": "SELECT count(*) FROM students"}
        text = (
            json.dumps(row, ensure_ascii=False)
            if name.endswith("l")
            else "\r\n".join(map(",".join, (row, row.values())))
        )
        assert pairs(read(name, text, encoding)) == ONE

    def test_sql_over_several_lines_of_a_csv_keeps_the_count_of_lines(self, read) -> None:
        found = read("a.csv", 'question,sql\na,"SELECT name,\nmath FROM students"\nb,SELECT 1,2\nc,SELECT 3\n')
        assert pairs(found) == [("a", "SELECT name,\nmath FROM students"), ("c", "SELECT 3")]
        assert reasons(found) == [(4, "3 cells where the header has 2; put SQL with commas into double quotes")]

    def test_conversations_give_back_the_question_of_either_prompt(self, read) -> None:
        for form in PromptFormat:
            turns = [
                {"role": "system", "content": "你是助手"},
                {"role": "user", "content": user_message(SCHEMA, "多少人?", form)},
                {"role": "assistant", "content": "```sql\nSELECT count(*) FROM students;\n```"},
            ]
            for name in ("conversations", "messages"):
                assert pairs(read("a.jsonl", json.dumps({name: turns}))) == ONE

    def test_prompt_and_response_are_a_pair(self, read) -> None:
        row = {"prompt": "多少人?", "response": "SELECT count(*) FROM students;", "history": []}
        assert pairs(read("a.jsonl", json.dumps(row))) == ONE

    @pytest.mark.parametrize(
        ("row", "pair"),
        [
            ({"question": "q", "query": "SELECT 1"}, ("q", "SELECT 1")),
            ({"query": "q", "sql": "SELECT 1"}, ("q", "SELECT 1")),
            ({"Question": "q", "Gold": "SELECT 1"}, ("q", "SELECT 1")),
            ({"提问": "q", "answer": "SELECT 1"}, ("q", "SELECT 1")),
        ],
    )
    def test_columns_go_by_many_names(self, read, row: dict[str, str], pair: tuple[str, str]) -> None:
        assert pairs(read("a.jsonl", json.dumps(row))) == [pair]

    def test_an_example_says_where_it_came_from(self, read) -> None:
        (example,) = read("my.jsonl", '\n{"question": "How many?", "sql": "SELECT 1", "tags": ["b", "a"]}').examples
        assert (example.provenance, example.language, example.tags) == ("my.jsonl:2", "en", ("a", "b"))

    def test_sql_of_the_schemas_own_dialect_is_translated(self, read) -> None:
        text = '{"question": "q", "sql": "SELECT TOP 3 name FROM students ORDER BY math DESC"}'
        tsql = Schema(name="students", tables=SCHEMA.tables, dialect="tsql")
        assert "LIMIT 3" in read("a.jsonl", text, schema=tsql).examples[0].sql
        assert not read("a.jsonl", text).examples


class TestBadLines:
    def test_each_is_named_with_its_reason_and_the_rest_goes_on(self, read) -> None:
        lines = [
            '{"question": "a", "sql": "SELECT 1"}',
            "oops",
            '{"question": "", "sql": "SELECT 1"}',
            '{"question": "b", "sql": " "}',
            '{"question": "c", "sql": "DROP TABLE students"}',
            '{"question": "d", "sql": "SELECT FROM WHERE"}',
            '{"text": "e"}',
            '{"question": 1, "sql": "SELECT 1"}',
            "[1]",
            '{"question": "a", "sql": "SELECT 1"}',
            '{"conversations": [{"role": "user", "content": "x"}]}',
            '{"question": "z", "sql": "SELECT 2"}',
        ]
        found = read("a.jsonl", "\n".join(lines))
        assert pairs(found) == [("a", "SELECT 1"), ("z", "SELECT 2")]
        named = dict(reasons(found))
        assert sorted(named) == list(range(2, 12))
        assert "not JSON" in named[2]
        assert "question is empty" in named[3]
        assert "SQL is empty" in named[4]
        assert "refused" in named[5]
        assert "no question and SQL among text" in named[7]
        assert "not a JSON object" in named[9]
        assert "again" in named[10]

    def test_a_broken_list_keeps_what_stood_before(self, read) -> None:
        found = read("a.json", '[{"question": "a", "sql": "SELECT 1"},\n{"question": oops}]')
        assert len(found.examples) == 1
        assert reasons(found) == [(2, "not JSON: Expecting value; nothing behind it in the list can be read")]

    @pytest.mark.parametrize("text", ["", " \n", "a,b\n1,2\n"])
    def test_a_file_without_the_two_columns_is_refused(self, read, text: str) -> None:
        with pytest.raises(T2SError, match=r"a\.csv"):
            read("a.csv", text)

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(T2SError, match="no such file"):
            read_pairs(tmp_path / "none.csv", SCHEMA)
