"""English sentences by what is asked: alternatives of word order, composed of the parts that `en` says.

Keys as in `zh_sentences`; English has some of its own, see `en.Speaker`. The sentences stand in modules by theme, as the
families do.
"""

from text2sql.synth.en_acts import ACTS
from text2sql.synth.en_comparison import COMPARISON
from text2sql.synth.en_grouping import GROUPING
from text2sql.synth.en_lookup import LOOKUP
from text2sql.synth.en_sentences_claims import CLAIMS
from text2sql.synth.en_sentences_composed import COMPOSED
from text2sql.synth.en_sentences_links import LINKS
from text2sql.synth.en_sentences_marks import MARKS
from text2sql.synth.en_sentences_reports import REPORTS
from text2sql.synth.en_sentences_spoken import SPOKEN
from text2sql.synth.en_sentences_summary import SUMMARIES
from text2sql.synth.en_sentences_windows import WINDOWS
from text2sql.synth.en_totals import TOTALS

_ALL = (LOOKUP, TOTALS, GROUPING, COMPARISON, REPORTS, LINKS, COMPOSED, SUMMARIES, CLAIMS, WINDOWS, SPOKEN, MARKS, ACTS)
# Several modules may have sentences for one key.
SENTENCES: dict[str, tuple[str, ...]] = {
    key: tuple(sentence for each in _ALL for sentence in each.get(key, ())) for each in _ALL for key in each
}
