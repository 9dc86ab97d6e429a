"""Which questions were asked, in memory that is fixed from the beginning: twelve bytes a place."""

import hashlib
from array import array


def digest(text: str) -> int:
    """Eight bytes of the text's hash, never zero.

    >>> digest("a") == digest("a"), digest("a") == digest("b")
    (True, False)
    """
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") or 1


class Asked:
    """The questions asked so far with the queries that they stand for, as digests in an open table.

    A million questions take 25 MB (2,097,152 places), ten million 200 MB. Two questions with one digest are taken for one:
    with a million questions that happens once in some thirty million data sets, and costs an example.

    Args:
        count: how many there will be at most.
    """

    def __init__(self, count: int) -> None:
        self._mask = (1 << (max(count, 8) * 4 // 3).bit_length()) - 1
        self._questions = array("Q", bytes(8 * (self._mask + 1)))
        self._queries = array("I", bytes(4 * (self._mask + 1)))
        self._left = count

    def add(self, question: int, sql: int) -> str | None:
        """Take a question in; why not, if it was asked before.

        >>> asked = Asked(10)
        >>> asked.add(1, 5), asked.add(1, 5), asked.add(1, 6)
        (None, 'drawn before', 'the question already stands for another query')
        """
        at = question & self._mask
        sql &= 0xFFFFFFFF
        while held := self._questions[at]:
            if held == question:
                same = self._queries[at] == sql
                return "drawn before" if same else "the question already stands for another query"
            at = (at + 1) & self._mask
        assert self._left, "the table was made for fewer"
        self._left -= 1
        self._questions[at], self._queries[at] = question, sql
        return None
