"""Questions → SQL by a model: greedy, in batches, each schema's prefix computed once.

The prefix is found by comparing token ids, so the result is that of plain generation. Prompts come from `text2sql.prompt`.
Names are those of the schema, each where it can stand (`text2sql.sql.guard`). A reply that DuckDB could not run, or that leaves out a number or a column that the question names, or makes a value up (`text2sql.sql.left_out`),
gives way to the likeliest of several others with fewer flaws (`beams`). Nothing is run for that, only bound, in the sandbox,
on tables without rows. Not covered: sampling.
"""

import copy
import math
import time
import weakref
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import DynamicCache

from text2sql.errors import T2SError
from text2sql.evaluation.verdict import allowed_text
from text2sql.models.beams import beams
from text2sql.models.checkpoints import BUNDLED_BASE, Base, check_vocabulary, load_base
from text2sql.models.guarded import Held, Writer, read_held, token_texts
from text2sql.models.peft_methods import adapted_base
from text2sql.models.ptuning import is_prefix
from text2sql.models.quantized import is_quantized
from text2sql.models.tokenizer import pad_left
from text2sql.outcome import Failure
from text2sql.prompt import PromptFormat, user_message
from text2sql.records import Conversation, Example, Message, Prediction
from text2sql.sandbox import Sandbox, Source
from text2sql.schema import Schema
from text2sql.sql import extract_sql
from text2sql.sql.guard import Guard
from text2sql.sql.left_out import Mentions

MAX_NEW_TOKENS = 256
BATCH_SIZE = 32
# Other replies looked for where the first has flaws, and how many questions are gone back to at once.
_BEAMS, _AGAIN = 5, 8
_BINDING = 2.0  # seconds


class Reply(NamedTuple):
    """Generated ids, without the stop token, and whether there was one."""

    ids: list[int]
    stopped: bool


