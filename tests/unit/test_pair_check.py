"""What is found about a user's pairs: each kind with a line that has it, and a like one that has not."""

import json
from pathlib import Path

import pytest

from text2sql.pairs.check import Checked, FindingKind, check_pairs, same_question
from text2sql.schema import Column, Schema, Table

SCHEMA = Schema(
    name="s",
    tables=(
        Table(
            name="students",
            columns=(
                Column(name="name", type="VARCHAR"),
                Column(name="class", type="VARCHAR"),
                Column(name="math", type="DECIMAL(5, 1)"),
            ),
        ),
    ),
)
ROWS = {"students": [("陈婷", "1班", 92), ("李雷", "1班", 60), ("韩梅", "2班", 60)]}


class Check:
    """Writes pairs to files and checks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *pairs: tuple[str, str], corrections: list[tuple[str, str]] | None = None) -> Checked:
        mine = self._write("mine.jsonl", list(pairs))
        corrected = self._write("corrections.jsonl", corrections) if corrections else None
        return check_pairs(SCHEMA, ROWS, [mine], corrections=corrected)

    def _write(self, name: str, pairs: list[tuple[str, str]]) -> Path:
        path = self.folder / name
        lines = [json.dumps({"question": question, "sql": sql}, ensure_ascii=False) for question, sql in pairs]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


@pytest.fixture
def check(tmp_path: Path) -> Check:
    return Check(tmp_path)


def kinds(checked: Checked) -> list[tuple[int, FindingKind]]:
    return [(int(each.place.rpartition(":")[2]), each.kind) for each in checked.findings]


MATH_90 = ("数学超过90的人", "SELECT name FROM students WHERE math > 90")


def test_a_pair_that_would_end_the_process_is_refused_and_the_others_are_checked(check: Check) -> None:
    checked = check(("多长", "SELECT length(repeat('x', 3000000000)) FROM students"), MATH_90)
    assert kinds(checked) == [(1, FindingKind.FAILS)]
    assert [pair.example.question for pair in checked.pairs] == [MATH_90[0]]


def test_a_sound_pair_is_taken_and_nothing_is_said(check: Check) -> None:
    checked = check(MATH_90)
    (pair,) = checked.pairs
    assert checked.findings == ()
    assert (pair.split, pair.example.provenance) == ("train", "pair:mine.jsonl:1")
    assert pair.place == f"{check.folder}/mine.jsonl:1"


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (("a", "DROP TABLE students"), FindingKind.UNREADABLE),
        (("a", "SELECT height FROM students"), FindingKind.FAILS),
        (("a", "SELECT name, random() FROM students"), FindingKind.UNMEASURABLE),
        ((MATH_90[0] + "？", MATH_90[1]), FindingKind.DUPLICATE),
        (("王芳的数学", "SELECT math FROM students WHERE name = '王芳'"), FindingKind.NOT_IN_ROWS),
        (("数学超过99的人", "SELECT name FROM students WHERE math > 99"), FindingKind.EMPTY),
        (("谁的数学好?", "SELECT name FROM students WHERE math > 90"), FindingKind.NOT_IN_QUESTION),
        (("数学最低的人", "SELECT name FROM students ORDER BY math LIMIT 1"), FindingKind.TIED),
    ],
)
def test_what_is_wrong_is_found_in_its_line_alone(check: Check, pair: tuple[str, str], kind: FindingKind) -> None:
    checked = check(MATH_90, pair, ("陈婷的数学", "SELECT math FROM students WHERE name = '陈婷'"))
    assert kinds(checked) == [(2, kind)]
    assert len(checked.pairs) == 3 - kind.is_refusal
    assert len(checked.refused) == kind.is_refusal


def test_one_question_with_two_answers_is_a_contradiction_and_neither_is_taken(check: Check) -> None:
    checked = check(MATH_90, ("数学 超过90的人?", "SELECT name FROM students WHERE math < 90"), ("多少人", "SELECT 3"))
    assert kinds(checked)[:2] == [(1, FindingKind.CONTRADICTION), (2, FindingKind.CONTRADICTION)]
    assert "mine.jsonl:2" in checked.findings[0].reason
    assert "mine.jsonl:1" in checked.findings[1].reason
    assert [pair.example.question for pair in checked.pairs] == ["多少人"]


def test_one_question_with_two_queries_for_the_same_rows_is_none(check: Check) -> None:
    checked = check(MATH_90, (MATH_90[0], "SELECT s.name FROM students s WHERE 90 < s.math"))
    assert kinds(checked) == [(2, FindingKind.DUPLICATE)]
    assert [pair.example.sql for pair in checked.pairs] == [MATH_90[1]]


def test_the_order_of_rows_makes_a_contradiction_only_where_both_ask_for_it(check: Check) -> None:
    plain = ("成绩单", "SELECT name, math FROM students WHERE math > 80 OR name = '李雷'")
    up, down = (f"{plain[1]} ORDER BY math {way}" for way in ("ASC", "DESC"))
    assert FindingKind.CONTRADICTION in dict(kinds(check(("成绩单", up), ("成绩单", down)))).values()
    assert FindingKind.CONTRADICTION not in dict(kinds(check(plain, ("成绩单", down)))).values()


def test_a_correction_wins_over_a_file(check: Check) -> None:
    checked = check(
        MATH_90, corrections=[(MATH_90[0], "SELECT name FROM students WHERE math >= 60 AND math > 90 - 40")]
    )
    assert (1, FindingKind.CORRECTED) in kinds(checked)
    (pair,) = checked.pairs
    assert pair.place.endswith("corrections.jsonl:1")
    assert not any(each.kind is FindingKind.CONTRADICTION for each in checked.findings)


def test_a_correction_that_fails_wins_over_nothing(check: Check) -> None:
    checked = check(MATH_90, corrections=[(MATH_90[0], "SELECT height FROM students")])
    assert kinds(checked) == [(1, FindingKind.FAILS)]
    assert [pair.example.sql for pair in checked.pairs] == [MATH_90[1]]


def test_numbers_compare_by_value_with_the_rows(check: Check) -> None:
    assert check(("数学60的人", "SELECT name FROM students WHERE math = 60")).findings == ()


def test_a_pair_says_its_split_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    lines = ["question,sql,split", "a,SELECT 1,test", "b,SELECT 2,Valid", "c,SELECT 3,", "d,SELECT 4,later"]
    path.write_text("\n".join(lines), encoding="utf-8")
    checked = check_pairs(SCHEMA, ROWS, [path])
    assert [pair.split for pair in checked.pairs] == ["test", "dev", "train"]
    assert [each.reason for each in checked.refused] == ["the split 'later' is neither train, dev nor test"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("谁的数学最好？", "谁的数学 最好", True),
        ("How many?", "how  many", True),
        ("超过3.5的", "超过35的", False),
        ("more than 3", "morethan 3", False),
        ("a > 3", "a < 3", False),
        ("ＡＢ班", "ab班", True),
    ],
)
def test_questions_are_the_same_but_for_case_width_blanks_and_punctuation(one: str, other: str, expected: bool) -> None:
    assert (same_question(one) == same_question(other)) is expected
