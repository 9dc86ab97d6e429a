"""Schema → questions with gold SQL: drafted, said, parsed, executed, and dropped where they teach nothing.

Every candidate goes the same way: a family drafts it, its SQL is parsed and executed once on the rows, a
question is said. Refused are queries that fail, answers that are empty, that are one of several right ones or that a
near miss would give too, and questions that already stand for another query.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text2sql.database import Database
from text2sql.errors import T2SError
from text2sql.meaning import ColumnMeaning, SchemaMeaning, understand
from text2sql.outcome import Failure
from text2sql.records import Example, example_id
from text2sql.schema import Schema
from text2sql.sql import Forms
from text2sql.synth import en, zh
from text2sql.synth.families import FAMILIES, Draft, Families, draw
from text2sql.synth.frame import Frame
from text2sql.synth.noise import typed
from text2sql.synth.parts import Condition, Op, Values, quoted, values_of
from text2sql.synth.relations import near_misses
from text2sql.synth.sampler import Sampler

Rows = Mapping[str, Sequence[tuple[object, ...]]]
_ASK: Mapping[str, Callable[[Draft, random.Random], str]] = {"zh": zh.ask, "en": en.ask}
# Tries for each example wanted, after which a schema is taken to have no more to ask.
_PATIENCE = 40

# A query that ends in the first few.
_CUT = re.compile(
    r"SELECT (?P<list>.*?) FROM (?P<rest>.*) ORDER BY (?P<key>.*?)(?P<way> DESC)? LIMIT (?P<n>\d+)(?: OFFSET (?P<skipped>\d+))?"
)
# The ways to count places, which differ only where there are ties.
_PLACES = (("ROW_NUMBER()", "RANK()"), (" RANK()", " DENSE_RANK()"))

_EASY = frozenset(
    "value_of projection listing count distinct aggregate count_distinct of_parent row_total total_of_each first_rows "
    "is_there distinct_pairs several extreme_date".split()
)
_HARD = frozenset(
    "against_average count_against_average against_row count_against_row share difference_of_rows group_having "
    "column_against_column count_column_against_column every_sibling count_every_sibling without_children "
    "count_without_children same_group average_of_top repeated count_same_group difference_of_counts spread_per_group "
    "most_spread_group share_of_sum rounded_share pass_and_fail both_sides bands ranked tied second_value lead "
    "top_by_two_keys row_extreme margin count_margin difference_of_averages is_row_more is_so is_column_more either_and "
    "count_either_and neither count_neither recent count_recent recent_aggregate per_quarter best_quarter "
    "average_days_between with_children count_with_children children_counts through count_through rows rows_ordered rows_by_group "
    "rows_by_two_keys rows_top rows_top_by_two_keys rows_nth rows_page count_rows count_labels any_rows distinct_rows "
    "distinct_pairs_of_rows named_test named_together named_cross named_best named_ranked named_history named_years "
    "one_figure figures figures_per_key figure_per_key keys_where "
    "count_keys_where best_key best_keys nth_key keys_sorted of_keys average_of_keys gap_of_keys contrast_difference contrast_both "
    "labelled labels_counted side_by_side is_more_rows is_higher is_count_beyond is_number_beyond are_all".split()
)
_EXTRA = frozenset(
    "best_in_group growth_of_row grown most_grown intersect except union rank_of count_groups_having share_per_group "
    "best_share difference_of_groups better_of_groups groups_against_average against_own_group "
    "count_against_own_group share_of_each pass_and_fail_per_group both_sides_per_group top_in_group nth_in_group "
    "ranked_in_group rank_in_group rows_of_best_group is_group_more change_of_total growth_rate row_growth_rate "
    "most_changed_group yearly_change both_children count_both_children either_children count_either_children "
    "neither_children count_neither_children one_kind_children count_one_kind_children only_children "
    "count_only_children children_of_best per_parent_through best_parent_through "
    "keys_where_shown best_key_shown best_keys_shown nth_key_shown keys_more_all keys_times_all keys_percent_all "
    "keys_more_all_shown keys_times_all_shown keys_percent_all_shown keys_beyond_average keys_beyond_named "
    "count_keys_beyond_average count_keys_beyond_named contrast_ratio contrast_percent contrast_part "
    "claimed claimed_columns claimed_ordered claimed_first claimed_count claimed_number claimed_numbers claimed_share "
    "claimed_per_group claimed_count_per_group claimed_per_group_ordered claimed_count_per_group_ordered "
    "claimed_best_group claimed_count_best_group claimed_groups change_average change_per_group change_best_group "
    "change_who_most change_listed change_listed_most change_sides change_sides_most change_both change_both_most "
    "whole_groups count_whole_groups whole_groups_shown whole_groups_ordered whole_groups_best sorts_both sorts_one "
    "sorts_either count_sorts_both count_sorts_one count_sorts_either "
    "beside first_of_each nth_of_each step_change step_before step_change_of_one step_before_of_one sum_so_far "
    "share_of_period sum_so_far_beside share_of_period_beside number_before_beside group_place group_share group_gap "
    "group_place_beside group_share_beside group_gap_beside labels_counted_per_group groups_labelled side_by_side_per_group "
    "parent_report parent_report_ordered parent_report_first parent_report_having parent_report_having_ordered "
    "parent_report_having_first".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """What came of it.

    Attributes:
        examples: in the order drawn.
        refused: how many candidates were dropped, by reason.
    """

    examples: tuple[Example, ...]
    refused: Mapping[str, int]


def generate(
    schema: Schema, rows: Rows, *, count: int, seed: int, languages: Sequence[str] = ("zh", "en")
) -> Generated:
    """`count` examples over the schema, or as many different ones as it yields; the same for the same seed.

    Args:
        schema: what to ask about.
        rows: by table; the values in the questions are taken from them.
        count: examples wanted.
        seed: of every choice.
        languages: of the questions, in equal parts.

    Raises:
        T2SError: if a language is unknown or the tables hold nothing that can be asked about.
    """
    unknown = [language for language in languages if language not in _ASK]
    if unknown or not languages:
        raise T2SError(f"no such language: {', '.join(unknown) or 'none given'}", fix=f"choose of {', '.join(_ASK)}")
    refused: Counter[str] = Counter()
    with Database.from_rows(schema, rows, plans=False) as database:
        source = Source(schema, rows, database, random.Random(f"{seed}/{schema.digest}"), refused=refused)
        examples = tuple(source.examples(count, languages))
    if not examples and count:
        why = "; ".join(f"{reason} ({times} times)" for reason, times in refused.most_common(2))
        raise T2SError(
            "nothing can be asked of these tables" + (f": {why}" if why else ""),
            where=schema.name,
            fix="give columns with values",
        )
    return Generated(examples=examples, refused=dict(refused))


def forms_of(schema: Schema) -> Forms:
    """An empty memory of the forms of queries over the schema; sources over one schema may share it."""
    return Forms(column.name for table in schema.tables for column in table.columns)


class Drawn(NamedTuple):
    """A query that passed all checks, and the features it uses."""

    draft: Draft
    features: tuple[str, ...]


class Source:
    """An endless source of examples over one database; `examples` draws from it without repeating."""

    def __init__(
        self,
        schema: Schema,
        rows: Rows,
        database: Database,
        rng: random.Random,
        *,
        refused: Counter[str] | None = None,
        speakable: Callable[[ColumnMeaning, str], bool] = lambda column, language: True,
        families: Families = FAMILIES,
        admits: Callable[[Draft], bool] = lambda draft: True,
        forms: Forms | None = None,
    ) -> None:
        self.schema = schema
        self.rng = rng
        self.refused = refused if refused is not None else Counter()
        self._families, self._admits = families, admits
        self._database = database
        self._forms = forms or forms_of(schema)
        self._meaning: SchemaMeaning = understand(schema, rows)
        self._values: Values = values_of(self._meaning.tables, rows)
        self._sizes = {name: len(each) for name, each in rows.items()}
        self._askable = {
            language: frozenset(
                (table.table.name, column.name)
                for table in self._meaning.tables
                for column in table.columns
                if speakable(column, language)
            )
            for language in _ASK
        }
        self._checked: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._sql_of: dict[str, str] = {}

    def examples(self, count: int, languages: Sequence[str]) -> Iterator[Example]:
        """Up to `count` examples whose questions are all different."""
        found = tries = 0
        while found < count and tries < _PATIENCE * count + 200:
            tries += 1
            example = self._candidate(languages[found % len(languages)])
            if example is not None:
                found += 1
                yield example

    def _candidate(self, language: str) -> Example | None:
        found = self.draw(language)
        return self.ask(found, language) if found else None

    def draw(self, *languages: str) -> Drawn | None:
        """A query that passed all checks, over columns that can be spoken of in all the languages."""
        drafted = self._draft(frozenset.intersection(*(self._askable[language] for language in languages)))
        if drafted is None:
            return None
        problem, used = self._check(drafted)
        if problem:
            self.refused[problem] += 1
            return None
        return Drawn(drafted, used)

    def ask(self, drawn: Drawn, language: str) -> Example | None:
        """The query with one of its questions; None if that was asked before."""
        drafted, used = drawn
        question = typed(_ASK[language](drafted, self.rng), drafted, language, self.rng)
        known = self._sql_of.setdefault(question, drafted.sql)
        if known != drafted.sql:
            self.refused["the question already stands for another query"] += 1
            return None
        identifier = example_id(self.schema.name, question, drafted.sql)
        if identifier in self._checked:
            self.refused["drawn before"] += 1
            return None
        self._checked[identifier] = ("", ())
        return Example(
            id=identifier,
            schema=self.schema.name,
            question=question,
            sql=drafted.sql,
            language=language,
            tags=tuple(sorted({*used, f"level:{_level(drafted)}"})),
            provenance=f"synth:{drafted.family}",
        )

    def _draft(self, askable: Collection[tuple[str, str]]) -> Draft | None:
        tables = self._meaning.tables
        table = self.rng.choices(tables, [len(each.columns) for each in tables])[0]
        sampler = Sampler(
            rng=self.rng,
            meaning=self._meaning,
            values=self._values,
            frame=Frame.single(table),
            askable=frozenset(askable),
        )
        if self._meaning.links and self.rng.random() < 0.4:
            joined = sampler.joined()
            if joined is not None:
                sampler = sampler.at(joined)
        drafted = draw(sampler, self._families)
        if drafted is None or not self._admits(drafted):
            return None
        if sampler.frame.is_joined and " JOIN " in drafted.sql and not _uses_all(drafted):
            return None
        return drafted

    def _check(self, drafted: Draft) -> tuple[str, tuple[str, ...]]:
        """(Why the query teaches nothing, empty if it does; the features it uses)."""
        known = self._checked.get(drafted.sql)
        if known is None:
            known = self._checked[drafted.sql] = self._checked_anew(drafted)
        return known

    def _checked_anew(self, drafted: Draft) -> tuple[str, tuple[str, ...]]:
        form = self._forms.of(drafted.sql)
        if form.refusal:
            return form.refusal, ()
        outcome = self._database.run(drafted.sql)
        if isinstance(outcome, Failure):
            return f"failed: {outcome.kind}", ()
        if not outcome.rows or all(value is None for row in outcome.rows for value in row):
            return "the answer is empty", ()
        if any(isinstance(value, float) and not math.isfinite(value) for row in outcome.rows for value in row):
            return "a number is divided by zero", ()
        if drafted.summary and not drafted.summary.keys and None in outcome.rows[0]:
            return "a number is missing", ()
        if outcome.rows == ((0,),) and self.rng.random() < 0.9:
            return "the answer is zero", ()
        lucky = self._lucky(drafted, outcome.rows)
        if lucky:
            return lucky, ()
        if self._cuts_a_tie(drafted.sql, outcome.rows):
            return "the first few are tied with the next", ()
        return "", form.features

    def _lucky(self, drafted: Draft, answer: Sequence[tuple[object, ...]]) -> str:
        """Why a near miss would answer the same on these rows; empty if it would not.

        Seen by counting rows, which is cheaper than running the misses, since most counts are known already: a
        condition dropped, another aggregate, direction or limit. Conditions within brackets are not looked at.
        """
        if drafted.summary and drafted.summary.misses:
            given = Counter(answer)
            if any(self._answers(miss) == given for miss in drafted.summary.misses):
                return "the bound or the limit leaves nothing out"
        frame, conditions = drafted.frame, drafted.conditions
        named = any(c.column == frame.main.label and c.op is Op.EQ for c in conditions)
        if not conditions or drafted.any_of:
            left = self._sizes.get(frame.main.table.name, 0)
        elif f" FROM {frame.sql}{frame.where(conditions)}" in drafted.sql and not named:
            fewer = [[c for c in conditions if c is not each] for each in conditions]
            near = list(near_misses(conditions))
            left, *others = self._rows_of(frame, [conditions, *fewer, *near])
            if left in others[: len(fewer)]:
                return "the condition leaves nothing out"
            if left in others[len(fewer) :]:
                return "a part of a condition changes nothing"
            if left == 1 and (drafted.measured or drafted.groups):
                return "of a single row every number is the most"
        else:
            return ""
        cut = _CUT.fullmatch(drafted.sql)
        if cut and (len(answer) < int(cut["n"]) or (len(answer) >= left and " GROUP BY " not in drafted.sql)):
            return "the limit leaves nothing out"
        return ""

    def _rows_of(self, frame: Frame, alternatives: Sequence[Sequence[Condition]]) -> list[int]:
        """How many rows of the frame meet the conditions, for each of several lists of them; counted in one query."""
        wheres = [frame.where(conditions) for conditions in alternatives]
        unknown = list(dict.fromkeys(where for where in wheres if (frame.sql, where) not in self._counts))
        if unknown:
            counts = ", ".join(f"COUNT(*) FILTER ({where.strip()})" if where else "COUNT(*)" for where in unknown)
            outcome = self._database.run(f"SELECT {counts} FROM {frame.sql}")
            if isinstance(outcome, Failure):  # all equal, so that the query is refused rather than taken unchecked
                return [-1] * len(wheres)
            for where, count in zip(unknown, outcome.rows[0], strict=True):
                self._counts[frame.sql, where] = int(str(count))
        return [self._counts[frame.sql, where] for where in wheres]

    def _cuts_a_tie(self, sql: str, answer: Sequence[tuple[object, ...]]) -> bool:
        """Whether equal sort keys lie on both sides of a cut, so that the gold is one of several right answers."""
        if "LIMIT" in sql and any(self._cuts_between_equals(each) for each in (sql, *_in_brackets(sql))):
            return True
        if " OVER (" not in sql:
            return False
        # Places are the same however ties are counted, or the question has several answers.
        others = {sql.replace(name, other) for name, other in _PLACES if name in sql}
        given = Counter(answer)
        return any(self._answers(other) != given for other in others)

    def _cuts_between_equals(self, select: str) -> bool:
        cut = _CUT.fullmatch(select)
        if cut is None or cut["list"].removesuffix(" AS x") == cut["key"]:
            return False  # of equal numbers it does not matter which one comes
        first, key = int(cut["skipped"] or 0), cut["key"].replace(" DESC", "")
        last = first + int(cut["n"])
        keyed = f"SELECT {key} FROM {cut['rest']} ORDER BY {cut['key']}{cut['way'] or ''} LIMIT {last + 1}"
        outcome = self._database.run(keyed)
        keys = () if isinstance(outcome, Failure) else outcome.rows
        return any(0 < at < len(keys) and keys[at - 1] == keys[at] for at in (first, last))

    def _answers(self, sql: str) -> Counter[tuple[object, ...]] | None:
        outcome = self._database.run(sql)
        return None if isinstance(outcome, Failure) else Counter(outcome.rows)


def _in_brackets(sql: str) -> Iterator[str]:
    """The queries that stand in brackets; no bracket stands in a literal that ends a query."""
    opened: list[int] = []
    for at, char in enumerate(sql):
        if char == "(":
            opened.append(at + 1)
        elif char == ")" and opened and sql.startswith("SELECT ", start := opened.pop()):
            yield sql[start:at]


def _uses_all(drafted: Draft) -> bool:
    """Whether every joined table is there for more than its keys."""
    body = re.sub(r" ON T\d+\.\S+ = T\d+\.\S+", "", drafted.sql)
    needed = range(2, len(drafted.frame.tables) + 1)
    # A table between two others is needed for its keys alone.
    between = len(drafted.frame.tables) > 2 and f"{quoted(drafted.frame.tables[1].table.name)} AS T2" in body
    return all(f"T{at}." in body or (at == 2 and between and "T2." in drafted.sql.split("T3 ON")[-1]) for at in needed)


def _level(drafted: Draft) -> str:
    if drafted.family in _EXTRA or (drafted.family in _HARD and drafted.frame.is_joined):
        return "extra"
    if drafted.family in _HARD or drafted.frame.is_joined:
        return "hard"
    return "easy" if drafted.family in _EASY and len(drafted.conditions) < 2 else "medium"
