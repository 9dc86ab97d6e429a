"""How hard a gold query is by Spider's definition: easy, medium, hard or extra, by counting its parts.

Three counts decide. Components: WHERE, GROUP BY, ORDER BY, LIMIT, each further table, each OR, each LIKE. Nested
queries: those in conditions, and one for a set operation. Others: more than one aggregate, selected column, condition
in WHERE, or column in GROUP BY, one each. Of a set operation only the first SELECT is counted.

Source: the rules of Spider's evaluation script (Yu et al., EMNLP 2018), told from the parsed query. Its oddities are kept:
a negated condition and each AND and OR of HAVING count as an aggregate, an aggregate inside of HAVING does not.
"""

from enum import StrEnum

from sqlglot import exp

from text2sql.evaluation.clauses import conditions, is_negated, join_conditions, members, nested, positive, sources
from text2sql.sql import NotSQL, Tree, parse


class Hardness(StrEnum):
    """Spider's four levels."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    EXTRA = "extra"


def hardness(sql: str) -> Hardness | None:
    """The level of a gold query in SQLite's dialect; None if it cannot be parsed.

    >>> hardness("SELECT count(*) FROM singer"), hardness("SELECT name, age FROM singer WHERE age > 3 ORDER BY age")
    (<Hardness.EASY: 'easy'>, <Hardness.MEDIUM: 'medium'>)
    """
    try:
        found = members(parse(sql, dialect="sqlite"))
    except NotSQL:
        return None
    if not found:
        return None
    first = found[0]
    select = first.select
    where, where_ands, where_ors = conditions(select.args.get("where"))
    having, having_ands, having_ors = conditions(select.args.get("having"))
    joined = [conditions(each) for each in join_conditions(select)]
    single = [*where, *having, *(each for on, _, _ in joined for each in on)]
    group = select.args.get("group")
    grouped = list(group.expressions) if group is not None else []

    components = (
        bool(where)
        + bool(grouped)
        + bool(first.order)
        + first.limit
        + max(0, len(sources(select)) - 1)
        + where_ors
        + having_ors
        + sum(ors for _, _, ors in joined)
        + sum(isinstance(positive(each), exp.Like) for each in single)
    )
    inner = sum(len(nested(each)) for each in single) + (len(found) > 1)
    aggregates = (
        sum(isinstance(each.unalias(), exp.AggFunc) for each in select.expressions)
        + sum(is_negated(each) for each in (*where, *having))
        + having_ands
        + having_ors
        + sum(isinstance(each, exp.AggFunc) for each in grouped)
        + sum(isinstance(each, exp.AggFunc) for key in first.order for each in _operands(key.this))
    )
    others = (aggregates > 1) + (len(select.expressions) > 1) + (where_ands + where_ors > 0) + (len(grouped) > 1)
    return _level(components, inner, others)


def _level(components: int, inner: int, others: int) -> Hardness:
    if inner == 0:
        if components <= 1 and others == 0:
            return Hardness.EASY
        if (others <= 2 and components <= 1) or (components <= 2 and others < 2):
            return Hardness.MEDIUM
        if (others > 2 and components <= 2) or (2 < components <= 3 and others <= 2):
            return Hardness.HARD
    elif components <= 1 and others == 0 and inner <= 1:
        return Hardness.HARD
    return Hardness.EXTRA


def _operands(key: Tree) -> list[Tree]:
    return [key.this, key.expression] if isinstance(key, exp.Binary) else [key]
