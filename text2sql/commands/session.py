"""What `ask`, `repl` and `web` are asked of: the options that name a model, tables and rows, and how they are opened."""

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from text2sql.errors import T2SError, UsageError

if TYPE_CHECKING:
    from text2sql.answering import Session
    from text2sql.database import Database
    from text2sql.models.generate import ModelPredictor
    from text2sql.outcome import QueryRunner
    from text2sql.populate import Rows
    from text2sql.predictors import Predictor
    from text2sql.prompt import PromptFormat
    from text2sql.sandbox import Source
    from text2sql.schema import Schema

TIMEOUT = 10.0
FIRST_ROWS = 500  # out of which sample values are drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What to load, and how it is told of tables.

    Attributes:
        base: name, folder or hub's id.
        adapter: what was trained from it; None for the base itself.
        prompt: the format it was trained with.
        schemas: those it was trained on.
        rows_seed, rows: how their example rows were made.
        name: what a message calls it.
    """

    base: str
    adapter: Path | None
    prompt: "PromptFormat"
    schemas: tuple["Schema", ...]
    rows_seed: int
    rows: int
    name: str


def session_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --run, --base, --schema and --db to a command, which gets them as `options`."""
    path = click.Path(path_type=Path)

    @click.option("--run", type=path, help="The run to ask.  [default: the latest]")
    @click.option("--base", help="Ask a base as it is instead of a run: the bundled one's name, a folder, a hub's id.")
    @click.option("--schema", type=path, help="The DDL of the tables.  [default: the run's, or read from --db]")
    @click.option("--db", type=path, help="Rows to ask: a DuckDB, CSV or Parquet file.  [default: example rows]")
    @functools.wraps(command)
    def wrapped(
        *arguments: Any, run: Path | None, base: str | None, schema: Path | None, db: Path | None, **others: Any
    ) -> Any:
        return command(*arguments, options=SessionOptions(run=run, base=base, schema=schema, db=db), **others)

    return wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOptions:
    """The options as given; None where they are not."""

    run: Path | None = None
    base: str | None = None
    schema: Path | None = None
    db: Path | None = None


class Opener:
    """Opens sessions over several rows with one model, which is loaded once and then told of the tables.

    Args:
        options: as given.
        stack: closes what was opened.
    """

    def __init__(self, options: SessionOptions, stack: ExitStack) -> None:
        self._options = options
        self._stack = stack
        self._model = _model(options)
        self._loaded: ModelPredictor | None = None

    @property
    def name(self) -> str:
        """What is asked, for a message."""
        return self._model.name

    def open(self, db: Path | None) -> "Session":
        """A session over the rows of a file; over example rows if there is none.

        Raises:
            T2SError: if the file cannot be read or it is unclear which tables are meant.
        """
        from text2sql.answering import Session
        from text2sql.database import Database, schema_of
        from text2sql.populate import populate, samples
        from text2sql.sandbox import Source
        from text2sql.workspace import Workspace

        if db is not None:
            with Database.open(db) as database:
                schema = self._schema(schema_of(database))
                rows = _first_rows(schema, database)
            source, told = Source(path=db), str(db)
        else:
            schema = self._schema(None)
            seed = self._model.rows_seed
            rows = populate(schema, seed=seed, rows=self._model.rows)
            source = Source(schema=schema, rows=rows)
            told = f"made up from the schema (seed {seed}), not yours; give yours with --db FILE"
        if schema not in self._model.schemas:  # a model is used to see a few values of each column
            schema = schema.with_samples(samples(schema, rows, seed=self._model.rows_seed))
        return Session(
            schema=schema,
            predictor=self._predictor(schema),
            runner=self._runner(source),
            rows=told,
            corrections=Workspace().corrections(schema.name),
        )

    def _schema(self, found: "Schema | None") -> "Schema":
        if self._options.schema is None:
            return chosen_schema(self._model.schemas, found)
        from text2sql.ddl import load_schema

        schema = load_schema(self._options.schema)
        if found is not None and not covers(found, schema):
            raise T2SError(f"{found.name} lacks tables or columns of {self._options.schema}", fix="leave --schema out")
        return schema

    def _runner(self, source: "Source") -> "QueryRunner":
        from text2sql.answering import MAX_ROWS
        from text2sql.sandbox import Sandbox

        return self._stack.enter_context(Sandbox(source, timeout=TIMEOUT, max_rows=MAX_ROWS))

    def _predictor(self, schema: "Schema") -> "Predictor":
        from text2sql.models.generate import load_predictor

        model = self._model
        if self._loaded is None:
            self._loaded = load_predictor(base=model.base, adapter=model.adapter, schemas=[schema], prompt=model.prompt)
        return self._loaded.about([schema])


