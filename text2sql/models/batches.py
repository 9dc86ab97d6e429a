"""Which examples make a batch, and how they are laid out for a model."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from text2sql.models.attention import PACKS
from text2sql.models.encode import Batch, packed_batches, padded_batches
from text2sql.models.packs import common, groups
from text2sql.models.ptuning import ATTENTION as PREFIX_ATTENTION
from text2sql.models.team import from_first
from text2sql.models.tokenizer import IGNORED, Encoded

# Tokens that a model computes at once: on a CPU more only take more memory; on a GPU fewer would leave it idle (not measured).
BATCH_TOKENS = {"cpu": 1024, "cuda": 8192}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How examples become batches.

    Attributes:
        is_packed: with shared prefixes computed once; else in padded rows.
        pad: fills padded rows.
        max_tokens: computed at once; more where a single example is long.
    """

    is_packed: bool
    pad: int
    max_tokens: int

    def batches(self, examples: Sequence[Encoded]) -> list[Batch]:
        """All of them, so that the sum of the batches' losses is that of the examples, in any number."""
        # Long schemas are shared too: there is room for more than one of its questions.
        most = max(self.max_tokens, 3 * max(len(each.ids) for each in examples))
        if self.is_packed:
            return packed_batches(examples, most)
        return padded_batches(examples, self.pad, most)

    def collate(self, examples: Sequence[Encoded]) -> Batch:
        """One step's ``batches``, and the ``labels`` of all of them (1, tokens) to be counted."""
        batches = self.batches(examples)
        return {"batches": batches, "labels": torch.cat([each["labels"].flatten() for each in batches])[None]}

    def sampler(self, examples: Sequence[Encoded], batch_size: int, seed: int) -> "_Sampler":
        """Which examples make each step."""
        if self.is_packed:
            return SchemaSampler(examples, batch_size, seed)
        return BatchSampler([len(each.ids) for each in examples], batch_size, seed)


def layout(model: Any, pad: int, *, packing: bool) -> tuple[Layout, str]:
    """The layout for a model, whose attention is exchanged if it can be packed for, and a line on it if it cannot."""
    core = model.get_base_model() if hasattr(model, "get_base_model") else model
    # The others may have no weights yet to try it with.
    line = from_first(lambda: _made_ready(model, core)) if packing else ""
    if packing and not line:
        _attend_to_packs(core)
    tokens = BATCH_TOKENS.get(core.device.type, BATCH_TOKENS["cuda"])
    return Layout(is_packed=packing and not line, pad=pad, max_tokens=tokens), line


class _Sampler(torch.utils.data.Sampler[list[int]]):
    """Batches of places, the same for the same seed and epoch; each place once an epoch."""

    def __init__(self, examples: int, batch_size: int, seed: int) -> None:
        self._examples = examples
        self._batch_size = batch_size
        self._seed = seed
        self._epoch = 0

    def __len__(self) -> int:
        return math.ceil(self._examples / self._batch_size)

    def set_epoch(self, epoch: int) -> None:
        """Choose the order of this epoch."""
        self._epoch = epoch

    def _generator(self) -> torch.Generator:
        return torch.Generator().manual_seed(self._seed * 1_000_003 + self._epoch)


class BatchSampler(_Sampler):
    """Shuffled batches of examples of like length.

    Examples are shuffled, cut into pools of some batches, sorted by length within a pool, and the batches shuffled again: unlike
    transformers' length grouping, short and long batches come in any order.
    """

    def __init__(self, lengths: Sequence[int], batch_size: int, seed: int, pool: int = 8) -> None:
        super().__init__(len(lengths), batch_size, seed)
        self._lengths = lengths
        self._pool = pool * batch_size

    def __iter__(self) -> Iterator[list[int]]:
        generator = self._generator()
        order = _shuffled(range(len(self._lengths)), generator)
        batches: list[list[int]] = []
        for start in range(0, len(order), self._pool):
            pool = sorted(order[start : start + self._pool], key=lambda index: self._lengths[index])
            batches += [pool[i : i + self._batch_size] for i in range(0, len(pool), self._batch_size)]
        for position in torch.randperm(len(batches), generator=generator).tolist():
            yield batches[position]


