"""Into which split an example of a large data set goes, by hashes alone, so that no pass over all of them is needed.

As in `text2sql.synth.split`, half of dev and of test are query shapes that train never sees, the other half single questions
over shapes that it knows; no question stands in two splits, since each is asked once. Which shapes are frequent, and so
belong to train, is read off the first chunk.
"""

import hashlib
import struct
from collections import Counter
from collections.abc import Sequence

from text2sql.bulk.chunks import Entry

# Of all examples: what dev and test each take, and how many examples that is at most.
_SHARE, _ENOUGH = 0.1, 5_000


class Parts:
    """Where examples go.

    Args:
        first: the entries of the first chunk.
        count: how many examples there will be.
        seed: of the choice.
    """

    def __init__(self, first: Sequence[Entry], count: int, seed: int) -> None:
        frequency = Counter(entry.shape for entry in first)
        self._frequent = frozenset(shape for shape, found in frequency.items() if found > 1)
        # How much of what is to come has a rare shape: n1 / n a new one, 2 n2 / n one that occurred once (Good and Turing).
        times = Counter(frequency.values())
        rare = max(0.02, (times[1] + 2 * times[2]) / max(1, len(first)))
        half = min(_SHARE, _ENOUGH / max(1, count)) / 2
        self._held_out = min(0.25, half / rare)
        self._single = half
        self._seed = seed

    def split(self, entry: Entry) -> str:
        """``train``, ``dev`` or ``test``."""
        if entry.shape not in self._frequent:
            whole = self._draw("shape", entry.shape, self._held_out)
            if whole:
                return whole
        return self._draw("question", entry.question, self._single) or "train"

    def _draw(self, kind: str, digest: int, share: float) -> str | None:
        """Dev or test with the same chance each, the same for the same digest."""
        found = hashlib.blake2b(struct.pack("<Q", digest), digest_size=8, key=f"{kind}/{self._seed}".encode()[:64])
        at = int.from_bytes(found.digest(), "little") / 2**64
        return "dev" if at < share else "test" if at < 2 * share else None
