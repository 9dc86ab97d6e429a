"""What the teacher is asked, and what is read out of its replies."""

import json
import re
from collections.abc import Sequence

from text2sql.prompt import PromptFormat, prefix, user_message
from text2sql.records import Example
from text2sql.schema import Schema
from text2sql.teacher.client import Messages

_LANGUAGES = {"zh": "Chinese", "en": "English"}
_WAYS = 2
_JSON = re.compile(r"\{.*\}", re.DOTALL)


def ask_for_questions(schema: Schema, example: Example, languages: Sequence[str], *, shows_question: bool) -> Messages:
    """The request for other questions that the gold of an example answers.

    Args:
        schema: with comments and sample values.
        example: whose gold it is.
        languages: of the questions.
        shows_question: whether the teacher rewords the example's question; else it sees the SQL alone, which gives
            questions of its own making.
    """
    spoken = " and ".join(f"{_WAYS} in {_LANGUAGES[language]}" for language in languages)
    form = json.dumps({language: ["…"] * _WAYS for language in languages}, ensure_ascii=False)
    task = (
        f"Write questions that people who do not know SQL would ask to get exactly what the query returns: {spoken}, "
        "each different in words and sentence form, at least one short and colloquial. Ask for everything the query "
        "returns and nothing else, keep its order and its limit, and do not name tables or columns as they are written. "
        f"Copy names, codes and numbers as they are. Reply with JSON only: {form}"
    )
    told = f"Question: {example.question}\n" if shows_question else ""
    return _messages(task, f"{_tables(schema)}\n{told}SQL: {example.sql}")


def ask_for_sql(schema: Schema, question: str) -> Messages:
    """The request for the SQL that answers a question; it does not show the gold."""
    task = (
        "Reply with one DuckDB SELECT statement that answers the question, and nothing else. Return only the columns that "
        "are asked for. Compare values as they are written in the question."
    )
    return _messages(task, user_message(schema, question, PromptFormat.RICH_EN))


def read_questions(reply: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """(language, question) in order.

    Raises:
        ValueError: if the reply holds no such JSON.

    >>> read_questions('Sure: {"zh": ["几个人?"], "en": ["How many?", 3]}', ["zh", "en"])
    [('zh', '几个人?'), ('en', 'How many?')]
    """
    found = _JSON.search(reply)
    value = json.loads(found[0]) if found else None
    if not isinstance(value, dict):
        raise ValueError("no JSON object")
    lists = [(language, value.get(language)) for language in languages]
    questions = [
        (language, each.strip())
        for language, some in lists
        if isinstance(some, list)
        for each in some
        if isinstance(each, str) and each.strip()
    ]
    if not questions:
        raise ValueError("no list of questions")
    return questions


def _messages(task: str, content: str) -> Messages:
    return [{"role": "system", "content": task}, {"role": "user", "content": content}]


def _tables(schema: Schema) -> str:
    """The tables as a prompt tells them, without its first and last line, which are about answering."""
    return "\n".join(prefix(schema, PromptFormat.RICH_EN).split("\n")[1:-1])
