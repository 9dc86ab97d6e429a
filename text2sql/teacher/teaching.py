"""Generated examples → the teacher's questions for them, kept where the teacher's own SQL gives the gold's rows.

Off unless a user names a teacher. The teacher answers each of its questions in a fresh conversation that shows neither gold
nor example; its SQL runs in the sandbox and is judged as a prediction would be. That shows that the question says what
the gold returns, on these rows; it does not show that people would put it so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from text2sql.evaluation.verdict import Judge
from text2sql.records import Example, Prediction, VerdictKind, example_id, language_of
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Schema
from text2sql.sql import extract_sql, literals
from text2sql.teacher.client import Declined, Messages
from text2sql.teacher.prompts import ask_for_questions, ask_for_sql, read_questions

_AT_ONCE = 4
_LONGEST = 300


class Teacher(Protocol):
    """Who replies: `text2sql.teacher.client.Replies`, or a server without memory."""

    model: str

    def complete(self, messages: Messages) -> str:
        """The reply, see `ChatServer.complete`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What came of it.

    Attributes:
        examples: new ones, in the order of those they were made for; provenance ``teacher:MODEL``.
        refused: how many questions or replies were dropped, by reason.
    """

    examples: tuple[Example, ...]
    refused: Mapping[str, int]


class _Found(NamedTuple):
    question: str
    language: str
    problem: str | None


def teach(
    schema: Schema,
    rows: Mapping[str, Sequence[Sequence[Any]]],
    examples: Sequence[Example],
    teacher: Teacher,
    languages: Sequence[str],
) -> Taught:
    """The teacher's questions for these examples, each checked.

    Args:
        schema: with sample values.
        rows: by table; what the golds were run on.
        examples: every other one is reworded, for the rest the teacher sees the gold alone.
        teacher: who is asked.
        languages: of the questions wanted.

    Raises:
        T2SError: if the teacher does not reply at all.
    """
    refused: Counter[str] = Counter()
    made: dict[str, Example] = {}
    with Sandbox(Source(schema=schema, rows=rows)) as sandbox, ThreadPoolExecutor(_AT_ONCE) as threads:
        lesson = _Lesson(schema, Judge({schema.name: sandbox}), teacher, tuple(languages))
        try:
            for example, found in zip(examples, threads.map(lesson.of, examples, range(len(examples))), strict=True):
                for each in found:
                    problem = each.problem
                    if problem is None and each.question in made:
                        problem = "the question was given twice"
                    if problem is None:
                        made[each.question] = _example(example, each, teacher.model)
                    else:
                        refused[f"teacher: {problem}"] += 1
        finally:
            threads.shutdown(cancel_futures=True)
    return Taught(examples=tuple(made.values()), refused=refused)


class _Lesson:
    """Asks for questions, and checks each."""

    def __init__(self, schema: Schema, judge: Judge, teacher: Teacher, languages: tuple[str, ...]) -> None:
        self._schema, self._judge, self._teacher, self._languages = schema, judge, teacher, languages

    def of(self, example: Example, number: int) -> list[_Found]:
        """The questions for one example, each with why it is dropped; a reply without questions is one without text."""
        messages = ask_for_questions(self._schema, example, self._languages, shows_question=number % 2 == 0)
        try:
            questions = read_questions(self._teacher.complete(messages), self._languages)
        except Declined as declined:
            return [_Found("", "", declined.reason)]
        except ValueError:
            return [_Found("", "", "the reply holds no questions")]
        return [
            _Found(question, language, next(self._problems(example, question, language), None))
            for language, question in dict.fromkeys(questions)
        ]

    def _problems(self, example: Example, question: str, language: str) -> Iterator[str]:
        """Why a question is dropped, the cheap reasons first."""
        if len(question) > _LONGEST or "\n" in question:
            yield "the question is longer than a line"
        # An English question may well hold a Chinese name.
        has_latin = any("a" <= c.lower() <= "z" for c in question)
        if language_of(question) != language and not (language == "en" and has_latin):
            yield "the question is in another language"
        if question.casefold() == example.question.casefold():
            yield "the question is the old one"
        if lost_literals(example, question):
            yield "a name or number of the SQL is lost"
        try:
            reply = self._teacher.complete(ask_for_sql(self._schema, question))
        except Declined as declined:
            yield declined.reason
            return
        prediction = Prediction(example_id=example.id, raw=reply, sql=extract_sql(reply))
        verdict = self._judge.verdict(example, prediction)
        if verdict.kind is not VerdictKind.CORRECT:
            yield f"its own answer is not the gold's: {verdict.kind}"


def lost_literals(example: Example, question: str) -> list[str]:
    """The literals of the gold that the example's question says and another question does not.

    >>> e = Example(id="", schema="", question="2018年陈婷前3名?", sql="SELECT a FROM t WHERE b = '陈婷' LIMIT 3", language="zh")
    >>> lost_literals(e, "陈婷的前三名"), lost_literals(e, "3个最好的")
    (['3'], ['陈婷'])
    """
    said = (text.strip("%") for text in literals(example.sql))
    return [text for text in said if text and text in example.question and text not in question]


def _example(example: Example, found: _Found, model: str) -> Example:
    return replace(
        example,
        id=example_id(example.schema, found.question, example.sql),
        question=found.question,
        language=found.language,
        provenance=f"teacher:{model}",
    )
