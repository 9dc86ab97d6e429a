"""GlmForCausalLM's training loss over schema packs, as fast as two plain cores allow, or one GPU.

The weights are those of transformers' class, under their names; so is the result, to rounding. What is different is the work:
attention is computed in three unmasked parts and merged by their log-sum-exp, tokens are never padded outside of it,
the last layer's feed-forward and the head run at the label positions only. fp32 on a CPU; bfloat16 on a GPU, under autocast, with
the attention of `varlen`. Every key head has one query head.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy
import torch
from torch import Tensor
from torch.nn import functional
from transformers import GlmConfig

from text2sql.models.blocks import Block
from text2sql.models.mini.links import Kind, LinkedPack
from text2sql.models.packs import Pack
from text2sql.models.tokenizer import IGNORED
from text2sql.models.varlen import Pass, VarlenAttention, passes

Weights = Mapping[str, Tensor]
# What a link counts for beside a label, by kind; those within the schema are many and easy.
_GUIDANCE = {Kind.LINE: 0.1, Kind.WORDS: 1.0, Kind.NAME: 1.0}
_flash = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
_flash_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward


def glm_config(vocab_size: int, *, hidden: int = 192, layers: int = 5, heads: int = 3, ffn: int = 512) -> GlmConfig:
    """ChatGLM3's architecture at a small size, with tied embeddings."""
    config: GlmConfig = GlmConfig(
        vocab_size=vocab_size,
        hidden_size=hidden,
        intermediate_size=ffn,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        head_dim=hidden // heads,
        rms_norm_eps=1e-5,
        attention_bias=True,
        max_position_embeddings=8192,
        tie_word_embeddings=True,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
    )
    return config


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The links of one kind within one pack.

    Attributes:
        span: the indices of the pack's first token and of its first continuation.
        sources: (links,) indices of the tokens that look.
        rows: (links,) numbers of their continuations; None for sources within the prefix.
        shared: (links, prefix) True where they should look, in the prefix.
        own: (links, longest) the same in their own continuation; None if `rows` is.
    """

    kind: Kind
    span: tuple[int, int]
    sources: Tensor
    rows: Tensor | None
    shared: Tensor
    own: Tensor | None

    def to(self, device: str) -> "Guide":
        """The same on that device."""
        return replace(
            self,
            sources=self.sources.to(device),
            rows=None if self.rows is None else self.rows.to(device),
            shared=self.shared.to(device),
            own=None if self.own is None else self.own.to(device),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several packs, one after the other, without padding.

    Attributes:
        ids, positions: (time,).
        spans: for each pack the indices of its first token, its first continuation, its end.
        own: (continuations, longest) indices of each continuation's tokens, 0 where it is shorter.
        inside: (continuations, longest) True where `own` is a token.
        sources: (labels,) indices of the tokens whose successor is a label; targets: those labels.
        guides: where heads should look, of packs that have links.
        rows: for each continuation the index of its first token, and its length.
        plan: how the attention is computed on a GPU; empty on a CPU.
    """

    ids: Tensor
    positions: Tensor
    spans: tuple[tuple[int, int, int], ...]
    own: Tensor
    inside: Tensor
    sources: Tensor
    targets: Tensor
    guides: tuple[Guide, ...]
    rows: tuple[tuple[int, int], ...]
    plan: tuple[Pass, ...] = ()

    def to(self, device: str) -> "Batch":
        """The same on a GPU, with the plan of its attention."""
        layout = [Block(start, middle, start, middle, is_causal=True) for start, middle, _ in self.spans]
        layout += [Block(start, start + length, start, start + length, is_causal=True) for start, length in self.rows]
        layout += [Block(middle, end, start, middle, is_causal=False) for start, middle, end in self.spans]
        moved = {name: getattr(self, name).to(device) for name in _TENSORS}
        guides = tuple(guide.to(device) for guide in self.guides)
        return replace(self, **moved, guides=guides, plan=tuple(passes(sorted(layout), device)))


_TENSORS = ("ids", "positions", "own", "inside", "sources", "targets")


class Losses(NamedTuple):
    """Summed negative log-likelihoods: of the labels, and of looking where the links say."""

    labels: Tensor
    links: Tensor


