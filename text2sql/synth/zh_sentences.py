"""Chinese sentences by what is asked: alternatives of word order, composed of the parts that `zh` says.

A key is the family, with ``:label`` where only names are asked for, ``:one``/``:few`` by how many, ``:count``
where rows are counted, and ``@score``/``@person``, or a kind of `zh_sentence_kinds`, for wordings that only fit it. Tables may share a key.
"""

from text2sql.synth.zh_sentences_claims import CLAIMS
from text2sql.synth.zh_sentences_comparisons import COMPARISONS
from text2sql.synth.zh_sentences_composed import COMPOSED
from text2sql.synth.zh_sentences_groups import GROUPS
from text2sql.synth.zh_sentences_kinds import KINDS
from text2sql.synth.zh_sentences_links import LINKS
from text2sql.synth.zh_sentences_more import MORE
from text2sql.synth.zh_sentences_numbers import NUMBERS
from text2sql.synth.zh_sentences_reports import REPORTS
from text2sql.synth.zh_sentences_rows import ROWS
from text2sql.synth.zh_sentences_spoken import SPOKEN
from text2sql.synth.zh_sentences_summary import SUMMARIES
from text2sql.synth.zh_sentences_windows import WINDOWS

_TABLES = (
    REPORTS, LINKS, ROWS, NUMBERS, GROUPS, COMPARISONS, COMPOSED, SUMMARIES, CLAIMS, WINDOWS, KINDS, SPOKEN, MORE,
)  # fmt: skip

SENTENCES: dict[str, tuple[str, ...]] = {
    key: tuple(sentence for table in _TABLES for sentence in table.get(key, ()))
    for key in dict.fromkeys(key for table in _TABLES for key in table)
}
