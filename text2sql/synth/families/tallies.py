"""How many rows meet several conditions, whether any does, and which values occur among them."""

from text2sql.synth.families.composing import columns_used, mixed_conditions
from text2sql.synth.families.draft import Draft
from text2sql.synth.sampler import Sampler


def count_rows(s: Sampler) -> Draft | None:
    """How many rows meet the conditions."""
    f = s.frame
    conditions = mixed_conditions(s, s.rng.choice([1, 2, 2, 2, 3, 3, 4]), related=0.4)
    if not conditions:
        return None
    sql = f"SELECT COUNT(*) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="count_rows", sql=sql, frame=f, conditions=conditions, aggregate="COUNT")


def any_rows(s: Sampler) -> Draft | None:
    """Whether any row meets the conditions."""
    f = s.frame
    conditions = mixed_conditions(s, s.rng.choice([1, 2, 2, 3]), related=0.45)
    if not conditions:
        return None
    sql = f"SELECT COUNT(*) > 0 FROM {f.sql}{f.where(conditions)}"
    return Draft(family="any_rows", sql=sql, frame=f, conditions=conditions)


def distinct_rows(s: Sampler) -> Draft | None:
    """Which values of a column, or of two together, occur among the rows that meet the conditions."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    groups = s.groups(rng.choice([1, 1, 2]))
    if label and not f.main.one_row_each and (label.table, label.name) in s.askable and rng.random() < 0.4:
        groups = (label, *groups[1:]) if len(groups) > 1 and label != groups[1] else (label,)
    if not groups or any(group.table != f.main.table.name for group in groups):
        return None
    conditions = mixed_conditions(s, rng.choice([1, 2, 2, 3]), without=groups, related=0.4)
    if not conditions:
        return None
    sql = f"SELECT DISTINCT {f.list(groups)} FROM {f.sql}{f.where(conditions)}"
    family = "distinct_rows" if len(groups) == 1 else "distinct_pairs_of_rows"
    return Draft(family=family, sql=sql, frame=f, conditions=conditions, groups=groups)


def count_labels(s: Sampler) -> Draft | None:
    """How many different things the rows that meet the conditions are of."""
    f, rng, label = s.frame, s.rng, s.frame.main.label
    group = s.group()
    if label and not f.main.one_row_each and (label.table, label.name) in s.askable and rng.random() < 0.5:
        group = label
    if group is None or group.table != f.main.table.name:
        return None
    conditions = mixed_conditions(s, rng.choice([1, 2, 2, 3]), without=(group,), related=0.4)
    if not conditions or group in columns_used(conditions):
        return None
    sql = f"SELECT COUNT(DISTINCT {f.column(group)}) FROM {f.sql}{f.where(conditions)}"
    return Draft(family="count_labels", sql=sql, frame=f, conditions=conditions, groups=(group,))
