"""How well a base in training predicts each kind of label token on unseen schemas: `python bench/label_tokens.py [FOLDER] [GROUPS]`.

The tokens before are given, so that one mistake does not lead to the next. FOLDER is that of `t2s base`.
"""

import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import GlmConfig

from text2sql.models.mini.network import batch_of, hidden_states
from text2sql.models.mini.pretrain import CHECKPOINT
from text2sql.models.mini.weights import load_checkpoint, weights_of
from text2sql.models.packs import pack
from text2sql.models.tokenizer import ChatGLM3Tokenizer
from text2sql.prompt import conversation
from text2sql.schema import Schema
from text2sql.synth.corpus import EVERYTHING, groups

# Away from the seeds that `t2s base` trains and examines on.
SEED = 3_000_000


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build-base")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    tokenizer = ChatGLM3Tokenizer(folder / "tokenizer.model")
    config = GlmConfig(**json.loads((folder / "run" / "config.json").read_text(encoding="utf-8")))
    weights = weights_of(load_checkpoint(folder / "run" / CHECKPOINT)[0])
    right: defaultdict[str, list[bool]] = defaultdict(list)
    nats: defaultdict[str, float] = defaultdict(float)
    for group in itertools.islice(groups(SEED, lesson=EVERYTHING), count):
        for example in group.examples:
            told = conversation(group.schema, example.question, example.sql, group.form)
            batch = batch_of([pack([tokenizer.encode_training(told)])])
            with torch.no_grad():
                states = hidden_states(weights, config, batch)
                guesses = (states @ weights["model.embed_tokens.weight"].T).log_softmax(-1)
            ids = batch.targets.tolist()
            # Decoded alone, a piece loses the space that it begins with.
            ends = [len(tokenizer.decode_all(ids[:at])) for at in range(len(ids) + 1)]
            for at, kind in enumerate(kinds(tokenizer.decode_all(ids), ends[:-1], group.schema)):
                target = batch.targets[at]
                right[kind].append(bool(guesses[at].argmax() == target))
                nats[kind] -= float(guesses[at, target])
    total = sum(nats.values())
    for kind, each in right.items():
        print(
            f"{kind:12} {len(each):6} tokens  {sum(each) / len(each):6.1%} right  "
            f"{nats[kind] / len(each):.2f} nats  {nats[kind] / total:4.0%} of all nats"
        )


def kinds(text: str, starts: Sequence[int], schema: Schema) -> list[str]:
    """For each token that starts there whether it begins or continues a name, or is a value, a number or SQL."""
    names = [each.name for table in schema.tables for each in (table, *table.columns)]
    told = [("value", r"(?<=')[^']*(?=')"), ("number", r"(?<![\w.])\d+(?:\.\d+)?")]
    told.append(("name", rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)"))
    of = ["SQL"] * len(text)
    for kind, pattern in reversed(told):
        for found in re.finditer(pattern, text):
            of[found.start() : found.end()] = [kind] * len(found[0])
            if kind == "name":
                of[found.start()] = "name, first"
    return [of[start] if start < len(of) else "SQL" for start in starts]


if __name__ == "__main__":
    main()
