"""What gold queries gave, kept for the next prediction on them, in bounded memory."""

import threading
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST_ROWS = 500_000
MOST_VALUES = 50_000


class Kept(Generic[Value]):
    """Values by key; the oldest go when there are too many of them, or too many rows. Safe for several threads.

    >>> kept = Kept(most_rows=10)
    >>> for key in "abc":
    ...     kept.put(key, key.upper(), rows=4)
    >>> kept.get("a"), kept.get("b"), kept.get("c")
    (None, 'B', 'C')
    """

    def __init__(self, *, most_rows: int = MOST_ROWS, most_values: int = MOST_VALUES) -> None:
        self._most_rows = most_rows
        self._most_values = most_values
        self._values: dict[object, tuple[Value, int]] = {}
        self._rows = 0
        self._lock = threading.Lock()

    def get(self, key: object) -> Value | None:
        """The value; None if it never was there or is gone."""
        with self._lock:
            found = self._values.get(key)
        return None if found is None else found[0]

    def put(self, key: object, value: Value, *, rows: int) -> None:
        """Keep the value, which has so many rows; at least it alone is kept."""
        with self._lock:
            self._rows += rows - (self._values.pop(key)[1] if key in self._values else 0)
            self._values[key] = (value, rows)
            while len(self._values) > 1 and (self._rows > self._most_rows or len(self._values) > self._most_values):
                self._rows -= self._values.pop(next(iter(self._values)))[1]
