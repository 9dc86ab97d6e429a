"""Data sets on disk: the exact bytes of the seed format, what is read back, and what is refused."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from text2sql.conversations import conversation_from_json
from text2sql.dataset import Dataset, line_of, read_dataset, write_dataset
from text2sql.errors import T2SError
from text2sql.parquetfile import COLUMNS
from text2sql.prompt import PromptFormat
from text2sql.records import Example
from text2sql.schema import Column, Schema, Table
from text2sql.splitfiles import FileFormat

SCHEMA = Schema(
    name="students",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR", comment="姓名", samples=("陈婷",)),
                Column(name="math", type="DOUBLE"),
            ),
        ),
    ),
)
EXAMPLE = Example(
    id="0123456789abcdef",
    schema="students",
    question="2018年陈婷的数学成绩是多少?",
    sql="SELECT math FROM students WHERE name = '陈婷'",
    language="zh",
    tags=("level:easy", "where"),
    provenance="synth:lookup",
)
LINE = (
    '{"conversations": [{"role": "user", "content": "1.你的任务是将问题转化为SQL。\\n2.你已知的表students (name, math) 。\\n'
    ' 3.问题:2018年陈婷的数学成绩是多少?"}, {"role": "assistant", "content": "SELECT math FROM students WHERE name = \'陈婷\';"}], '
    '"id": "0123456789abcdef", "schema": "students", "question": "2018年陈婷的数学成绩是多少?", '
    '"sql": "SELECT math FROM students WHERE name = \'陈婷\'", "language": "zh", "tags": ["level:easy", "where"], '
    '"provenance": "synth:lookup"}\n'
)


def write(
    path: Path,
    prompt: PromptFormat = PromptFormat.SEED,
    *,
    examples: Sequence[Example] = (EXAMPLE,),
    shards: int = 1,
    form: FileFormat = FileFormat.JSONL,
) -> Dataset:
    return write_dataset(
        path,
        name="students",
        schemas={"students": SCHEMA},
        splits={"train": examples, "dev": [], "test": []},
        prompt=prompt,
        seed=7,
        rows_seed=8,
        rows=50,
        refused={"b": 1, "a": 2},
        shards=shards,
        form=form,
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class TestWriting:
    def test_a_line_is_the_conversation_format_to_the_byte(self, tmp_path: Path) -> None:
        write(tmp_path / "d")
        assert (tmp_path / "d" / "train.jsonl").read_text(encoding="utf-8") == LINE

    def test_two_writes_are_byte_identical(self, tmp_path: Path) -> None:
        write(tmp_path / "a")
        write(tmp_path / "b")
        assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
        assert sorted(bytes_of(tmp_path / "a")) == ["dataset.json", "dev.jsonl", "test.jsonl", "train.jsonl"]

    def test_what_was_written_is_read_back(self, tmp_path: Path) -> None:
        write(tmp_path / "d")
        found = read_dataset(tmp_path / "d")
        assert found.examples("train") == (EXAMPLE,)
        assert found.examples("dev") == ()
        assert found.schemas == {"students": SCHEMA}
        assert (found.name, found.prompt, found.seed, found.rows_seed, found.rows) == ("students", "seed", 7, 8, 50)
        assert found.refused == {"a": 2, "b": 1}

    def test_only_the_answer_is_trained(self, tmp_path: Path) -> None:
        (conversation,) = write(tmp_path / "d").conversations("train")
        assert [(m.role, m.trained) for m in conversation.messages] == [("user", False), ("assistant", True)]

    def test_the_prompt_format_changes_the_text_and_the_digest(self, tmp_path: Path) -> None:
        seed, rich = write(tmp_path / "a"), write(tmp_path / "b", PromptFormat.RICH)
        assert seed.digest != rich.digest
        assert "姓名" in rich.conversations("train")[0].messages[0].content
        assert "姓名" not in seed.conversations("train")[0].messages[0].content

    def test_an_earlier_data_set_is_replaced(self, tmp_path: Path) -> None:
        write(tmp_path / "d", PromptFormat.RICH)
        write(tmp_path / "d")
        assert read_dataset(tmp_path / "d").prompt is PromptFormat.SEED

    def test_anything_else_is_not_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "d").mkdir()
        (tmp_path / "d" / "train.jsonl").write_text("mine")
        with pytest.raises(T2SError, match="no t2s data set"):
            write(tmp_path / "d")
        assert (tmp_path / "d" / "train.jsonl").read_text() == "mine"
        with pytest.raises(T2SError, match="no t2s data set"):
            write(tmp_path / "d" / "train.jsonl")


class TestReading:
    def test_files_changed_by_hand_are_read_and_said(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        digest = write(tmp_path / "d").digest
        with caplog.at_level(logging.WARNING):
            read_dataset(tmp_path / "d")
            assert not caplog.records
            with (tmp_path / "d" / "train.jsonl").open("a", encoding="utf-8") as file:
                file.write(LINE.replace("数学", "语文"))
            assert read_dataset(tmp_path / "d").digest != digest
        assert "changed" in caplog.text

    def test_one_split_of_a_data_set_keeps_its_schemas(self, tmp_path: Path) -> None:
        write(tmp_path / "d")
        found = read_dataset(tmp_path / "d" / "train.jsonl")
        assert found.splits == ("train",)
        assert found.schemas == {"students": SCHEMA}
        assert found.examples("train") == (EXAMPLE,)

    def test_bare_files_as_chatglm3_takes_them_are_read(self, tmp_path: Path) -> None:
        line = json.dumps({"conversations": json.loads(LINE)["conversations"]}, ensure_ascii=False) + "\n"
        (tmp_path / "train.json").write_text(line * 2, encoding="utf-8")
        (tmp_path / "dev.json").write_text(line, encoding="utf-8")
        found = read_dataset(tmp_path)
        assert found.splits == ("train", "dev")
        assert (found.schemas, found.prompt) == ({}, None)
        assert len(found.conversations("train")) == 2
        assert (found.examples("dev")[0].question, found.examples("dev")[0].sql) == (EXAMPLE.question, "")

    def test_a_single_file_is_a_training_split(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.jsonl"
        path.write_text('{"prompt": "问", "response": "答", "history": [["a", "b"]]}\n', encoding="utf-8")
        (conversation,) = read_dataset(path).conversations("train")
        assert [m.content for m in conversation.messages] == ["a", "b", "问", "答"]

    def test_bad_lines_are_all_named(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.jsonl"
        path.write_text('{"conversations": []}\n{"prompt": "q", "response": "a"}\nx\n', encoding="utf-8")
        with pytest.raises(T2SError, match=r"2 bad lines\n.*mine\.jsonl:1.*\n.*mine\.jsonl:3"):
            read_dataset(path).conversations("train")

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda m: m | {"format_version": 99}, "format version 99"),
            (lambda m: {k: v for k, v in m.items() if k != "schemas"}, "damaged manifest"),
            (lambda m: m | {"prompt": "none"}, "damaged manifest"),
        ],
    )
    def test_a_damaged_manifest_is_refused(self, tmp_path: Path, change, message: str) -> None:
        write(tmp_path)
        manifest = json.loads((tmp_path / "dataset.json").read_text(encoding="utf-8"))
        (tmp_path / "dataset.json").write_text(json.dumps(change(manifest)), encoding="utf-8")
        with pytest.raises(T2SError, match=message):
            read_dataset(tmp_path)

    def test_where_nothing_lies_the_next_step_is_said(self, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "none"):
            with pytest.raises(T2SError, match="t2s build-data"):
                read_dataset(path)


class TestConversations:
    def test_loss_decides_what_is_trained(self) -> None:
        turns = [
            {"role": "user", "content": "a"},
            {"role": "assistant", "content": "b", "loss": False},
            {"role": "user", "content": "c"},
            {"role": "assistant", "content": "d"},
        ]
        found = conversation_from_json({"conversations": turns})
        assert [m.trained for m in found.messages] == [False, False, False, True]

    def test_tools_stand_in_the_system_turn(self) -> None:
        turns = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
        found = conversation_from_json({"tools": [{"name": "天气"}], "conversations": turns})
        assert found.messages[0].role == "system"
        assert "天气" in found.messages[0].content
        assert not found.messages[0].trained

    def test_glm4_calls_the_turns_messages(self) -> None:
        system = {"role": "system", "content": "s", "tools": [{"name": "天气"}]}
        turns = [system, {"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
        found = conversation_from_json({"messages": turns})
        assert found == conversation_from_json({"conversations": turns})
        assert "天气" in found.messages[0].content
        # Whoever has both means the one that is read here.
        assert conversation_from_json({"messages": [], "conversations": turns}) == found

    @pytest.mark.parametrize(
        "line",
        [
            {},
            {"conversations": "x"},
            {"messages": []},
            {"messages": [{"role": "user", "content": "a"}]},
            {"conversations": [{"role": "user", "content": "a"}]},
            {"conversations": [{"role": "robot", "content": "a"}]},
            {"conversations": [{"role": "assistant", "content": "a", "metadata": "tool"}]},
            {"conversations": [{"role": "assistant", "content": "a", "loss": "no"}]},
            {"conversations": [{"role": "assistant", "content": "a", "loss": False}]},
            {"conversations": [{"role": "assistant", "content": " "}]},
            {"prompt": "a", "response": ""},
            {"prompt": "a", "response": "b", "history": [["c"]]},
        ],
    )
    def test_what_is_no_conversation_is_refused(self, line: dict[str, object]) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            conversation_from_json(line)


class TestShards:
    @pytest.mark.parametrize("form", list(FileFormat))
    def test_shards_are_read_back_in_order(self, tmp_path: Path, form: FileFormat) -> None:
        examples = [replace(EXAMPLE, id=f"{n:016x}", question=f"第{n}个?") for n in range(10)]
        folder = tmp_path / "d"
        write(folder, examples=examples, shards=3, form=form)
        assert [file.name for file in read_dataset(folder).files["train"]] == [
            f"train-0000{n}-of-00003.{form}" for n in range(3)
        ]
        assert read_dataset(folder).examples("train") == tuple(examples)
        assert list(read_dataset(folder).stream("train")) == examples
        assert len(read_dataset(folder).conversations("train")) == 10
        assert read_dataset(folder).examples("dev") == ()

    def test_files_of_an_earlier_layout_are_removed(self, tmp_path: Path) -> None:
        write(tmp_path / "d", shards=3, form=FileFormat.PARQUET)
        write(tmp_path / "d", shards=2)
        write(tmp_path / "d")
        assert sorted(bytes_of(tmp_path / "d")) == ["dataset.json", "dev.jsonl", "test.jsonl", "train.jsonl"]

    def test_a_missing_shard_is_named(self, tmp_path: Path) -> None:
        write(tmp_path / "d", shards=3)
        (tmp_path / "d" / "train-00001-of-00003.jsonl").unlink()
        with pytest.raises(T2SError, match=r"1 shards missing\ntrain-00001-of-00003\.jsonl"):
            read_dataset(tmp_path / "d")

    def test_parquet_has_a_column_for_each_key_of_a_line(self) -> None:
        """A key without a column would be lost without a word."""
        assert list(line_of(EXAMPLE, SCHEMA, PromptFormat.SEED)) == list(COLUMNS)

    def test_what_is_no_parquet_file_is_said(self, tmp_path: Path) -> None:
        write(tmp_path / "d", form=FileFormat.PARQUET)
        (tmp_path / "d" / "train.parquet").write_text("nothing of the kind")
        with pytest.raises(T2SError, match="cannot be read"):
            read_dataset(tmp_path / "d").examples("train")

    def test_a_bad_line_of_a_stream_is_named(self, tmp_path: Path) -> None:
        write(tmp_path / "d")
        with (tmp_path / "d" / "train.jsonl").open("a", encoding="utf-8") as file:
            file.write("nothing of the kind\n")
        with pytest.raises(T2SError, match=r"train\.jsonl:2: not JSON"):
            list(read_dataset(tmp_path / "d").stream("train"))
