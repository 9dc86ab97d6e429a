"""How numbers beside a row or group, bands and yes-or-no comparisons are said in English."""

from text2sql.synth.en_claims import Claims
from text2sql.synth.parts import number


class Windows(Claims):
    """Says what stands beside a row: its place, its share, its group's numbers."""

    def beside(self) -> str:
        """All that is asked for of each row, in order: name, math and rank within the class."""
        self.said.add("columns")
        said = [self.column(c) for c in self.d.columns]
        said += [self._beside(kind) for kind in self.d.aggregates]
        return self.together(said)

    def _beside(self, kind: str) -> str:
        m, low = self.measure(), "" if self.d.descending else self.one(" (lowest first)| in ascending order")
        g = self._plain_group()
        own = self.one(f"within the {g}|in its {g}|within each {g}|in the {g}") if g else ""
        of = self.one(f"of the {g}|in the {g}|for that {g}|of its {g}") if g else ""
        match kind:
            case "number":
                return m
            case "place":
                return self.one(f"overall rank by {m}|rank by {m}|position by {m}|rank in {m}") + low
            case "place_in":
                return self.one(f"rank by {m} {own}|rank {own} by {m}|position {own} by {m}") + low
            case "share":
                return self.one(f"percentage of the total {m}|share of the overall {m} in percent|percent of all {m}")
            case "share_in":
                return self.one(
                    f"percentage of the total {m} {of}|share of the {g}'s total {m} in percent|percent of the {g}'s {m}"
                )
            case "average":
                if self.d.conditions:
                    return self.one(
                        f"average {m} of these {self.many}|average {m} among them|mean {m} of those {self.many}"
                    )
                return self.one(f"overall average {m}|average {m} of all of them|average {m} overall")
            case "average_in":
                return self.one(f"average {m} {of}|mean {m} {of}|{g} average of {m}")
            case "gap_in":
                return self.one(
                    f"difference between {m} and the {g} average|{m} minus the average {m} {of}|how far the {m} is above the {g} average"
                )
            case "best_in":
                return self.one(f"highest {m} {of}|maximum {m} {of}|top {m} {of}")
            case _:
                return self.one(f"total {m} {of}|sum of {m} {of}")

    def _plain_group(self) -> str:
        if not self.d.groups:
            return ""
        said = self.column(self.d.groups[0])
        return f"{said.removeprefix('is ')} status" if said.startswith("is ") else said

    def now_too(self) -> str:
        """The number itself, where it is asked for too."""
        self.said.add("shown")
        return f"{self.measure()}{self.one(' and the | and |, plus the ')}" if self.d.shown else ""

    def group_window(self) -> str:
        """What stands beside each group: its rank, its share."""
        number = self.aggregated()
        kind, both = self.d.family.removeprefix("group_").removesuffix("_beside"), self.d.family.endswith("_beside")
        if kind == "place":
            return self.one("rank|rank by it|resulting rank" if both else f"rank by {number}|position by {number}")
        if kind == "share":
            share = "share of the total in percent|percentage of the total"
            return self.one(
                share if both else f"percentage of the total {number}|share of the overall {number} in percent"
            )
        gap = "difference from the average over all groups|difference to the mean of all groups"
        return self.one(gap if both else f"difference between {number} and the average over all groups")

    def period_window(self) -> str:
        """What stands beside the number of each period: the running total, that of the month before."""
        number, period = self.aggregated(), "month" if self.d.n == 12 else "year"
        kind = self.d.family.removesuffix("_beside")
        if kind == "sum_so_far":
            what = self.many if self.d.measured is None else self.measure()
            return self.one(
                f"running total of {what}|cumulative {what if self.d.measured else number}|running sum of {what}|cumulative total of {what}"
            )
        if kind == "number_before":
            return self.one(
                f"{number} of the previous {period}|{number} in the {period} before|previous {period}'s {number}"
            )
        return self.one(
            f"{number} as a percentage of the total|percentage of the overall {number}|share of the total {number} in percent"
        )

    def step(self) -> str:
        """What is asked of each year: the change from the year before."""
        m = self.measure()
        if "change" in self.d.family:
            return self.one(
                f"change in {m} from the previous year|difference in {m} to the year before|{m} compared to the previous year as a difference|change of {m} against the prior year"
            )
        return self.one(f"{m} of the previous year|previous year's {m}|{m} in the year before")

    def best_of_each(self) -> str:
        """The row, or the few rows, with the most: the 3 students with the highest math."""
        assert self.d.measured is not None
        at = 0 if self.d.descending else 1
        return (
            f"{self.n_rows()} {self.one('with|with|having')} the {self._extreme(self.d.measured, at)} {self.measure()}"
        )

    def at_place(self) -> str:
        """The row at a place: the student with the second highest math."""
        assert self.d.measured is not None
        at = 0 if self.d.descending else 1
        return f"{self.one_row} with the {self.ordinal()} {self._extreme(self.d.measured, at)} {self.measure()}"

    # Labels and sorts

    def labelling(self) -> str:
        """The labels with their bounds: 'pass' for 60 and above, otherwise 'fail'."""
        n, quote = self.d.n, self.rng.choice(["'{}'", "{}", '"{}"'])
        limits, labels = self.d.values[: n - 1], [quote.format(each) for each in self.d.values[n - 1 :]]
        said = []
        for limit, label in zip(limits, labels, strict=False):
            v = number(limit)
            said.append(
                self.one(
                    f"{label} for {v} and above|{label} from {v} up|{label} if at least {v}|{label} for {v} or more"
                )
            )
        rest = self.one(
            f"otherwise {labels[-1]}|{labels[-1]} otherwise|else {labels[-1]}|{labels[-1]} for the rest|{labels[-1]} below that"
        )
        return ", ".join([*said, rest])

    def labelled_number(self) -> str:
        """By what the labels go: math, average math, number of students."""
        return self.aggregated() if self.d.family == "groups_labelled" else self.measure()

    def label_noun(self) -> str:
        """Label, band."""
        return self.one("label|category|band|level|bucket")

    def labelled_too(self) -> str:
        """The number itself, where it is asked for too."""
        self.said.add("shown")
        return f"{self.labelled_number()}{self.one(' and the |, plus the ')}" if self.d.shown else ""

    def sorts_counted(self) -> str:
        """The numbers of the sorts: the number of students in class 3 and of students in class 4."""
        rows = [self.rows_of([each], self.many) for each in self.d.conditions[: self.d.n]]
        self.said.add("shown")
        if self.d.measured is not None:
            number_said = self.aggregated()
            return (
                f"{number_said} of {self.together(rows)}"
                if self.rng.random() < 0.4
                else self.together([f"{number_said} of {each}" for each in rows])
            )
        total = [f"the total number of {self.many}"] if self.d.shown else []
        return self.together([*total, *(f"the number of {each}" for each in rows)])

    def sorts_asked(self) -> str:
        """The same as a question: students in class 3 and how many in class 4."""
        rows = [self.rows_of([each], self.many) for each in self.d.conditions[: self.d.n]]
        return " and how many ".join(rows)

    def sort_one(self) -> str:
        """The rows of the first sort."""
        return self.rows_of(self.d.conditions[:1], self.many)

    def sort_two(self) -> str:
        """The rows of the second."""
        return self.rows_of(self.d.conditions[1:2], self.many)

    def sorts_scope(self) -> str:
        """The conditions behind the sorts, behind the sentence."""
        rest = self.d.conditions[self.d.n or 2 :]
        return (
            f"{self.one('among|among|counting only|looking only at')} {self.rows_of(rest, self.many)}" if rest else ""
        )

    def rows_behind(self) -> str:
        """The rows of the conditions behind the first."""
        rest = self.d.conditions[1:]
        return self.rows_of(rest, self.many) if rest else self.one("|the ") + self.many

    def meet_one(self) -> str:
        """The first condition as a predicate."""
        return self.does(self.d.conditions[:1])

    def every_meets(self) -> str:
        """The same of one row."""
        return self.does(self.d.conditions[:1], single=True)

    def one_behind(self) -> str:
        """One row of the conditions behind the first."""
        return self.rows_of(self.d.conditions[1:], self.one_row)

    def compares_more(self) -> str:
        """Higher or lower than the bound."""
        return self.compared(self.d.op, number(self.d.values[0]))

    # Parents

    def report(self) -> str:
        """What is asked of each parent: name, city, number of orders and total amount."""
        self.said.add("columns")
        numbers = (
            self.aggregates()
            if self.d.measured is not None
            else self.one(f"number of {self.many}|count of {self.many}")
        )
        return ", ".join(self.column(c) for c in self.d.columns) + self.one(" and the |, | and |, plus the ") + numbers

    def parent_each(self) -> str:
        """For each customer."""
        parent = self.d.frame.tables[1].en[0][0]
        return self.one(f"for each {parent}|per {parent}|for every {parent}|of each {parent}")

    def kept(self) -> str:
        """Which of them are wanted; empty if all are."""
        if not self.d.values:
            return ""
        beyond = self.compares_more()
        return self.one(
            f", only where the {self.aggregated()} is {beyond}|, keeping those whose {self.aggregated()} is {beyond}|, only if the {self.aggregated()} is {beyond}"
        )

    def in_order(self) -> str:
        """In which order, and how many; empty if in none."""
        if not self.d.family.endswith(("_ordered", "_first")):
            return ""
        said = f", {self.one('sorted by|ordered by|ranked by|by')} {self.aggregated()} {self.sorted_groups()}"
        return f"{said}, {self.first_few()}" if self.d.n else said
