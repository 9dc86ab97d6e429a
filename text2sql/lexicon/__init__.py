"""What columns and tables are called and what they hold, in Chinese and English, as data.

Used to understand a user's schema (`meaning`), to fill tables with believable rows (`populate`) and to
invent schemas for the bundled base (`synth.invent`). Knows no SQL.
"""

from text2sql.lexicon.types import Concept, Entity, Role, Scale

__all__ = ["Concept", "Entity", "Role", "Scale"]
