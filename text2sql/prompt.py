"""Schema + question → the text that a model reads. The only place where prompts are written.

A prompt is a prefix that depends on the schema alone and a question behind it, so that training and
inference can share the prefix.
"""

import re
from enum import StrEnum

from text2sql.records import Conversation, Message
from text2sql.schema import Schema, Table


class PromptFormat(StrEnum):
    """How a schema is told to the model.

    SEED: table and column names only, the wording that ChatGLM3 text-to-SQL sets are known by.
    RICH: also types, comments, keys and sample values.
    """

    SEED = "seed"
    RICH = "rich"


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
    """
    if form is PromptFormat.SEED:
        tables = "，表".join(f"{t.name} ({', '.join(c.name for c in t.columns)}) " for t in schema.tables)
        return f"1.你的任务是将问题转化为SQL。\n2.你已知的表{tables}。\n 3.问题:"
    return "\n".join(["将问题转化为SQL。", *(_rich_table(t) for t in schema.tables), "问题:"])


def user_message(schema: Schema, question: str, form: PromptFormat) -> str:
    r"""The whole user message.

    >>> from text2sql.schema import Column
    >>> table = Table(name="t", columns=(Column(name="a", type="INTEGER"), Column(name="b", type="VARCHAR")))
    >>> user_message(Schema(name="s", tables=(table,)), "多少?", PromptFormat.SEED)
    '1.你的任务是将问题转化为SQL。\n2.你已知的表t (a, b) 。\n 3.问题:多少?'
    """
    return prefix(schema, form) + question


# Both formats end in the question behind this mark; data of others writes it with either colon.
_PROMPT = re.compile(
    r"(?:1[.、．]\s*你的任务是|将问题转化为SQL).*?\n\s*(?:3[.、．]\s*)?问题\s*[:：]\s*(?P<question>.*)", re.DOTALL
)


def question_of(message: str) -> str:
    """The question in a user message of either format; any other message is the question itself.

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


def _rich_table(table: Table) -> str:
    # What a thing is called stands before its name: a model that finds the words of a question there reads on to the name.
    lines = [" ".join(["表", *filter(None, [table.comment]), table.name])]
    for column in table.columns:
        parts = [*filter(None, [column.comment]), column.name, column.type.split("(")[0].lower()]
        if column.name in table.primary_key:
            parts.append("主键")
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
