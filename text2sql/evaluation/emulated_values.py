"""How SQLite compares, adds and orders values, as expressions of DuckDB over copied columns; for `emulate`."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlglot import exp

from text2sql.evaluation.copied import Affinity, ColumnFact, Stored
from text2sql.sql import Tree

Outputs = Mapping[str, ColumnFact | None]

_NUMBER = ColumnFact(Stored.INTEGER, Affinity.NONE)
_REAL = ColumnFact(Stored.REAL, Affinity.NONE)
_TEXT = ColumnFact(Stored.TEXT, Affinity.NONE)
_PREFIX = r"^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"
_SWAPPED = {exp.GT: exp.LT, exp.LT: exp.GT, exp.GTE: exp.LTE, exp.LTE: exp.GTE, exp.EQ: exp.EQ, exp.NEQ: exp.NEQ}
_COMPARISONS = (exp.GT, exp.LT, exp.GTE, exp.LTE, exp.EQ, exp.NEQ)


class Scope(NamedTuple):
    """What a SELECT reads, by alias, in order; the query around it behind it."""

    tables: dict[str, Outputs]
    outer: "Scope | None"

    def find(self, table: str, name: str) -> tuple[str, ColumnFact | None] | None:
        """The alias of a column's table and what is known of it; None if there is no such column."""
        scope: Scope | None = self
        while scope is not None:
            for alias, columns in scope.tables.items():
                if name in columns and table in ("", alias):
                    return alias, columns[name]
            scope = scope.outer
        return None


