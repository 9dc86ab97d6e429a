"""Examples → train, dev, test without leaks.

No (question, SQL) pair stands in two splits. Beyond that a share of the query shapes is held out: half of dev
and test are shapes (names and literals masked) that train never sees, the other half single questions whose
shape it knows with other words, columns or values.
"""

import random
from collections.abc import Sequence
from types import MappingProxyType

from text2sql.records import Example
from text2sql.sql import shape

SPLITS = ("train", "dev", "test")
# Of all examples: what dev and test each take.
_SHARE = 0.1


def split(examples: Sequence[Example], seed: int) -> MappingProxyType[str, list[Example]]:
    """The examples by split, each example in exactly one, in their order; the same for the same seed.

    Rare shapes go to dev and test whole until half of each is filled; the rest is filled with single examples.
    """
    rng = random.Random(f"split/{seed}")
    wanted = max(1, round(_SHARE * len(examples))) if len(examples) >= 3 else 0
    by_shape: dict[str, list[int]] = {}
    for at, example in enumerate(examples):
        by_shape.setdefault(shape(example.sql), []).append(at)
    rare = [shape for shape in sorted(by_shape) if len(by_shape[shape]) <= max(1, wanted // 8)]
    rng.shuffle(rare)
    where: dict[int, str] = {}
    for name in SPLITS[1:]:
        taken = 0
        while rare and taken + len(by_shape[rare[-1]]) <= wanted // 2:
            members = [at for at in by_shape[rare.pop()] if at not in where]
            where.update(dict.fromkeys(members, name))
            taken += len(members)
        rest = [at for at in range(len(examples)) if at not in where]
        where.update(dict.fromkeys(rng.sample(rest, min(wanted - taken, max(0, len(rest) - 1))), name))
    return MappingProxyType(
        {name: [each for at, each in enumerate(examples) if where.get(at, "train") == name] for name in SPLITS}
    )
