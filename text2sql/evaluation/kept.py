"""What gold queries gave, kept for the next prediction on them, in bounded memory."""

import threading
from collections.abc import Callable
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
    >>> kept.get_or_make("c", lambda: "never made", rows=len), kept.get_or_make("d", lambda: "D", rows=len)
    ('C', 'D')
    """

    def __init__(self, *, most_rows: int = MOST_ROWS, most_values: int = MOST_VALUES) -> None:
        self._most_rows = most_rows
        self._most_values = most_values
        self._values: dict[object, tuple[Value, int]] = {}
        self._rows = 0
        self._lock = threading.Lock()
        self._making: dict[object, threading.Lock] = {}

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

    def get_or_make(self, key: object, make: Callable[[], Value], *, rows: Callable[[Value], int]) -> Value:
        """The value; if there is none, one is made and kept. Who comes meanwhile waits, so that all have the same.

        Args:
            key: of the value.
            make: may take long; other keys do not wait.
            rows: how many the value has.
        """
        found = self.get(key)
        if found is not None:
            return found
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            found = self.get(key)
            if found is None:
                found = make()
                self.put(key, found, rows=rows(found))
        with self._lock:
            self._making.pop(key, None)
        return found