@contextmanager
def opened(options: SessionOptions) -> Iterator[Opener]:
    """The opener of sessions that the options describe; all that it opens is closed at the end.

    Raises:
        T2SError: if there is no such run or the options contradict each other.
    """
    with ExitStack() as stack:
        yield Opener(options, stack)


def tell(*lines: str) -> None:
    """Say on stderr what was chosen; stdout is for the answer."""
    for line in lines:
        click.secho(line, dim=True, err=True)


def chosen_schema(known: Sequence["Schema"], found: "Schema | None") -> "Schema":
    """The tables to tell the model of.

    Args:
        known: those that it was trained on.
        found: those that lie in the user's file; None if there is no file.

    Returns:
        A known one whose tables and columns are all in the file, as it has comments and sample values; else what is in
        the file. Without a file the only known one.

    Raises:
        UsageError: if it is unclear which is meant.
    """
    if found is not None:
        return next((schema for schema in known if covers(found, schema)), found)
    if len(known) == 1:
        return known[0]
    if not known:
        raise UsageError("which tables are asked about is not known", fix="give --schema FILE.sql or --db FILE")
    names = ", ".join(schema.name for schema in known)
    raise UsageError(f"the run knows several schemas: {names}", fix="give one with --schema FILE.sql")


def covers(found: "Schema", schema: "Schema") -> bool:
    """Whether all tables and columns of a schema are among those found."""

    def names(of: "Schema") -> set[tuple[str, str]]:
        return {(table.name.lower(), column.name.lower()) for table in of.tables for column in table.columns}

    return names(schema) <= names(found)


def _first_rows(schema: "Schema", database: "Database") -> "Rows":
    from text2sql.datafile import quoted
    from text2sql.outcome import Outcome

    rows: Rows = {}
    for table in schema.tables:
        columns = ", ".join(quoted(column.name) for column in table.columns)
        result = database.run(f"SELECT {columns} FROM {quoted(table.name)}", max_rows=FIRST_ROWS)
        rows[table.name] = list(result.rows) if isinstance(result, Outcome) else []
    return rows


def _model(options: SessionOptions) -> Model:
    from text2sql.prompt import PromptFormat
    from text2sql.run import read_run
    from text2sql.workspace import Workspace

    if options.base:
        if options.run:
            raise UsageError("--base and --run exclude each other", fix="a run knows its base; leave one out")
        return Model(
            base=options.base,
            adapter=None,
            prompt=PromptFormat.RICH,
            schemas=(),
            rows_seed=0,
            rows=200,
            name=options.base,
        )
    run = read_run(options.run or Workspace().latest_run())
    model = Model(
        base=run.base,
        adapter=run.adapter,
        prompt=run.prompt,
        schemas=run.schemas,
        rows_seed=0,
        rows=200,
        name=f"run {run.path}",
    )
    return _with_rows_of(Path(run.dataset), model)


def _with_rows_of(dataset: Path, model: Model) -> Model:
    """The model with the example rows that its data set was made on, so that names in its questions occur in them."""
    from text2sql.dataset import MANIFEST, read_dataset

    if not (dataset / MANIFEST).is_file():  # moved, or bare conversations
        return model
    data = read_dataset(dataset)
    if data.rows_seed is None or data.rows is None:
        return model
    return replace(model, rows_seed=data.rows_seed, rows=data.rows)