class Values:
    """Knows how the values of expressions are stored, and changes what works on them.

    Args:
        outputs: the columns of queries that were rewritten, by the identity of their tree.
    """

    def __init__(self, outputs: Mapping[int, Outputs]) -> None:
        self._outputs = outputs

    def kind(self, node: Tree, scope: Scope) -> ColumnFact | None:
        """How the values of an expression are stored; None if that is not known."""
        match node:
            case exp.Column():
                found = scope.find(node.table.lower(), node.name.lower())
                return found[1] if found else None
            case (
                exp.Alias()
                | exp.Paren()
                | exp.Max()
                | exp.Min()
                | exp.First()
                | exp.ArgMax()
                | exp.ArgMin()
                | exp.Distinct()
            ):
                inner = node.expressions[0] if isinstance(node, exp.Distinct) and node.expressions else node.this
                kind = self.kind(inner, scope)
                keeps = isinstance(node, exp.Alias | exp.Paren)
                return kind if keeps or kind is None else kind._replace(affinity=Affinity.NONE)
            case exp.Literal():
                return _TEXT if node.is_string else _NUMBER if str(node.this).isdigit() else _REAL
            case exp.Count() | exp.Length() | exp.IntDiv() | exp.Mod():
                return _NUMBER
            case exp.Avg() | exp.Div() | exp.Round():
                return _REAL
            case exp.Sum() | exp.Neg():
                kind = self.kind(node.this, scope)
                return _NUMBER if kind and kind.stored is Stored.INTEGER else _REAL
            case exp.Add() | exp.Sub() | exp.Mul():
                kinds = [self.kind(each, scope) for each in (node.this, node.expression)]
                return _NUMBER if all(kind and kind.stored is Stored.INTEGER for kind in kinds) else _REAL
            case exp.TryCast() | exp.Cast():
                return (
                    _TEXT if node.is_type("text", "varchar") else _REAL if node.is_type("double", "real") else _NUMBER
                )
            case exp.Upper() | exp.Lower() | exp.Substring() | exp.DPipe() | exp.Trim():
                return _TEXT
            case exp.Subquery() | exp.Select() | exp.SetOperation():
                inner_query = node.this if isinstance(node, exp.Subquery) else node
                return next(iter(self._outputs.get(id(inner_query), {}).values()), None)
        return None

    def fix(self, node: Tree, scope: Scope) -> None:
        """Change one node in place so that it does what SQLite does; what it holds was changed before."""
        if isinstance(node, _COMPARISONS):
            self._comparison(node, scope)
        elif isinstance(node, exp.Between):
            for name in ("low", "high"):
                changed = self._as_compared(node.this, node.args[name], scope)
                if changed is not None:
                    node.set(name, changed)
            if self._is_text(node.this, scope) and not self._is_text(node.args["low"], scope):
                node.set("this", _number(node.this))
        elif isinstance(node, exp.In):
            self._in(node, scope)
        elif isinstance(node, exp.Like):
            left = node.this if self._is_text(node.this, scope) else exp.cast(node.this.copy(), "varchar")
            negate = node.args.get("negate")
            node.replace(exp.ILike(this=left.copy(), expression=node.expression.copy(), negate=negate))
        elif isinstance(node, exp.Sum | exp.Avg) and self._is_text(node.this, scope):
            inner = node.this.expressions[0] if isinstance(node.this, exp.Distinct) else node.this
            inner.replace(_leading_number(inner))
        elif isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div):
            self._arithmetic(node, scope)
        elif isinstance(node, exp.Max | exp.Min):
            self._extreme_of_mixed(node, scope)
        elif isinstance(node, exp.Ordered):
            self._order_of_mixed(node, scope)

    def _is_text(self, node: Tree, scope: Scope) -> bool:
        kind = self.kind(node, scope)
        return kind is not None and kind.stored is Stored.TEXT

    def _arithmetic(self, node: Tree, scope: Scope) -> None:
        for name in ("this", "expression"):
            if self._is_text(node.args[name], scope):
                node.set(name, _leading_number(node.args[name]))
        kinds = [self.kind(each, scope) for each in (node.this, node.expression)]
        if isinstance(node, exp.Div) and all(kind is not None and kind.stored is Stored.INTEGER for kind in kinds):
            node.replace(exp.IntDiv(this=node.this.copy(), expression=node.expression.copy()))

    def _order_of_mixed(self, node: exp.Ordered, scope: Scope) -> None:
        kind = self.kind(node.this, scope)
        if kind is None or not kind.has_numbers or not isinstance(node.parent, exp.Order):
            return
        # Numbers come by their value, before all text.
        by_value = node.copy()
        value = exp.func("coalesce", _number(node.this), exp.Literal.number("1e308"))
        by_value.set("this", exp.Case(ifs=[exp.If(this=node.this.copy().is_(exp.null()).not_(), true=value)]))
        keys = [each.copy() for each in node.parent.expressions]
        at = next(place for place, each in enumerate(node.parent.expressions) if each is node)
        node.parent.set("expressions", [*keys[:at], by_value, *keys[at:]])

    def _extreme_of_mixed(self, node: Tree, scope: Scope) -> None:
        kind = self.kind(node.this, scope)
        if kind is None or not kind.has_numbers:
            return
        column = node.this
        numbers = exp.cast(type(node)(this=_number(column)), "varchar")
        is_text = _number(column).is_(exp.null())
        texts = type(node)(this=exp.Case(ifs=[exp.If(this=is_text, true=column.copy())]))
        node.replace(exp.func("coalesce", *((texts, numbers) if isinstance(node, exp.Max) else (numbers, texts))))

    def _comparison(self, node: exp.Binary, scope: Scope) -> None:
        left, right = node.this, node.expression
        changed = self._as_compared(left, right, scope)
        if changed is not None:
            node.set("expression", changed)
            return
        changed = self._as_compared(right, left, scope)
        if changed is not None:
            node.set("this", changed)
            return
        kinds = self.kind(left, scope), self.kind(right, scope)
        if kinds[0] is None or kinds[1] is None:
            return
        if (kinds[0].stored is Stored.TEXT) == (kinds[1].stored is Stored.TEXT):
            if any(kind is not None and kind.has_numbers for kind in kinds):
                by_value = type(node)(this=_number(left), expression=_number(right))
                node.replace(exp.func("coalesce", by_value, node.copy()))
            return
        # Text against a number: as a number if it is one, else it comes behind all numbers.
        if kinds[0].stored is Stored.TEXT:
            text, number, operator = left, right, type(node)
        else:
            text, number, operator = right, left, _SWAPPED[type(node)]
        compared: Tree = operator(this=_number(text), expression=number.copy())
        if operator is not exp.EQ:
            otherwise = exp.and_(
                text.copy().is_(exp.null()).not_(), exp.convert(operator in (exp.GT, exp.GTE, exp.NEQ))
            )
            compared = exp.func("coalesce", compared, otherwise)
        node.replace(compared)

    def _as_compared(self, column: Tree, value: Tree, scope: Scope) -> Tree | None:
        """The value as SQLite turns it before it compares it with that column; None if it stays."""
        kind, other = self.kind(column, scope), self.kind(value, scope)
        if kind is None or other is None or other.affinity is not Affinity.NONE:
            return None
        if kind.affinity is Affinity.TEXT and kind.stored is Stored.TEXT and other.stored is not Stored.TEXT:
            if isinstance(value, exp.Literal):
                return exp.Literal.string(str(value.this))
            return exp.cast(value.copy(), "varchar")
        is_number = kind.stored is not Stored.TEXT
        if is_number and isinstance(value, exp.Literal) and value.is_string and kind.affinity is Affinity.NUMERIC:
            return exp.Literal.number(str(value.this).strip()) if looks_numeric(str(value.this)) else None
        return None

    def _in(self, node: exp.In, scope: Scope) -> None:
        query = node.args.get("query")
        if query is None:
            values = [self._as_compared(node.this, each, scope) or each for each in node.expressions]
            if not self._is_text(node.this, scope):
                values = [each for each in values if not self._is_text(each, scope)] or [exp.null()]
            node.set("expressions", values)
            return
        one, other = self.kind(node.this, scope), self.kind(query, scope)
        if one is None or other is None or (one.stored is Stored.TEXT) == (other.stored is Stored.TEXT):
            return
        if one.stored is Stored.TEXT:
            node.set("this", _number(node.this))
            return
        inner = query.this if isinstance(query, exp.Subquery) else query
        if isinstance(inner, exp.Select) and len(inner.expressions) == 1:
            inner.set("expressions", [_number(inner.expressions[0].unalias())])


def _number(text: Tree) -> Tree:
    return exp.TryCast(this=text.copy(), to=exp.DataType.build("double"))


def _leading_number(text: Tree) -> Tree:
    prefix = exp.func("regexp_extract", exp.cast(text.copy(), "varchar"), exp.Literal.string(_PREFIX))
    found = exp.func("coalesce", exp.TryCast(this=prefix, to=exp.DataType.build("double")), exp.Literal.number(0))
    # NULL stays NULL, or it would count in an average.
    return exp.Case(ifs=[exp.If(this=text.copy().is_(exp.null()).not_(), true=found)])


def looks_numeric(text: str) -> bool:
    """Whether SQLite takes the whole text for a number."""
    try:
        float(text)
    except ValueError:
        return False
    return text.strip().lower().lstrip("+-") not in ("nan", "inf", "infinity")