def batch_of(packs: Sequence[Pack]) -> Batch:
    """The packs laid end to end."""
    ids: list[int] = []
    positions: list[int] = []
    labels: list[int] = []
    spans, rows = [], []
    for each in packs:
        start, shared = len(ids), len(each.prefix)
        ids += each.prefix
        positions += range(shared)
        labels += [IGNORED] * shared
        for continuation in each.continuations:
            rows.append((len(ids), len(continuation.ids)))
            ids += continuation.ids
            labels += continuation.labels
            positions += range(shared, shared + len(continuation.ids))
        spans.append((start, start + shared, len(ids)))
    step = torch.arange(max(length for _, length in rows))
    first, lengths = torch.tensor(rows).unbind(1)
    inside = step[None] < lengths[:, None]
    every = torch.tensor(labels)
    trained = (every != IGNORED).nonzero().flatten()
    return Batch(
        ids=torch.tensor(ids),
        positions=torch.tensor(positions),
        spans=tuple(spans),
        own=(first[:, None] + step[None]) * inside,
        inside=inside,
        sources=trained - 1,
        targets=every[trained],
        guides=tuple(_guides(packs, spans, rows)),
        rows=tuple(rows),
    )


def _guides(
    packs: Sequence[Pack], spans: Sequence[tuple[int, int, int]], rows: Sequence[tuple[int, int]]
) -> Iterator[Guide]:
    longest, before = max(length for _, length in rows), 0
    for each, (start, middle, _) in zip(packs, spans, strict=True):
        first, before = before, before + len(each.continuations)
        if not isinstance(each, LinkedPack):
            continue
        shared = middle - start
        inside = numpy.zeros((sum(len(sources) for sources, _ in each.lines), shared), dtype=bool)
        lookers: list[int] = []
        for sources, target in each.lines:
            inside[len(lookers) : len(lookers) + len(sources), target] = True
            lookers += range(start + sources.start, start + sources.stop)
        if lookers:
            yield Guide(
                kind=Kind.LINE,
                span=(start, middle),
                sources=torch.tensor(lookers),
                rows=None,
                shared=torch.from_numpy(inside),
                own=None,
            )
        for kind in (Kind.WORDS, Kind.NAME):
            links = [(first + at, link) for at, some in enumerate(each.links) for link in some if link.kind is kind]
            if not links:
                continue
            masks = numpy.zeros((len(links), shared + longest), dtype=bool)
            for mask, (_, link) in zip(masks, links, strict=True):
                for span in link.targets:
                    mask[span.start : span.stop] = True
            yield Guide(
                kind=kind,
                span=(start, middle),
                sources=torch.tensor([rows[row][0] + link.source - shared for row, link in links]),
                rows=torch.tensor([row for row, _ in links]),
                shared=torch.from_numpy(masks[:, :shared]),
                own=torch.from_numpy(masks[:, shared:]),
            )


def loss_sum(weights: Weights, config: GlmConfig, batch: Batch) -> Tensor:
    """Summed negative log-likelihood of the labels."""
    return _label_loss(weights, hidden_states(weights, config, batch), batch)


def losses(weights: Weights, config: GlmConfig, batch: Batch) -> Losses:
    """That, and the same of the links: of all weight that a guided head gives, how much falls where it should."""
    hidden, looked = _forward(weights, config, batch, guided=True)
    return Losses(_label_loss(weights, hidden, batch), looked)


def hidden_states(weights: Weights, config: GlmConfig, batch: Batch) -> Tensor:
    """(labels, hidden): the normalised states from which the labels are predicted."""
    return _forward(weights, config, batch, guided=False)[0]


def _label_loss(weights: Weights, hidden: Tensor, batch: Batch) -> Tensor:
    logits = hidden @ weights["model.embed_tokens.weight"].T
    return functional.cross_entropy(logits, batch.targets, reduction="sum")


