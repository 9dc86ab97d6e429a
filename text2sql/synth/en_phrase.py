"""The forms that a condition on a row takes in English."""

from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """What a phrase says of a row."""

    IS = "is"
    AT = "at"  # as IS, but never behind "who are"
    WAS = "was"
    HAS = "has"
    DOES = "does"
    WHOSE = "whose"


class Phrase(NamedTuple):
    """A condition in one form; `verb` is (participle, plural, singular) of what a row does."""

    form: Form
    template: str
    verb: tuple[str, str, str] = ("", "", "")
