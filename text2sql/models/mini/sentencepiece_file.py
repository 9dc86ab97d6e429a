"""A sentencepiece model written piece by piece, without a trainer.

Sentencepiece's own trainer decides on the pieces; here they are given. The file is a protocol buffer of three messages
(`sentencepiece_model.proto` of google/sentencepiece); only the few fields that matter are written.
"""

import struct
from collections.abc import Sequence

_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
_UNIGRAM = 1
CONTROL_PIECES = ("<unk>", "<s>", "</s>")
BYTE_PIECES = tuple(f"<0x{byte:02X}>" for byte in range(256))


def unigram_model(pieces: Sequence[str]) -> bytes:
    """A model that cuts text into as few of the pieces as it can; what no piece covers becomes bytes.

    Every piece costs the same, so the Viterbi path is the shortest. Text is not normalised, except that a space becomes
    ``▁`` and one is put in front, as in ChatGLM3's model. Ids: unk, bos, eos, the 256 bytes, then the pieces in order.
    """
    entries = [(piece, 0.0, _UNKNOWN if piece == "<unk>" else _CONTROL) for piece in CONTROL_PIECES]
    entries += [(piece, 0.0, _BYTE) for piece in BYTE_PIECES]
    entries += [(piece, -1.0, _NORMAL) for piece in pieces]
    body = b"".join(
        _message(1, _text(1, piece) + _float(2, score) + _integer(3, kind)) for piece, score, kind in entries
    )
    trainer = _integer(3, _UNIGRAM) + _integer(4, len(entries)) + _integer(35, 1)
    trainer += _integer(40, 0) + _integer(41, 1) + _integer(42, 2)
    normalizer = _text(1, "identity") + _integer(3, 1) + _integer(4, 0) + _integer(5, 1)
    return body + _message(2, trainer) + _message(3, normalizer)


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _integer(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _float(field: int, value: float) -> bytes:
    return _varint(field << 3 | 5) + struct.pack("<f", value)


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _message(field, content.encode())
