"""Why a statement may not run: the allow-list. One read-only query over the user's own tables, nothing else.

The kinds of node are checked everywhere in the tree, since ``WITH x AS (DELETE …) SELECT`` is a SELECT at its root.
Behind this stand the locked engine, the read-only transaction and the sandbox; none of them is relied on alone.
"""

import re
from functools import cache, lru_cache

from sqlglot import exp

from text2sql.sql.parse import Tree

_QUERIES = (exp.Select, exp.SetOperation, exp.Subquery, exp.Values)
_STATEMENTS = (
    exp.DML,
    exp.DDL,
    exp.Drop,
    exp.Alter,
    exp.Command,
    exp.Into,
    exp.Set,
    exp.Use,
    exp.Pragma,
    exp.Attach,
    exp.Detach,
    exp.Describe,
    exp.Show,
    exp.Copy,
    exp.Transaction,
    exp.Commit,
    exp.Rollback,
    exp.Lock,
    exp.Summarize,
    exp.TruncateTable,
    exp.Merge,
    exp.Analyze,
    exp.Kill,
    exp.Comment,
    exp.Grant,
    exp.Cache,
    exp.LoadData,
)
# DML and DDL are also mix-ins of SELECT, set operations and VALUES.
_ALLOWED_STATEMENTS = (exp.Query, exp.Values)
_TABLE_FUNCTIONS = {"unnest", "range", "generate_series", "explode", "generateseries"}
_PARAMETERS = (exp.Placeholder, exp.Parameter, exp.SessionParameter)
_FUNCTION_NODES = (exp.Func, exp.Anonymous, exp.AnonymousAggFunc)
_SESSION = (exp.CurrentUser, exp.CurrentDatabase, exp.CurrentSchema, exp.CurrentCatalog, exp.SessionUser, exp.Version)
# Read by DuckDB as functions where no quotes make names of them; sqlglot takes them for columns and tables.
_SESSION_NAMES = frozenset({"current_role", "current_schema", "current_catalog", "current_database"})
_SHOWING = frozenset({"show", "describe", "summarize"})

# Functions that read files, settings, the catalog or the session, run text as SQL, change state, or only burn time.
_FUNCTIONS = re.compile(
    r"""
    (?: duckdb_ | pragma_ | pg_ | has_ | sqlite_ | read_ | write_ | parquet_ | json_execute | json_serialize_(?:sql|plan)
      | json_deserialize_sql | st_read | http | load_ | enable_ | disable_ | summary | arrow_scan | pandas_scan | python_map ) .*
    | .*_scan(?:_pushdown)? | scan_\w+
    | getenv | getvariable | current_setting | set_config | current_(?:user|role|schemas?|database|catalog|query|connection_id|transaction_id|query_id|version)
    | session_user | user | version | txid_current | in_search_path | query | query_table | sql_auto_complete | glob | sniff_csv
    | setseed | nextval | currval | sleep_ms | sleep | checkpoint | force_checkpoint | vacuum | which_secret | table_info | storage_info
    | show | describe | database_list | test_all_types | repeat_row | icu_\w+_names | from_substrait\w* | get_substrait\w*
    | write_log | parse_duckdb_log_message | add_parquet_key | create_sort_key | col_description | obj_description | shobj_description
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CATALOGS = re.compile(r"information_schema|pg_catalog|system|temp|sqlite_.*", re.IGNORECASE)
_CATALOG_TABLES = re.compile(r"(?:duckdb|pragma|sqlite|pg)_.*", re.IGNORECASE)
_FILE = re.compile(
    r".*[/\\].*|.*:.*|.*\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|arrow|xlsx?|db|duckdb|sqlite|gz|zst)", re.IGNORECASE
)


def refusal(tree: Tree) -> str | None:
    """Why the statement may not run, in one clause; None if it is one read-only query.

    >>> from text2sql.sql.parse import parse
    >>> refusal(parse("SELECT name FROM students"))
    >>> refusal(parse("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x"))
    'DELETE is not allowed'
    >>> refusal(parse("SELECT * FROM read_csv('a.csv')"))
    'the table function read_csv is not allowed'
    """
    if not isinstance(tree, _QUERIES):
        return f"only a query may run, not {_word(tree)}"
    for node in tree.walk():
        if _may_be_refused(type(node)):  # type: ignore[arg-type]  # sqlglot's classes hash as others do
            reason = _reason(node)
            if reason is not None:
                return reason
    return None


@cache
def _may_be_refused(kind: type[Tree]) -> bool:
    """Whether `_reason` looks at nodes of this class at all; most are names, literals and operators."""
    return issubclass(kind, (*_STATEMENTS, exp.Table, exp.Column, *_PARAMETERS, *_SESSION, *_FUNCTION_NODES))


def _reason(node: Tree) -> str | None:
    if isinstance(node, _STATEMENTS) and not isinstance(node, _ALLOWED_STATEMENTS):
        return f"{_word(node)} is not allowed"
    if isinstance(node, exp.Table):
        return _table_reason(node)
    if isinstance(node, exp.Column):
        is_session = node.name.lower() in _SESSION_NAMES and not node.table and not node.this.args.get("quoted")
        return f"the function {node.name.lower()} is not allowed" if is_session else None
    if isinstance(node, _PARAMETERS):
        return "a parameter without a value is not allowed"
    if isinstance(node, _SESSION):
        return f"{_word(node)} is not allowed"
    if isinstance(node, _FUNCTION_NODES):
        name = _function_name(node)
        if _is_refused_function(name):
            return f"the function {name} is not allowed"
    return None


def _table_reason(table: exp.Table) -> str | None:
    inner = table.this
    if isinstance(inner, exp.Func):
        name = _function_name(inner)
        return None if name in _TABLE_FUNCTIONS else f"the table function {name} is not allowed"
    if isinstance(inner, exp.Identifier) and not inner.args.get("quoted") and inner.name.lower() in _SHOWING:
        return f"{inner.name.upper()} is not allowed"
    if table.catalog or (table.db and table.db.lower() != "main"):
        return f"a table of another database or schema is not allowed: {table.catalog or table.db}"
    if _CATALOGS.fullmatch(table.db):
        return f"the catalog {table.db} is not allowed"
    if _CATALOG_TABLES.fullmatch(table.name):
        return f"the catalog table {table.name} is not allowed"
    if _FILE.fullmatch(table.name):
        return f"a file as a table is not allowed: {table.name}"
    return None


@lru_cache(maxsize=1024)
def _is_refused_function(name: str) -> bool:
    return _FUNCTIONS.fullmatch(name) is not None


def _function_name(node: Tree) -> str:
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        return str(node.name).lower()
    if isinstance(node, exp.ReadCSV):
        return "read_csv"
    assert isinstance(node, exp.Func)
    return node.sql_name().lower()


def _word(node: Tree) -> str:
    if isinstance(node, exp.Command):
        return str(node.this).upper()
    return node.key.upper()
