"""Schema → seeded rows that honour keys and types and look like people's own.

``tables`` orders the tables, ``filling`` fills one of them, ``cells`` makes the values of one column.
"""

from text2sql.populate.tables import Rows, populate, samples

__all__ = ["Rows", "populate", "samples"]