class ModelPredictor:
    """A `Predictor` over a causal language model."""

    def __init__(
        self,
        base: Base,
        *,
        schemas: Sequence[Schema],
        prompt: PromptFormat,
        max_new_tokens: int = MAX_NEW_TOKENS,
        batch_size: int = BATCH_SIZE,
        held: Held | None = None,
    ) -> None:
        """`held`: what replies keep to; then they are DuckDB's SQL and nothing else, and can be run where one was found."""
        self._model, self._tokenizer = base
        self._held = held
        self._text_of = token_texts(self._tokenizer)
        self._schemas = {schema.name: schema for schema in schemas}
        self._prompt = prompt
        self._max_new_tokens = max_new_tokens
        self._batch_size = batch_size
        self._sandbox: Sandbox | None = None

    def about(self, schemas: Sequence[Schema]) -> "ModelPredictor":
        """The same model, told of other schemas; nothing is loaded again."""
        told = copy.copy(self)
        told._sandbox = None
        told._schemas = {schema.name: schema for schema in schemas}
        return told

    def predict(self, examples: Sequence[Example]) -> Iterator[Prediction]:
        """One prediction an example: schema by schema, short prompts first.

        Raises:
            T2SError: for a schema that the predictor was not given, or a prompt that the model cannot hold.
        """
        prompts = [(example, self._encode(example)) for example in examples]
        prompts.sort(key=lambda each: (each[0].schema, len(each[1])))
        for _, group in groupby(prompts, key=lambda each: each[0].schema):
            yield from self._predict_schema(list(group))

    def _predict_schema(self, prompts: Sequence[tuple[Example, list[int]]]) -> Iterator[Prediction]:
        schema = self._schemas[prompts[0][0].schema]
        prefix = _common_prefix([ids for _, ids in prompts])
        # Queries over SQLite are for SQLite: what DuckDB says of them is beside the point.
        guard = self._held.guard(schema) if self._held else None
        mentions = Mentions(schema) if self._held and schema.dialect != "sqlite" else None
        started = time.perf_counter()
        cache = prefill(self._model, prefix)
        for start in range(0, len(prompts), self._batch_size):
            batch = prompts[start : start + self._batch_size]
            suffixes = [ids[len(prefix) :] for _, ids in batch]
            stops = self._tokenizer.stop_ids
            writers = [Writer(guard, self._text_of, stops) for _ in batch] if guard else None
            replies = greedy(
                self._model,
                cache,
                suffixes,
                pad=self._tokenizer.pad_id,
                stops=stops,
                limit=self._max_new_tokens,
                writers=writers,
            )
            if guard and mentions:
                asked = [example.question for example, _ in batch]
                replies = self._second_thoughts(asked, schema, mentions, guard, cache, suffixes, replies)
            now = time.perf_counter()
            for (example, _), reply in zip(batch, replies, strict=True):
                raw = self._tokenizer.decode(reply.ids)
                yield Prediction(
                    example_id=example.id,
                    raw=raw,
                    sql=extract_sql(raw),
                    seconds=(now - started) / len(batch),
                    tokens=len(reply.ids),
                    stopped=reply.stopped,
                )
            started = time.perf_counter()

    def _second_thoughts(
        self,
        questions: Sequence[str],
        schema: Schema,
        mentions: Mentions,
        guard: Guard,
        cache: DynamicCache,
        suffixes: Sequence[Sequence[int]],
        replies: Sequence[Reply],
    ) -> list[Reply]:
        """The replies; in place of each with flaws the likeliest of those others that have the fewest, if they have fewer."""
        found, stops = list(replies), self._tokenizer.stop_ids
        sandbox = self._sandbox_over(schema)

        def flaws(question: str, ids: list[int]) -> float:
            """How many; endless for what cannot be run."""
            text = extract_sql(self._tokenizer.decode(ids))
            sql = allowed_text(text)
            runs = not isinstance(sql, Failure) and sandbox.explain(sql) is None
            return len(mentions.flaws(question, text or "")) if runs else math.inf

        flawed = {}
        for at, (question, reply) in enumerate(zip(questions, replies, strict=True)):
            count = flaws(question, reply.ids) if reply.stopped else math.inf
            if count:
                flawed[at] = count
        places = list(flawed)
        for start in range(0, len(places), _AGAIN):
            some = places[start : start + _AGAIN]
            others = beams(
                self._model,
                cache,
                [suffixes[at] for at in some],
                pad=self._tokenizer.pad_id,
                stops=stops,
                limit=self._max_new_tokens,
                writers=[Writer(guard, self._text_of, stops) for _ in some],
                width=_BEAMS,
            )
            for at, candidates in zip(some, others, strict=True):
                # The first of those with the fewest is the likeliest.
                fewest, better = min(
                    ((flaws(questions[at], ids), ids) for ids in candidates),
                    key=lambda pair: pair[0],
                    default=(math.inf, []),
                )
                if fewest < flawed[at]:
                    found[at] = Reply(better, stopped=True)
        return found

    def _sandbox_over(self, schema: Schema) -> Sandbox:
        """One worker over the schema's tables without rows, kept from one batch to the next."""
        source = Source(schema=schema, rows={})
        if self._sandbox is None:
            self._sandbox = Sandbox(source, timeout=_BINDING)
            weakref.finalize(self, self._sandbox.close)
        self._sandbox.turn_to(source)
        return self._sandbox

    def _encode(self, example: Example) -> list[int]:
        if example.schema not in self._schemas:
            raise T2SError(
                f"the question is about the schema {example.schema!r}, which the model was not given",
                where=example.id,
                fix=f"known are {', '.join(sorted(self._schemas))}",
            )
        content = user_message(self._schemas[example.schema], example.question, self._prompt)
        message = Message(role="user", content=content, trained=False)
        ids = self._tokenizer.encode_prompt(Conversation(messages=(message,)))
        held = getattr(self._model.config, "max_position_embeddings", None)
        if held and len(ids) + self._max_new_tokens > held:
            raise T2SError(
                f"the prompt has {len(ids)} tokens and the reply may have {self._max_new_tokens}, the model holds {held}",
                where=f"schema {example.schema}",
                fix="ask about fewer tables, or use a base that holds more",
            )
        return ids


def load_predictor(
    *,
    base: str,
    adapter: Path | None = None,
    schemas: Sequence[Schema],
    prompt: PromptFormat,
    max_new_tokens: int = MAX_NEW_TOKENS,
    batch_size: int = BATCH_SIZE,
) -> ModelPredictor:
    """A predictor over a base, or over what was trained from it.

    Args:
        base: name, folder or model hub's id.
        adapter: a run's ``adapter/``: LoRA weights, a prefix or a soft prompt for the base, or a whole model, used instead of it.
        schemas: those that questions are about.
        prompt: the format that the model was trained with.
        max_new_tokens: longest reply.
        batch_size: questions answered at once.

    Raises:
        T2SError: if the base or the adapter cannot be loaded.
    """
    loaded = load_trained(base, adapter)
    check_vocabulary(loaded, base)
    return ModelPredictor(
        loaded,
        schemas=schemas,
        prompt=prompt,
        max_new_tokens=max_new_tokens,
        batch_size=batch_size,
        # Another model may talk around its SQL, or know aliases and comments that the guard does not.
        held=read_held(adapter) if adapter else Held.SCOPES if base == BUNDLED_BASE else None,
    )


