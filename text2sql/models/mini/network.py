"""GlmForCausalLM's training loss over schema packs, as fast as two plain cores allow.

The weights are those of transformers' class, under their names; so is the result, to rounding. What is different is the work:
attention is computed in three unmasked parts and merged by their log-sum-exp, tokens are never padded outside of it,
the last layer's feed-forward and the head run at the label positions only. CPU and fp32 only; every key head has one query head.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from transformers import GlmConfig

from text2sql.models.packs import Pack
from text2sql.models.tokenizer import IGNORED

Weights = Mapping[str, Tensor]
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
class Batch:
    """Several packs, one after the other, without padding.

    Attributes:
        ids, positions: (time,).
        spans: for each pack the indices of its first token, its first continuation, its end.
        own: (continuations, longest) indices of each continuation's tokens, 0 where it is shorter.
        inside: (continuations, longest) True where `own` is a token.
        sources: (labels,) indices of the tokens whose successor is a label; targets: those labels.
    """

    ids: Tensor
    positions: Tensor
    spans: tuple[tuple[int, int, int], ...]
    own: Tensor
    inside: Tensor
    sources: Tensor
    targets: Tensor


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
    )


def loss_sum(weights: Weights, config: GlmConfig, batch: Batch) -> Tensor:
    """Summed negative log-likelihood of the labels."""
    hidden = hidden_states(weights, config, batch)
    logits = hidden @ weights["model.embed_tokens.weight"].T
    return functional.cross_entropy(logits, batch.targets, reduction="sum")


def hidden_states(weights: Weights, config: GlmConfig, batch: Batch) -> Tensor:
    """(labels, hidden): the normalised states from which the labels are predicted."""
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
        attended = _attend(joined.view(len(h), 3, config.num_attention_heads, config.head_dim), turns, batch)
        if index == config.num_hidden_layers - 1:
            # Nothing reads the other positions any more.
            attended, x = attended[batch.sources], x[batch.sources]
        x = x + attended.flatten(1) @ weights[layer + "self_attn.o_proj.weight"].T
        h = _norm(x, weights[layer + "post_attention_layernorm.weight"], config.rms_norm_eps)
        gate, up = (h @ weights[layer + "mlp.gate_up_proj.weight"].T).chunk(2, dim=-1)
        x = x + (functional.silu(gate) * up) @ weights[layer + "mlp.down_proj.weight"].T
    return _norm(x, weights["model.norm.weight"], config.rms_norm_eps)


def _norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    return functional.rms_norm(x, weight.shape, weight, epsilon)


def _turns(config: GlmConfig, positions: Tensor) -> Tensor:
    """(time, 1, 1, rotated/2): the rotations of each position as unit complex numbers."""
    rotated = int(config.head_dim * config.rope_parameters["partial_rotary_factor"])
    theta = config.rope_parameters["rope_theta"]
    speeds = 1.0 / theta ** (torch.arange(0, rotated, 2).float() / rotated)
    angles = positions.float()[:, None] * speeds[None]
    return torch.polar(torch.ones_like(angles), angles)[:, None, None]


def _attend(joined: Tensor, turns: Tensor, batch: Batch) -> Tensor:
    out: Tensor = _PackAttention.apply(joined, turns, batch)  # type: ignore[no-untyped-call]
    return out


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
