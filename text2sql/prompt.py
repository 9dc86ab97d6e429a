"""Schema + question → the text that a model reads. The only place where prompts are written.

A prompt is a prefix that depends on the schema alone and a question behind it, so that training and
inference can share the prefix.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from text2sql.records import Conversation, Message
from text2sql.schema import Schema, Table


class PromptFormat(StrEnum):
    """How a schema is told to the model.

    SEED: table and column names only, the wording that ChatGLM3 text-to-SQL sets are known by.
    RICH: also types, comments, keys and sample values.
    RICH_EN: the same in English words, for bases that know no Chinese.
    """

    SEED = "seed"
    RICH = "rich"
    RICH_EN = "rich-en"


class _Words(NamedTuple):
    task: str
    table: str
    primary_key: str
    question: str


_WORDS = {
    PromptFormat.RICH: _Words("将问题转化为SQL。", "表", "主键", "问题:"),
    PromptFormat.RICH_EN: _Words("Translate the question into SQL.", "Table", "primary key", "Question: "),
}


def prefix(schema: Schema, form: PromptFormat) -> str:
    r"""The part of the user message before the question; the same for all questions of a schema.

    >>> from text2sql.schema import Column
    >>> table = Table(
    ...     name="t",
    ...     comment="成绩",
    ...     columns=(Column(name="a", type="INTEGER", comment="学号"), Column(name="b", type="VARCHAR(9)")),
    ...     primary_key=("a",),
    ... )
    >>> prefix(Schema(name="s", tables=(table,)), PromptFormat.RICH)
    '将问题转化为SQL。\n表 成绩 t\n学号 a integer 主键\nb varchar\n问题:'
    >>> prefix(Schema(name="s", tables=(table,)), PromptFormat.RICH_EN)
    'Translate the question into SQL.\nTable 成绩 t\n学号 a integer primary key\nb varchar\nQuestion: '
    """
    if form is PromptFormat.SEED:
        tables = "，表".join(f"{t.name} ({', '.join(c.name for c in t.columns)}) " for t in schema.tables)
        return f"1.你的任务是将问题转化为SQL。\n2.你已知的表{tables}。\n 3.问题:"
    words = _WORDS[form]
    return "\n".join([words.task, *(_rich_table(t, words) for t in schema.tables), words.question])


def user_message(schema: Schema, question: str, form: PromptFormat) -> str:
    r"""The whole user message.

    >>> from text2sql.schema import Column
    >>> table = Table(name="t", columns=(Column(name="a", type="INTEGER"), Column(name="b", type="VARCHAR")))
    >>> user_message(Schema(name="s", tables=(table,)), "多少?", PromptFormat.SEED)
    '1.你的任务是将问题转化为SQL。\n2.你已知的表t (a, b) 。\n 3.问题:多少?'
    """
    return prefix(schema, form) + question


# Every format ends in the question behind its mark; data of others writes it with either colon.
_PROMPT = re.compile(
    r"(?:1[.、．]\s*你的任务是|将问题转化为SQL|Translate the question into SQL).*?"
    r"\n\s*(?:3[.、．]\s*)?(?:问题|Question)\s*[:：]\s*(?P<question>.*)",
    re.DOTALL,
)


def question_of(message: str) -> str:
    """The question in a user message of any format; any other message is the question itself.

    >>> question_of("1.你的任务是将问题转化为SQL。\\n2.你已知的表t (a, b) 。\\n 3.问题:多少?"), question_of("多少?")
    ('多少?', '多少?')
    """
    match = _PROMPT.match(message.strip())
    return (match["question"] if match else message).strip()


def answer(sql: str) -> str:
    """What the model is to reply: the SQL and a semicolon."""
    return sql.rstrip().rstrip(";").rstrip() + ";"


def conversation(schema: Schema, question: str, sql: str, form: PromptFormat) -> Conversation:
    """The training conversation: only the answer is trained."""
    return Conversation(
        messages=(
            Message(role="user", content=user_message(schema, question, form), trained=False),
            Message(role="assistant", content=answer(sql), trained=True),
        )
    )


def _rich_table(table: Table, words: _Words) -> str:
    # What a thing is called stands before its name: a model that finds the words of a question there reads on to the name.
    lines = [" ".join([words.table, *filter(None, [table.comment]), table.name])]
    for column in table.columns:
        parts = [*filter(None, [column.comment]), column.name, column.type.split("(")[0].lower()]
        if column.name in table.primary_key:
            parts.append(words.primary_key)
        parts += [
            f"= {key.table}.{target}"
            for key in table.foreign_keys
            for name, target in zip(key.columns, key.references, strict=True)
            if name == column.name
        ]
        values = column.choices or column.samples
        if values:
            parts.append("[" + ", ".join(values[:4]) + "]")
        lines.append(" ".join(parts))
    return "\n".join(lines)
