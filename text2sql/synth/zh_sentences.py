"""Chinese sentences by what is asked: alternatives of word order, composed of the parts that `zh` says.

A key is the family, with ``:label`` where only names are asked for, ``:one``/``:few`` by how many, ``:count``
where rows are counted, and ``@score``/``@person`` for wordings that only fit marks or people.
"""

from text2sql.synth.zh_sentences_claims import CLAIMS
from text2sql.synth.zh_sentences_comparisons import COMPARISONS
from text2sql.synth.zh_sentences_composed import COMPOSED
from text2sql.synth.zh_sentences_groups import GROUPS
from text2sql.synth.zh_sentences_links import LINKS
from text2sql.synth.zh_sentences_numbers import NUMBERS
from text2sql.synth.zh_sentences_reports import REPORTS
from text2sql.synth.zh_sentences_rows import ROWS
from text2sql.synth.zh_sentences_summary import SUMMARIES
from text2sql.synth.zh_sentences_windows import WINDOWS

SENTENCES: dict[str, tuple[str, ...]] = {
    **REPORTS,
    **LINKS,
    **ROWS,
    **NUMBERS,
    **GROUPS,
    **COMPARISONS,
    **COMPOSED,
    **SUMMARIES,
    **CLAIMS,
    **WINDOWS,
}
