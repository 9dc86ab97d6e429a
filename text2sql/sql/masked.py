"""What depends on a query's form alone, found once a form: why it may not run, what it uses, its shape.

Generated queries repeat their forms with other columns and values, and parsing costs more than all else that is done to
a query but running it. The form is the text with the literals and the known columns masked; two queries of one form have
the same tokens but for those, so what parsing says of the one holds for the other.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from functools import cached_property

from sqlglot import exp

from text2sql.sql.forms import features, shape
from text2sql.sql.parse import MAX_BYTES, NotSQL, parse
from text2sql.sql.refusal import refusal

_LITERALS = r"'(?:[^']|'')*'|(?<![\w.])\d+(?:\.\d+)?(?![\w.])"
# Forms remembered; the oldest is forgotten first. A form takes about a kilobyte.
_REMEMBERED = 20_000


class Form:
    """What is known of all queries of the form that `sql` has.

    Attributes:
        refusal: why none of them may run, in one clause; None if they may.
        features: what they use, sorted.

    Raises:
        NotSQL: if it is none.
    """

    def __init__(self, sql: str) -> None:
        tree = parse(sql)
        self.refusal = refusal(tree)
        self.features = features(tree)
        self._sql = sql

    @cached_property
    def shape(self) -> str:
        """With names and literals masked; found when it is asked for, since that costs as much as all else."""
        return shape(self._sql)


class Forms:
    """The forms of queries over some columns, remembered up to a bound.

    >>> forms = Forms(["math", "name"])
    >>> forms.of("SELECT math FROM t WHERE name = 'x'") is forms.of("SELECT name FROM t WHERE math = 'y'")
    True
    >>> forms.of("SELECT math FROM t WHERE name = 'x'").features
    ('where',)
    """

    def __init__(self, columns: Iterable[str]) -> None:
        names = sorted({name for name in columns if _is_plain(name)}, key=lambda name: (-len(name), name))
        written = [re.escape(form) for name in names for form in (f'"{name}"', name)]
        # Before a bracket a word is a function, behind a quote it is part of a longer name or text.
        known = [rf'(?<![\w"])(?:{"|".join(written)})(?![\w"(])'] if written else []
        self._masked = re.compile("|".join([_LITERALS, *known]))
        self._forms: OrderedDict[str, Form] = OrderedDict()

    def of(self, sql: str) -> Form:
        """The form of a query.

        Raises:
            NotSQL: if it is none.
        """
        if len(sql) * 4 > MAX_BYTES:  # so that no query passes for its form's sake that is too large itself
            return Form(sql)
        masked = self._masked.sub(_mask, sql)
        known = self._forms.get(masked)
        if known is None:
            known = self._forms[masked] = Form(sql)
            if len(self._forms) > _REMEMBERED:
                self._forms.popitem(last=False)
        return known


def _mask(found: "re.Match[str]") -> str:
    text = found[0]
    # Text and numbers are different tokens, and are not allowed in the same places.
    return "'" if text.startswith("'") else "0" if text[0].isdigit() else "_"


def _is_plain(name: str) -> bool:
    """Whether the name is a column's name to the parser and nothing else, such as a function without brackets."""
    if not re.fullmatch(r"\w+", name) or name[0].isdigit():
        return False
    try:
        tree = parse(f"SELECT {name}, t.{name} FROM t WHERE {name} = 1 ORDER BY {name} DESC")
    except NotSQL:
        return False
    columns = list(tree.find_all(exp.Column))
    return len(columns) == 4 and all(column.name == name for column in columns)
