"""SQL text as text and as a tree: take it out of a reply, normalise, parse, refuse, describe. Runs nothing.

`extract` and `normalise` read characters; `parse` makes the tree that all else takes, so that a query is parsed once.
"""

from text2sql.sql.extract import extract_sql
from text2sql.sql.forms import canonical, features, is_ordered, literals, shape, unwrapped
from text2sql.sql.masked import Form, Forms
from text2sql.sql.normalise import normalise
from text2sql.sql.parse import NotSQL, Tree, parse
from text2sql.sql.refusal import refusal

__all__ = [
    "Form",
    "Forms",
    "NotSQL",
    "Tree",
    "canonical",
    "extract_sql",
    "features",
    "is_ordered",
    "literals",
    "normalise",
    "parse",
    "refusal",
    "shape",
    "unwrapped",
]
