"""Sort keys are asked for beside the columns, whatever way ORDER BY names them."""

import pytest

from text2sql.evaluation.order import own_sort_columns, tie_sizes, with_sort_keys
from text2sql.sql import parse


@pytest.mark.parametrize(
    ("sql", "keyed"),
    [
        ("SELECT a FROM t ORDER BY b", "SELECT a, b AS t2s_sort_key_0 FROM t ORDER BY b"),
        ("SELECT a FROM t ORDER BY 1", "SELECT a, a AS t2s_sort_key_0 FROM t ORDER BY 1"),
        ("SELECT a AS x FROM t ORDER BY x", "SELECT a AS x, a AS t2s_sort_key_0 FROM t ORDER BY x"),
        (
            "SELECT a, COUNT(*) AS n FROM t GROUP BY a ORDER BY n DESC, a LIMIT 2",
            "SELECT a, COUNT(*) AS n, COUNT(*) AS t2s_sort_key_0, a AS t2s_sort_key_1 FROM t "
            "GROUP BY a ORDER BY n DESC, a LIMIT 3",
        ),
        (
            "SELECT a AS x FROM t ORDER BY x + b LIMIT 1 OFFSET 4",
            "SELECT a AS x, x + b AS t2s_sort_key_0 FROM t ORDER BY x + b LIMIT 3 OFFSET 3",
        ),
        (
            "SELECT a FROM t ORDER BY b FETCH FIRST 2 ROWS ONLY",
            "SELECT a, b AS t2s_sort_key_0 FROM t ORDER BY b LIMIT 3",
        ),
        ("SELECT a FROM t ORDER BY b OFFSET 0", "SELECT a, b AS t2s_sort_key_0 FROM t ORDER BY b OFFSET 0"),
        ("SELECT * FROM t ORDER BY b", "SELECT *, b AS t2s_sort_key_0 FROM t ORDER BY b"),
    ],
)
def test_the_keys_stand_behind_the_columns(sql: str, keyed: str) -> None:
    found = with_sort_keys(parse(sql))
    assert found is not None
    assert found.sql == keyed


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT a FROM t",
        "SELECT DISTINCT a FROM t ORDER BY a",
        "SELECT a FROM t UNION SELECT b FROM u ORDER BY 1",
        "SELECT * FROM t ORDER BY 2",
        "SELECT a FROM t ORDER BY ALL",
        "SELECT a FROM t ORDER BY 5",
        "SELECT a FROM t ORDER BY a LIMIT (SELECT 3)",
    ],
)
def test_where_they_cannot_be_asked_for_none_are(sql: str) -> None:
    assert with_sort_keys(parse(sql)) is None


def test_set_operations_sort_by_their_own_columns() -> None:
    tree = parse("SELECT a, b FROM t UNION ALL SELECT c, d FROM u ORDER BY B DESC, 1")
    assert own_sort_columns(tree, ("a", "b")) == (1, 0)
    assert own_sort_columns(parse("SELECT DISTINCT a FROM t ORDER BY LENGTH(a)"), ("a",)) is None
    assert own_sort_columns(parse("SELECT DISTINCT a FROM t ORDER BY 3"), ("a",)) is None


def test_runs_of_equal_keys_tie() -> None:
    assert tie_sizes([(1, None), (1, None), (1, 0), (2, 0)]) == (2, 1, 1)
    assert tie_sizes([]) == ()


def test_keys_that_are_nearly_equal_do_not_tie() -> None:
    assert tie_sizes([(5e6,), (5e6 + 1,), (5e6 + 2,)]) == (1, 1, 1)
    assert tie_sizes([(5e6,), (5e6,), (float("nan"),), (float("nan"),)]) == (2, 2)