def load_trained(
    base: str, adapter: Path | None, *, dtype: torch.dtype | None = None, device: str | None = None
) -> Base:
    """The base with the adapter merged in, or the whole model that lies in the adapter's place; the rest as `load_base`."""
    if adapter is None:
        return load_base(base, dtype=dtype, device=device)
    if (adapter / "config.json").is_file() and not is_prefix(adapter):
        return load_base(str(adapter), dtype=dtype, device=device)
    loaded = load_base(base, dtype=dtype, device=device, four_bit=is_quantized(adapter))
    return adapted_base(loaded, adapter, base)


@torch.no_grad()
def prefill(model: Any, prefix: Sequence[int]) -> DynamicCache:
    """The keys and values of a prefix, one row; empty for an empty prefix."""
    cache = DynamicCache(config=model.config)
    if prefix:
        model(
            torch.tensor([list(prefix)], device=model.device), past_key_values=cache, use_cache=True, logits_to_keep=1
        )
    return cache


@torch.no_grad()
def greedy(
    model: Any,
    cache: DynamicCache,
    suffixes: Sequence[Sequence[int]],
    *,
    pad: int,
    stops: frozenset[int],
    limit: int,
    writers: Sequence[Writer] | None = None,
) -> list[Reply]:
    """The likeliest token again and again, for several prompts that go on from one cached prefix.

    Padding stands between prefix and suffix; positions do not count it. Rows that have ended leave the batch.

    Args:
        model: a causal language model.
        cache: of the common prefix, one row; it is not changed.
        suffixes: the rest of each prompt, at least one token each.
        pad: the filler's id.
        stops: ids that end a reply.
        limit: tokens of a reply at most.
        writers: of each row, what chooses among its tokens; None: the likeliest.
    """
    device = model.device
    rows, padded = len(suffixes), pad_left(suffixes, pad)
    cache, shared = _copied(cache, rows), cache.get_seq_length()
    ids = torch.tensor(padded.ids, device=device)
    mask = torch.tensor(padded.mask, device=device)
    positions = torch.tensor(padded.positions, device=device) + shared
    mask = torch.cat([mask.new_ones(rows, shared), mask], dim=1)
    replies: list[list[int]] = [[] for _ in suffixes]
    alive = list(range(rows))
    for _ in range(limit):
        logits = model(
            ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True, logits_to_keep=1
        ).logits
        chosen = logits[:, -1].argmax(dim=-1)
        tokens: list[int] = chosen.tolist()
        if writers:
            tokens = [writers[alive[i]].choose(token, logits[i, -1]) for i, token in enumerate(tokens)]
            chosen = chosen.new_tensor(tokens)
        going = [i for i, token in enumerate(tokens) if token not in stops]
        for i in going:
            replies[alive[i]].append(tokens[i])
        if not going:
            alive = []
            break
        if len(going) < len(alive):
            alive = [alive[i] for i in going]
            kept = torch.tensor(going, device=device)
            cache.batch_select_indices(kept)
            chosen, mask, positions = chosen[kept], mask[kept], positions[kept]
        ids = chosen[:, None]
        mask = torch.cat([mask, mask.new_ones(len(alive), 1)], dim=1)
        positions = positions[:, -1:] + 1
    unfinished = set(alive)
    return [Reply(reply, i not in unfinished) for i, reply in enumerate(replies)]


def _copied(cache: DynamicCache, rows: int) -> DynamicCache:
    copied = copy.deepcopy(cache)
    copied.batch_repeat_interleave(rows)
    return copied


def _common_prefix(prompts: Sequence[Sequence[int]]) -> list[int]:
    """What all prompts begin with, short of the last token of any, whose logits begin the reply."""
    first, bound = prompts[0], min(map(len, prompts)) - 1
    shared = next((i for i in range(bound) if any(each[i] != first[i] for each in prompts)), bound)
    return list(first[:shared])


__all__ = ["ModelPredictor", "Reply", "greedy", "load_predictor", "load_trained", "prefill"]