def _forward(weights: Weights, config: GlmConfig, batch: Batch, *, guided: bool) -> tuple[Tensor, Tensor]:
    looked = torch.zeros((), device=batch.ids.device)
    turns = _turns(config, batch.positions)
    x = functional.embedding(batch.ids, weights["model.embed_tokens.weight"])
    for index in range(config.num_hidden_layers):
        layer = f"model.layers.{index}."
        h = _norm(x, weights[layer + "input_layernorm.weight"], config.rms_norm_eps)
        part = [layer + f"self_attn.{name}_proj" for name in "qkv"]
        joined = functional.linear(
            h,
            torch.cat([weights[name + ".weight"] for name in part]),
            torch.cat([weights[name + ".bias"] for name in part]),
        )
        joined = joined.view(len(h), 3, config.num_attention_heads, config.head_dim)
        attended = _attend(joined, turns, batch)
        for guide in batch.guides if guided else ():
            if index == _layer(guide.kind, config):
                looked = looked + _GUIDANCE[guide.kind] * _looked(joined[:, :2, -1].float(), turns[:, 0], guide, batch)
        if index == config.num_hidden_layers - 1:
            # Nothing reads the other positions any more.
            attended, x = attended[batch.sources], x[batch.sources]
        x = x + attended.flatten(1) @ weights[layer + "self_attn.o_proj.weight"].T
        h = _norm(x, weights[layer + "post_attention_layernorm.weight"], config.rms_norm_eps)
        gate, up = (h @ weights[layer + "mlp.gate_up_proj.weight"].T).chunk(2, dim=-1)
        x = x + (functional.silu(gate) * up) @ weights[layer + "mlp.down_proj.weight"].T
    return _norm(x, weights["model.norm.weight"], config.rms_norm_eps), looked


def _layer(kind: Kind, config: GlmConfig) -> int:
    """Whose last head is guided: each kind reads what those before it wrote, and the last layer is left to answer."""
    layers: int = config.num_hidden_layers
    return max(0, layers - 1 - len(Kind) + kind)


def _looked(head: Tensor, turns: Tensor, guide: Guide, batch: Batch) -> Tensor:
    """Summed negative log-likelihood of a head's attention; `head` is (time, 2, head_dim), its queries and keys."""
    rotated = 2 * turns.shape[-1]
    pairs = torch.view_as_complex(head[..., :rotated].reshape(*head.shape[:-1], -1, 2))
    turned = torch.cat([torch.view_as_real(pairs * turns).flatten(-2), head[..., rotated:]], dim=-1)
    keys = turned[:, 1]
    queries = turned[guide.sources, 0] * head.shape[-1] ** -0.5
    start, middle = guide.span
    scores, where = queries @ keys[start:middle].T, guide.shared
    if guide.rows is None or guide.own is None:
        later = torch.arange(start, middle, device=head.device)[None] > guide.sources[:, None]
        scores = scores.masked_fill(later, -torch.inf)
    else:
        own = batch.own[guide.rows]
        seen = batch.inside[guide.rows] & (own <= guide.sources[:, None])
        more = torch.einsum("nd,nkd->nk", queries, keys[own]).masked_fill(~seen, -torch.inf)
        scores, where = torch.cat([scores, more], dim=-1), torch.cat([where, guide.own], dim=-1)
    missed: Tensor = scores.logsumexp(-1) - scores.masked_fill(~where, -torch.inf).logsumexp(-1)
    return missed.sum()


def _norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    return functional.rms_norm(x, weight.shape, weight, epsilon)


def _turns(config: GlmConfig, positions: Tensor) -> Tensor:
    """(time, 1, 1, rotated/2): the rotations of each position as unit complex numbers."""
    rotated = int(config.head_dim * config.rope_parameters["partial_rotary_factor"])
    theta = config.rope_parameters["rope_theta"]
    speeds = 1.0 / theta ** (torch.arange(0, rotated, 2, device=positions.device).float() / rotated)
    angles = positions.float()[:, None] * speeds[None]
    return torch.polar(torch.ones_like(angles), angles)[:, None, None]


def _attend(joined: Tensor, turns: Tensor, batch: Batch) -> Tensor:
    if batch.plan:
        return _attend_on_gpu(joined, turns, batch.plan)
    out: Tensor = _PackAttention.apply(joined, turns, batch)  # type: ignore[no-untyped-call]
    return out


def _attend_on_gpu(joined: Tensor, turns: Tensor, plan: tuple[Pass, ...]) -> Tensor:
    rotated = 2 * turns.shape[-1]
    both = joined[:, :2].float()
    pairs = torch.view_as_complex(both[..., :rotated].reshape(*both.shape[:-1], -1, 2))
    turned = torch.cat([torch.view_as_real(pairs * turns).flatten(-2), both[..., rotated:]], dim=-1)
    q, k, v = (x.bfloat16().transpose(0, 1)[None] for x in (*turned.unbind(1), joined[:, 2]))
    out: Tensor = VarlenAttention.apply(q, k, v, list(plan), None)  # type: ignore[no-untyped-call]
    return out[0].transpose(0, 1)


