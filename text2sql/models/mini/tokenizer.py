"""The pieces of chatglm3-mini's tokenizer, chosen from the corpus.

A small model finds the SQL by copying names and values, so the same word must be the same pieces in a column list, in a
question and in SQL. No piece therefore joins a word to the space, underscore or comma beside it. What stands *between* names and
values (``SELECT ``, `` WHERE ``, `` = '``, ``What is the ``, ``是多少``) is said over and over and is one piece each.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import sentencepiece

from text2sql.models.mini.sentencepiece_file import unigram_model
from text2sql.prompt import PromptFormat, answer, prefix
from text2sql.records import Example
from text2sql.schema import Schema

SQL_RUNS = 180
ENGLISH_RUNS = 240
CHINESE_RUNS = 260
WORDS = 1600
SUBWORDS = 600
_ENDS = 30  # a character ends the names of things if it does so in every so-manieth schema

_PUNCTUATION = "，。？！：；、“”‘’（）《》【】·—…￥％～"
# Characters of names and things that are common although the standard counts them as rare.
_RARER = (
    "晗妍玥珺娅婕嫣霏钰鑫淼昱旻羿翊荟菡黛淇濡瑛琰珏缇缤芷苒苡仝倩偲叡咪垚堃奕妤姗婧婵媛嫒宸峥嵘嵩庾恺晁暄歆毓汶溥濮焱珑珣琬瑄璟璠"
    "甯祎竺筠罡芃荀薰钏铠锴镕隽骥鸢旖濠漪湄嵇郗鄢昝蔺弋婷莉琳琪瑜睿昊玮瑾璇珂璐雯炜烨琦莎芸茜滢颖莹榕梓楠轩煜骏瀚涵鳄馄饨榛枇杷蜥蜴螂"
    "螃蟹毽跆瑶琛璞蕾薇萱蓓怡彤晟曦晖邱闫阎韦裴俞尹佟佘卞邢邬邵邹靳缪滕窦柴褚蒯覃钮龚岑"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_STRING = re.compile(r"'[^']*'")
_NUMBER = re.compile(r"(?<!\w)\d+(?:\.\d+)?")
_GAP = "\0"


def tokenizer_model(groups: Iterable[tuple[Schema, Sequence[Example]]]) -> bytes:
    """The sentencepiece model made for these schemas and their questions; the same groups give the same bytes."""
    census = _Census()
    for schema, examples in groups:
        census.add(schema, examples)
    return unigram_model([piece.replace(" ", "▁") for piece in _pieces(census)])


class _Census:
    """What the corpus says, counted; questions by the number of groups they occur in, so that one schema weighs little."""

    def __init__(self) -> None:
        self.groups = 0
        self.words: Counter[str] = Counter()
        self.schema_words: Counter[str] = Counter()
        self.schema_grams: Counter[str] = Counter()
        self.schema_ends: Counter[str] = Counter()
        self.sql_runs: Counter[str] = Counter()
        self.english: list[str] = []
        self.chinese: list[str] = []
        self.english_words: Counter[str] = Counter()
        self.chinese_grams: Counter[str] = Counter()
        self.han: set[str] = set()
        self.types: set[str] = set()

    def add(self, schema: Schema, examples: Sequence[Example]) -> None:
        self.groups += 1
        told = prefix(schema, PromptFormat.RICH)
        names = {table.name for table in schema.tables}
        names |= {column.name for table in schema.tables for column in table.columns}
        self.types |= {c.type.split("(")[0].lower() for table in schema.tables for c in table.columns}
        name = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")
        words = _WORD.findall(told)
        self.words.update(set(words))
        self.schema_words.update({word.lower() for word in words})
        self.schema_grams.update(set(_grams(told, 2, 2)))
        self.schema_ends.update({run[-1] for run in _HAN_RUN.findall(told)})
        self.han.update(_HAN.findall(told))
        spoken: set[str] = set()
        grams: set[str] = set()
        for example in examples:
            sql = answer(example.sql)
            bare = _NUMBER.sub(_GAP, name.sub(_GAP, _STRING.sub(f"'{_GAP}'", sql)))
            self.sql_runs.update(run for run in bare.split(_GAP) if len(run) > 1)
            self.han.update(_HAN.findall(example.question + sql))
            spoken.update(_WORD.findall(example.question))
            (self.english if example.language == "en" else self.chinese).append(example.question)
            grams.update(_grams(example.question, 2, 6))
        self.words.update(spoken - set(words))
        self.english_words.update(spoken)
        self.chinese_grams.update(grams)


def _grams(text: str, shortest: int, longest: int) -> Iterator[str]:
    for run in _HAN_RUN.findall(text):
        for length in range(shortest, longest + 1):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def _pieces(census: _Census) -> list[str]:
    characters = [chr(code) for code in range(0x20, 0x7F)] + list(_PUNCTUATION)
    characters += sorted({*common_characters(), *_RARER, *census.han})
    groups = [
        characters,
        _prompt_runs(census.types),
        _sql_runs(census.sql_runs),
        _english_runs(census),
        _chinese_runs(census),
        _words(census.words),
    ]
    return list(dict.fromkeys(piece for group in groups for piece in group))


def _prompt_runs(types: set[str]) -> list[str]:
    runs = ["1.你的任务是将问题转化为SQL。", " 1.你的任务是将问题转化为SQL。", "2.你已知的表", " 3.问题:", "，表"]
    runs += [" 将问题转化为SQL。", "将问题转化为SQL。", "问题:", "表 ", ", ", " (", ") ", " [", " 主键", " = "]
    return runs + [f" {each}" for each in sorted(types)]


def _sql_runs(runs: Counter[str]) -> list[str]:
    kept = [run for run, _ in _most(runs, SQL_RUNS)]
    keywords = sorted({word for run in kept for word in re.findall(r"[A-Z]{2,}", run)})
    starts = [f" {run}" for run in kept if run.startswith(("SELECT", "WITH"))]
    parts = [form for word in keywords for form in (word, f"{word} ", f" {word} ", f"{word}(")]
    return kept + starts + parts


def _english_runs(census: _Census) -> list[str]:
    """Runs of words that no schema uses, with the spaces around them: ``How many ``, `` of the ``."""
    floor = max(2, len(census.english) // 3000)
    said = {word for word, count in census.english_words.items() if count >= floor}
    glue = {word for word in said if census.schema_words[word.lower()] * 20 < census.english_words[word]}
    runs: Counter[str] = Counter()
    for question in census.english:
        kept = re.sub(r"[A-Za-z]+|\d+", lambda found: found[0] if found[0] in glue else _GAP, question)
        runs.update(run for run in re.split(rf"{_GAP}|(?<=\S)(?= )(?<=[^\w])", kept) if re.search("[A-Za-z]", run))
    return [run for run, _ in _most(runs, ENGLISH_RUNS)]


def _chinese_runs(census: _Census) -> list[str]:
    """Two to six characters that many groups ask with, whose pairs hardly occur in schemas, and that stand by themselves.

    What stands by itself has many different neighbours: 是多少 has, the 度总和 of 温度总和 has not. The 数 of 数最高 belongs to 人数.
    """
    ends = {character for character, count in census.schema_ends.items() if count * _ENDS >= census.groups}

    def is_glue(gram: str) -> bool:
        # The 分 of 分别是多少 belongs to it: without it the rest is not said.
        if gram[0] in ends and census.chinese_grams[gram[1:]] > 2 * census.chinese_grams[gram]:
            return False
        pairs = [gram[index : index + 2] for index in range(len(gram) - 1)]
        return all(census.schema_grams[pair] * 10 < census.chinese_grams[pair] for pair in pairs)

    saved = Counter({gram: count * (len(gram) - 1) for gram, count in census.chinese_grams.items() if count > 1})
    glue = [gram for gram, _ in _most(saved, len(saved)) if is_glue(gram)][: 4 * CHINESE_RUNS]
    before: dict[str, Counter[str]] = {gram: Counter() for gram in glue}
    behind: dict[str, Counter[str]] = {gram: Counter() for gram in glue}
    for question in census.chinese:
        for length in range(2, 7):
            for start in range(len(question) - length + 1):
                gram = question[start : start + length]
                if gram in before:
                    before[gram][question[start - 1 : start]] += 1
                    behind[gram][question[start + length : start + length + 1]] += 1
    return [gram for gram in glue if _is_varied(before[gram]) and _is_varied(behind[gram])][:CHINESE_RUNS]


def _is_varied(neighbours: Counter[str]) -> bool:
    """Whether no one character is next to it in more than two of five places; an end or a sign is as good as variety."""
    most = max((count for neighbour, count in neighbours.items() if _HAN.match(neighbour)), default=0)
    return most * 5 <= neighbours.total() * 2


def _words(words: Counter[str]) -> list[str]:
    """The commonest latin words and, for all others, byte-pair pieces of the less common ones.

    A plural is left to its singular and an ``s``, so that both share a piece.
    """
    ranked = [word for word, _ in _most(words, len(words)) if not (word.endswith("s") and word[:-1] in words)]
    kept = ranked[:WORDS]
    subwords = _subwords(words)
    return kept + subwords + [piece.upper() for piece in subwords[: SUBWORDS // 2]]


def _subwords(words: Counter[str]) -> list[str]:
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter([f"{word.lower()}\t{count}" for word, count in _most(words, len(words))]),
        input_format="tsv",
        model_writer=trained,
        model_type="bpe",
        vocab_size=SUBWORDS,
        hard_vocab_limit=False,
        add_dummy_prefix=False,
        num_threads=1,
        minloglevel=2,
    )
    model = sentencepiece.SentencePieceProcessor(model_proto=trained.getvalue())
    pieces = [model.id_to_piece(index) for index in range(3, model.get_piece_size())]
    return [piece for piece in pieces if piece.isascii() and piece.isalpha()]


def _most(counts: Counter[str], number: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number]


def common_characters() -> Iterator[str]:
    """The 3,755 commonest Chinese characters, in the standard's order."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if not (row == 0xD7 and cell > 0xF9):
                yield bytes((row, cell)).decode("gb2312")
