"""`t2s ask`: one question → SQL → rows."""

import json
from typing import TYPE_CHECKING, Any

import click

from text2sql.commands.session import SessionOptions, opened, session_options, tell

if TYPE_CHECKING:
    from text2sql.answering import Answer


@click.command("ask")
@click.argument("question")
@session_options
@click.option("--sql-only", is_flag=True, help="Print the SQL and run nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print question, SQL and rows as JSON.")
def command(question: str, options: SessionOptions, sql_only: bool, as_json: bool) -> int:
    """Answer one question: SQL and the rows it gives.

    \b
    t2s ask "2021年英语成绩最高的三位同学是?"
    t2s ask "Which class has the best average in math?" --db marks.csv
    t2s ask "…" --sql-only

    The SQL only reads; it is stopped after ten seconds and gives at most 200 rows. Exit code 1 if it gives none.
    """
    from text2sql.answering import Answer, answered, predicted
    from text2sql.errors import UsageError
    from text2sql.outcome import Failure, Outcome

    if sql_only and as_json:
        raise UsageError("--sql-only and --json exclude each other", fix="--json holds the SQL too")
    if not question.strip():
        raise UsageError("the question is empty", fix='type it in quotes: t2s ask "…"')
    with opened(options) as opener:
        session = opener.open(options.db)
        if sql_only:
            tell(f"asking {opener.name}")
            sql = predicted(question, session).sql
            answer = Answer(question=question, sql=sql, result=Outcome(columns=(), rows=()))
            if sql is not None:
                click.echo(sql)
                return 0
        tell(f"asking {opener.name}", f"rows   {session.rows}")
        answer = answered(question, session)
    if as_json:
        click.echo(json.dumps(_as_json(answer, session.rows), ensure_ascii=False, indent=2))
    else:
        _show(answer)
    return 1 if isinstance(answer.result, Failure) else 0


def _show(answer: "Answer") -> None:
    from text2sql.answering import sentence
    from text2sql.outcome import Failure
    from text2sql.terminal import output, shown_rows, shown_sql

    console = output()
    if answer.sql is not None:
        console.print(shown_sql(answer.sql))
    if isinstance(answer.result, Failure):
        click.secho(sentence(answer.result), fg="red", err=True)
    else:
        console.print(shown_rows(answer.result))


def _as_json(answer: "Answer", rows: str) -> dict[str, Any]:
    from text2sql.answering import sentence
    from text2sql.display import json_value
    from text2sql.outcome import Failure

    value: dict[str, Any] = {"question": answer.question, "sql": answer.sql, "rows_from": rows}
    if isinstance(answer.result, Failure):
        return {**value, "error": {"kind": answer.result.kind, "message": sentence(answer.result)}}
    return {
        **value,
        "columns": list(answer.result.columns),
        "rows": [[json_value(each) for each in row] for row in answer.result.rows],
        "truncated": answer.result.truncated,
    }
