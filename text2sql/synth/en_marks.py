"""What is said of people's marks: got better than 80 in math, missed the exam, came top, did worst. Data only.

In the templates ``{a}``, ``{b}`` are values, ``{in_subject}`` is " in math" or nothing, ``{mark}`` the subject.
"""

from text2sql.synth.parts import Op

# By comparison: (participle, past, what follows).
MARKS: dict[Op, tuple[tuple[str, str, str], ...]] = {
    Op.EQ: (
        ("getting", "got", "[exactly|precisely] {a}{in_subject}"), ("ending up with", "ended up with", "{a}{in_subject}"),
        ("scoring", "scored", "{a} points{in_subject}"), ("earning", "earned", "{a} marks{in_subject}"),
    ),
    Op.GT: (
        ("getting", "got", "[better than|higher than|anything above] {a}{in_subject}"), ("topping", "topped", "{a}{in_subject}"),
        ("exceeding", "exceeded", "{a}{in_subject}"), ("doing better than", "did better than", "{a}{in_subject}"),
        ("going beyond", "went beyond", "{a}{in_subject}"), ("picking up", "picked up", "more than {a} points{in_subject}"),
        ("earning", "earned", "over {a} marks{in_subject}"), ("beating", "beat", "{a}{in_subject}"),
    ),
    Op.LT: (
        ("[falling|coming in] [short of|below|under]", "[fell|came in] [short of|below|under]", "{a}{in_subject}"),
        ("not reaching", "[did not|didn't] reach", "{a}{in_subject}"), ("doing worse than", "did worse than", "{a}{in_subject}"),
        ("not making it to", "[did not|didn't] [make it to|get to]", "{a}{in_subject}"), ("getting", "got", "[worse than|lower than] {a}{in_subject}"),
        ("staying", "[stayed|remained]", "[below|under] {a}{in_subject}"), ("earning", "earned", "fewer than {a} marks{in_subject}"),
        ("failing to reach", "failed to reach", "{a}{in_subject}"),
    ),
    Op.GE: (
        ("[reaching|hitting]", "[reached|hit]", "[at least {a}|{a} or more]{in_subject}"), ("making it to", "made it to", "[at least {a}|{a} or more]{in_subject}"),
        ("getting", "got", "{a}[+| or better| or higher| and up| or above]{in_subject}"), ("managing", "managed", "[at least {a}|{a} or more]{in_subject}"),
        ("attaining", "attained", "{a} [or above|or higher|and above|or more]{in_subject}"), ("obtaining", "obtained", "at least {a} [marks|points]{in_subject}"),
        ("earning", "earned", "[at least|no fewer than] {a} marks{in_subject}"), ("doing no worse than", "did no worse than", "{a}{in_subject}"),
    ),
    Op.LE: (
        ("not getting [past|beyond|above]", "[did not|didn't] get [past|beyond|above]", "{a}{in_subject}"),
        ("getting", "got", "no [better|higher|more] than {a}{in_subject}"), ("earning", "earned", "at most {a} marks{in_subject}"),
        ("managing", "managed", "no more than {a}{in_subject}"),
    ),
    Op.BETWEEN: (
        ("getting", "got", "[anywhere|something|somewhere] between {a} and {b}{in_subject}"),
        ("[landing|ending up]", "[landed|ended up]", "between {a} and {b}{in_subject}"), ("earning", "earned", "{a} to {b} marks{in_subject}"),
    ),
}  # fmt: skip
# Who has no mark was not there: (participle, past, what follows).
ABSENT: dict[Op, tuple[tuple[str, str, str], ...]] = {
    Op.NULL: (
        ("missing", "missed", "the {mark} [exam|test]"), ("not taking", "[did not|didn't] [take|sit|write]", "the {mark} [exam|test]"),
        ("skipping", "skipped", "the {mark} [exam|test]"),
    ),
    Op.NOT_NULL: (("taking", "[took|sat|wrote]", "the {mark} [exam|test]"), ("taking part in", "took part in", "the {mark} [exam|test]")),
}  # fmt: skip
ABSENT_IS = "absent from the {mark} [exam|test]"

# At the top and at the bottom: as what one or several rows did, with or without the subject behind it.
DID_MOST = (
    "[did best|did the best|scored highest|got the highest mark|got the best mark|achieved the highest score|earned the top mark|performed best|had the best result|scored best]",
    "[did worst|did the worst|did poorest|scored lowest|got the lowest mark|got the worst mark|performed worst|had the worst result|had the poorest score]",
)
# Of one row alone, whose place it is.
CAME = (
    "[came [first|top|out on top]|took first place|finished [first|top]|is [the best|strongest|number one|at the top]|ranks [first|highest|top]|holds first place|leads]",
    "[came [last|bottom]|took last place|finished [last|bottom]|is [the worst|weakest|at the bottom]|ranks [last|lowest]|brings up the rear]",
)
BEST_ROWS = (
    "[best|highest-scoring|top-scoring|strongest|top|best-performing|highest-ranked]",
    "[worst|lowest-scoring|weakest|worst-performing|poorest|lowest-ranked]",
)
"""Before the rows' noun: the strongest students in math."""