def _rotate(x: Tensor, turns: Tensor) -> None:
    """Turn the first dimensions of each head, in place, as interleaved pairs."""
    pairs = x[..., : 2 * turns.shape[-1]].view(*x.shape[:-1], -1, 2)
    torch.view_as_complex(pairs).mul_(turns)


class _PackAttention(torch.autograd.Function):
    """(time, 3, heads, head_dim) queries, keys, values → (time, heads, head_dim).

    Softmax over the keys of two parts is the mean of the parts' outputs weighted by exp(log-sum-exp); each part's gradient is that of
    a plain attention whose output and log-sum-exp are the merged ones (as in ring attention, Liu et al. 2023).
    """

    @staticmethod
    def forward(ctx: Any, joined: Tensor, turns: Tensor, batch: Batch) -> Tensor:
        joined = joined.clone()
        _rotate(joined[:, :2], turns)
        q, k, v = joined.unbind(1)
        out = torch.empty_like(q)
        log_sum = q.new_empty(q.shape[:2])
        own_out, own_sum = _flash(*(_gather(x, batch) for x in (q, k, v)), 0.0, True)
        for start, middle, end in batch.spans:
            _store(out, log_sum, start, middle, _flash(*(_heads(x, start, middle) for x in (q, k, v)), 0.0, True))
            parts = _heads(q, middle, end), _heads(k, start, middle), _heads(v, start, middle)
            _store(out, log_sum, middle, end, _flash(*parts, 0.0, False))
        tokens = batch.own[batch.inside]
        own_out = own_out.transpose(1, 2)[batch.inside]
        own_sum = own_sum.transpose(1, 2)[batch.inside]
        total = torch.logaddexp(log_sum[tokens], own_sum)
        share = torch.exp(own_sum - total)[..., None]
        out[tokens] = torch.lerp(out[tokens], own_out, share)
        log_sum[tokens] = total
        ctx.save_for_backward(joined, turns, out, log_sum)
        ctx.batch = batch
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        joined, turns, out, log_sum = ctx.saved_tensors
        batch: Batch = ctx.batch
        grad = grads[0].contiguous()
        q, k, v = joined.unbind(1)
        result = torch.empty_like(joined)
        inside = batch.inside[:, None, :, None]
        own = [_gather(x, batch) for x in (grad, q, k, v, out)]
        # Where there is no token the weights must vanish: those of a stranger's sum may be infinite, and infinity times no gradient
        # is no number.
        own_sum = log_sum[batch.own].masked_fill(~batch.inside[..., None], torch.inf).transpose(1, 2).contiguous()
        own_grads = _flash_backward(own[0] * inside, *own[1:], own_sum, 0.0, True)
        for start, middle, end in batch.spans:
            shared = [_heads(x, start, middle) for x in (q, k, v)]
            first = _flash_backward(
                _heads(grad, start, middle),
                *shared,
                _heads(out, start, middle),
                _sums(log_sum, start, middle),
                0.0,
                True,
            )
            queries, *keys = _heads(q, middle, end), *shared[1:]
            second = _flash_backward(
                _heads(grad, middle, end),
                queries,
                *keys,
                _heads(out, middle, end),
                _sums(log_sum, middle, end),
                0.0,
                False,
            )
            result[start:middle, 0] = first[0][0].transpose(0, 1)
            result[middle:end, 0] = second[0][0].transpose(0, 1)
            for index in (1, 2):
                torch.add(
                    first[index][0].transpose(0, 1), second[index][0].transpose(0, 1), out=result[start:middle, index]
                )
        tokens = batch.own[batch.inside]
        result[tokens, 0] += own_grads[0].transpose(1, 2)[batch.inside]
        result[tokens, 1] = own_grads[1].transpose(1, 2)[batch.inside]
        result[tokens, 2] = own_grads[2].transpose(1, 2)[batch.inside]
        _rotate(result[:, :2], turns.conj())
        return result, None, None


def _heads(x: Tensor, start: int, end: int) -> Tensor:
    return x[start:end].transpose(0, 1)[None]


def _sums(x: Tensor, start: int, end: int) -> Tensor:
    return x[start:end].T.contiguous()[None]


def _gather(x: Tensor, batch: Batch) -> Tensor:
    return x[batch.own].transpose(1, 2)


def _store(out: Tensor, log_sum: Tensor, start: int, end: int, part: tuple[Tensor, Tensor]) -> None:
    out[start:end] = part[0][0].transpose(0, 1)
    log_sum[start:end] = part[1][0].T
