"""A ChatGLM3 tokenizer as the ``tokenizer.json`` that other tools read, where that gives exactly the same ids.

The `tokenizers` library computes both kinds of sentencepiece models; whether it cuts like the model at hand is tried, not assumed.
What differs, and must: other tools read a marker such as ``<|user|>`` in a text as that marker; here it stays text.
Not covered: GLM-4's byte-pair ranks.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sentencepiece
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers

from text2sql.models.tokenizer import ChatGLM3Tokenizer

# Bare words in the original, where ordinary text may hold them ("philosophy"): GLM-4's spelling of the same tokens.
_RENAMED = {"sop": "<sop>", "eop": "<eop>"}
_UNLIKELY = -1e6  # far below any piece's score: control and byte pieces are no spelling of their own names
_SENTENCES = (
    *(
        "",
        " ",
        "  a  b  ",
        "\n",
        "\n\n x \r\n\ty",
        "aaaaaaa",
        "      a",
        "0000000",
        "philosophy, eop",
        "don't",
        "x\u3000ＳＱＬ",
    ),
    *(
        "SELECT name FROM students WHERE year = 2018 AND name = '陈婷';",
        "2018年陈婷的数学成绩是多少?",
        "<0x0A>",
        "<0x41></",
    ),
    *(
        "哈哈哈哈哈",
        "中文 and English，混排。",
        "e\u0301 é ﬁ ① ½",
        "🙂👩‍👩‍👧🙂",
        "\u200b\u00a0\ufeff",
        "Привет مرحبا 안녕",
    ),
)
_TEMPLATE = (
    "[gMASK]<sop>{% for message in messages %}"
    "{% if message['role'] not in ['system', 'user', 'assistant', 'observation'] %}"
    "{{ raise_exception('unknown role ' + message['role']) }}{% endif %}"
    "{{ '<|' + message['role'] + '|>\\n' }}{% if message['content'] %}{{ ' ' + message['content'] }}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def write_tokenizer_json(model_file: Path, directory: Path) -> bool:
    """Write ``tokenizer.json`` and ``tokenizer_config.json`` with a chat template, as `AutoTokenizer` reads them.

    Args:
        model_file: ChatGLM3's ``tokenizer.model``.
        directory: where to.

    Returns:
        False if the ids would not be the same for every piece, thousands of random texts and the sentences here; then nothing is
        written.
    """
    sp: Any = sentencepiece.SentencePieceProcessor(str(model_file))
    texts = list(_texts(sp))
    expected = sp.encode(texts)
    found = next((each for each in _candidates(sp) if _ids(each, texts) == expected), None)
    if found is None or any("\n" in sp.id_to_piece(each) for each in range(sp.get_piece_size())):
        # A message is two texts, divided by a newline; pieces across it would make them one.
        return False
    specials = ChatGLM3Tokenizer(model_file).special_ids
    names = ["<unk>", "<s>", "</s>", *(_RENAMED.get(each, each) for each in specials)]
    found.add_special_tokens([AddedToken(each, special=True, normalized=False) for each in names])
    found.save(str(directory / "tokenizer.json"))
    told = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "unk_token": "<unk>",
        "pad_token": "<unk>",
        "eos_token": "</s>",
        "padding_side": "left",
        "clean_up_tokenization_spaces": False,
        "model_input_names": ["input_ids", "attention_mask", "position_ids"],
        "chat_template": _TEMPLATE,
    }
    text = json.dumps(told, indent=2, ensure_ascii=False)
    (directory / "tokenizer_config.json").write_text(text + "\n", encoding="utf-8")
    return True


def _candidates(sp: Any) -> Iterator[Tokenizer]:
    """The model's pieces as byte-pair merges, and as a unigram model; which of them it is, the file does not tell its readers."""
    count = sp.get_piece_size()
    names = [sp.id_to_piece(each) for each in range(count)]
    normal = _normal(sp)
    known = {names[each] for each in normal}
    merges = [
        (names[each][:cut], names[each][cut:])
        for each in sorted(normal, key=lambda each: (-sp.get_score(each), each))
        for cut in range(1, len(names[each]))
        if names[each][:cut] in known and names[each][cut:] in known
    ]
    vocabulary = {name: number for number, name in enumerate(names)}
    yield _spaced(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    chosen = set(normal)
    scores = [(name, sp.get_score(each) if each in chosen else _UNLIKELY) for each, name in enumerate(names)]
    yield _spaced(models.Unigram(scores, unk_id=0, byte_fallback=True))


def _spaced(model: Any) -> Tokenizer:
    """With sentencepiece's spaces: written ``▁``, and one in front of a text."""
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    return tokenizer


def _texts(sp: Any) -> Iterator[str]:
    """What the ids are compared on: each piece alone, pieces strewn together, sentences."""
    pieces = [sp.id_to_piece(each).replace("▁", " ") for each in _normal(sp)]
    yield from pieces
    draw = random.Random(0)
    for _ in range(5000):
        yield "".join(draw.choices(pieces, k=draw.randint(2, 20)))
    yield from _SENTENCES


def _normal(sp: Any) -> list[int]:
    others = (sp.is_control, sp.is_byte, sp.is_unknown, sp.is_unused)
    return [each for each in range(sp.get_piece_size()) if not any(is_other(each) for is_other in others)]


def _ids(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    return [each.ids for each in tokenizer.encode_batch(texts, add_special_tokens=False)]