class SchemaSampler(_Sampler):
    """Shuffled batches of chunks, each of some examples that share their schema.

    The examples of every schema are shuffled and cut into chunks, and the chunks of all schemas shuffled. A chunk has so many that
    its prefix is about half as long as what stands behind it, and no more than half a batch, so that a step sees several schemas. Over
    a single schema that is a plain shuffle, as it is where nothing is shared.
    """

    def __init__(self, examples: Sequence[Encoded], batch_size: int, seed: int) -> None:
        super().__init__(len(examples), batch_size, seed)
        self._groups = [
            (each, chunk_size([examples[place] for place in each], batch_size)) for each in groups(examples)
        ]

    def __iter__(self) -> Iterator[list[int]]:
        generator = self._generator()
        chunks: list[list[int]] = []
        for group, size in self._groups:
            order = _shuffled(group, generator)
            pieces = math.ceil(len(order) / size)
            # Of equal size, so that no few are left over.
            chunks += [order[i * len(order) // pieces : (i + 1) * len(order) // pieces] for i in range(pieces)]
        order = [place for each in _shuffled(range(len(chunks)), generator) for place in chunks[each]]
        for start in range(0, len(order), self._batch_size):
            yield order[start : start + self._batch_size]


def chunk_size(group: Sequence[Encoded], batch_size: int) -> int:
    """How many examples of a schema stand together; the group is sorted by its tokens.

    >>> few = [Encoded([*range(100), n, n, n], []) for n in range(9)]
    >>> chunk_size(few, 32), chunk_size(few[:1], 32)
    (16, 1)
    """
    shared = common(group[0].ids, group[-1].ids) if len(group) > 1 else 0
    own = sum(len(each.ids) for each in group) / len(group) - shared
    return max(1, min(math.ceil(2 * shared / max(own, 1)), batch_size // 2))


def _shuffled(places: Sequence[int], generator: torch.Generator) -> list[int]:
    return [places[i] for i in torch.randperm(len(places), generator=generator).tolist()]


def _attend_to_packs(core: Any) -> None:
    if core.config._attn_implementation != PREFIX_ATTENTION:
        core.set_attn_implementation(PACKS)


def _made_ready(model: Any, core: Any) -> str:
    """Let the model attend to packs; why it cannot, after leaving it as it was."""
    reason = _not_in_packs(core.config)
    before = core.config._attn_implementation
    if not reason:
        try:
            _attend_to_packs(core)
            if _reads_packs(model):
                return ""
            reason = "reads packs otherwise than single sequences"
        except (AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
            reason = f"does not take them ({str(error).strip().partition(chr(10))[0][:120]})"
        core.set_attn_implementation(before)
    return f"no packing: {type(core).__name__} {reason}; every example is computed with its whole schema"


def _not_in_packs(config: Any) -> str:
    """What in a configuration rules packs out, which a few tokens do not show."""
    layers = set(getattr(config, "layer_types", None) or ["full_attention"])
    if layers != {"full_attention"} or getattr(config, "sliding_window", None) is not None:
        return "does not attend to everything before (sliding windows or other layers)"
    if config._attn_implementation not in ("sdpa", PACKS, PREFIX_ATTENTION):
        return f"attends by {config._attn_implementation}, not by SDPA"
    return ""


@torch.no_grad()
def _reads_packs(model: Any) -> bool:
    """Whether a pack of two short sequences gives their logits.

    In 16 bits a single token can be far off by rounding alone (28 % was seen with SmolLM2, whose logits of odd tokens hang on a few
    large activations), but half the tokens of a continuation that sees too much or too little are far off (60 %).
    """
    prefix, first, second = list(range(3, 12)), list(range(20, 33)), list(range(50, 35, -1))
    both = [Encoded([*prefix, *rest], [*[IGNORED] * 10, *rest[1:]]) for rest in (first, second)]
    was_training = model.training
    model.eval()

    def logits(batch: Batch) -> torch.Tensor:
        inputs = {name: each.to(model.device) for name, each in batch.items() if name != "labels"}
        found: torch.Tensor = model(**inputs, use_cache=False).logits
        return found[0].float()

    (packed,) = packed_batches(both, 100)
    one, other = (logits(batch) for batch in padded_batches(both, 0, 1))
    together = logits(packed)
    model.train(was_training)
    # A pack's continuations stand in the order of their tokens.
    ends = (len(prefix), len(prefix) + len(first))
    expected = torch.cat([one, other[ends[0] :]])
    if model.dtype == torch.float32:
        return bool((together - expected).abs().max() <= 1e-3 * expected.abs().max())
    off = (together - expected).norm(dim=1) / expected.norm(dim=1)
    return all(bool(part.median() <= 0.1) for part in off.tensor_split(ends))
