"""English words for more and less, numbers, and what is said of a column's values. Data only.

In the templates ``{a}``, ``{b}`` are values, ``{either}`` several values with or, ``{nor}`` the same with nor,
``{noun}`` the column, ``{a_noun}`` with its article, ``{unit}`` its unit behind a blank, ``{stem}`` a flag's noun.
"""

from text2sql.lexicon import Scale
from text2sql.synth.parts import Op

# By scale: (most, least), commonest first.
MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (("highest", "top", "greatest", "best"), ("lowest", "smallest", "worst")),
    Scale.MANY: (("most", "highest", "largest"), ("least", "lowest", "smallest")),
    Scale.LARGE: (("largest", "biggest", "highest"), ("smallest", "lowest")),
    Scale.LONG: (("longest", "highest", "greatest"), ("shortest", "lowest", "smallest")),
    Scale.TALL: (("highest", "greatest", "largest"), ("lowest", "smallest")),
    Scale.HEAVY: (("highest", "greatest", "largest"), ("lowest", "smallest")),
    Scale.OLD: (("highest", "greatest"), ("lowest", "smallest")),
    Scale.COSTLY: (("highest", "largest", "top"), ("lowest", "smallest", "cheapest")),
    Scale.FAST: (("highest", "fastest", "top"), ("lowest", "slowest")),
    Scale.FAR: (("longest", "greatest", "largest"), ("shortest", "smallest")),
}
# Said of the row itself: the oldest member, the most expensive room.
BARE_MOST = {
    Scale.OLD: ("oldest", "youngest"),
    Scale.COSTLY: ("most expensive", "cheapest"),
    Scale.HEAVY: ("heaviest", "lightest"),
    Scale.TALL: ("tallest", "shortest"),
    Scale.FAST: ("fastest", "slowest"),
    Scale.LONG: ("longest", "shortest"),
    Scale.LARGE: ("largest", "smallest"),
}
ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
NUMERALS = dict(enumerate("zero one two three four five six seven eight nine ten".split()))
MONTHS = "January February March April May June July August September October November December".split()
PLACES = (
    "city", "country", "region", "district", "department", "class", "area", "province", "location", "branch",
    "team",
)  # fmt: skip

# What stands behind a noun to say a condition.
AFTER: dict[Op, str] = {
    Op.EQ: "[with {noun} [{a}|'{a}']|[whose|where the|where] {noun} is {a}|with {a_noun} of {a}]",
    Op.NE: "[[whose|where] {noun} [is not|isn't] {a}|with {a_noun} other than {a}]",
    Op.GT: "[with [{noun}|{a_noun}] [above|over|greater than|higher than|>] {a}{unit}|[whose|where] {noun} [is more than|exceeds|is over|is above] {a}{unit}]",
    Op.LT: "[with [{noun}|{a_noun}] [below|under|less than|lower than|<] {a}{unit}|[whose|where] {noun} is [lower than|under|less than|below] {a}{unit}]",
    Op.GE: "[with {noun} [of at least|no less than|>=] {a}{unit}|whose {noun} is at least {a}{unit}|with {noun} {a}{unit} or more|with {a_noun} of {a} or higher]",
    Op.LE: "[with {noun} [of at most|not exceeding|up to|<=] {a}{unit}|whose {noun} is no more than {a}{unit}|with {noun} {a}{unit} or less]",
    Op.BETWEEN: "[[with {noun}|whose {noun} is] between {a} and {b}{unit}|with {a_noun} from {a} to {b}{unit}|with {noun} [in the range {a} to {b}|{a}-{b}]]",
    Op.IN: "[whose {noun} is {either}|with {noun} {either}|whose {noun} is either {either}]",
    Op.NOT_IN: "[whose {noun} is [neither {nor}|not {either}]|with {a_noun} other than {either}|except those with {noun} {either}]",
    Op.PREFIX: "[whose {noun} [starts|begins] with [{a}|'{a}']|with {a_noun} [starting|beginning] with {a}]",
    Op.SUFFIX: "[whose {noun} ends [with|in] [{a}|'{a}']|with {a_noun} ending in {a}]",
    Op.CONTAINS: "[whose {noun} [contains|includes] [{a}|'{a}']|with [{a}|'{a}'] in [the|their] {noun}|with {a_noun} containing {a}]",
    Op.NOT_CONTAINS: "[whose {noun} [does not|doesn't] [contain|include] {a}|without '{a}' in the {noun}]",
    Op.NULL: "[without {a_noun}|with [no|missing] {noun}|whose {noun} is [missing|unknown|empty]|that have no {noun} recorded|where {noun} is [empty|null]]",
    Op.NOT_NULL: "[that have {a_noun}|with [a known|an existing] {noun}|whose {noun} is not missing|with {a_noun} recorded]",
    Op.PASS: "[who passed {noun}|with a passing {noun}|that pass in {noun}]",
    Op.FAIL: "[who failed {noun}|with a failing {noun}|that fail in {noun}|who did not pass {noun}]",
    Op.TOP_MARK: "[with a perfect {noun}|with full marks in {noun}|who got 100 in {noun}|with a {noun} of 100]",
}
MEASURE_EQ = "[with {a_noun} of {a}{unit}|with {noun} {a}|[whose|where] {noun} [is|equals] {a}{unit}]"
COUNTED_GT = "with [more than|over] {a} {noun}"
COUNTED_LT = "with [fewer|less] than {a} {noun}"
PLACE_EQ = "[in {a}|from {a}|in {noun} {a}|in {a}|whose {noun} is {a}|with {noun} {a}]"
SURNAME = "[surnamed {a}|with the surname {a}|whose {noun} starts with {a}]"
YEARS: dict[Op, str] = {
    Op.EQ: "[in {a}|in {a}|of {a}|from {a}|with {noun} {a}|in the year {a}]",
    Op.NE: "[not in {a}|with {a_noun} other than {a}]",
    Op.GT: "[after {a}|with {noun} after {a}|in a year after {a}]",
    Op.GE: "[since {a}|from {a} on|in {a} or later]",
    Op.LT: "[before {a}|with {noun} before {a}|in a year before {a}]",
    Op.BETWEEN: "[between {a} and {b}|from {a} to {b}]",
    Op.IN: "[in {either}|with {noun} {either}]",
}
DATES: dict[Op, str] = {
    Op.IN_YEAR: "[with {a_noun} in {a}|whose {noun} [is|was] in {a}|with {noun} in {a}]",
    Op.IN_MONTH: "[with {a_noun} in {month}|whose {noun} [is|was] in {month}]",
    Op.GT: "[with {a_noun} after {a}|whose {noun} is after {a}|with {noun} later than {a}]",
    Op.GE: "[with {a_noun} on or after {a}|whose {noun} is not before {a}|with {noun} from {a} on]",
    Op.LT: "[with {a_noun} before {a}|whose {noun} is before {a}|with {noun} earlier than {a}]",
    Op.BETWEEN: "[with {a_noun} between {a} and {b}|whose {noun} is from {a} to {b}]",
}
# The same of things that happen: orders in 2023.
EVENT_DATES: dict[Op, str] = {
    Op.IN_YEAR: "[in|from] {a}",
    Op.IN_MONTH: "in {month}",
    Op.GT: "after {a}",
    Op.GE: "since {a}",
    Op.LT: "before {a}",
}
FLAG = (
    "[that are {stem}|where {noun} is true|marked as {stem}]",
    "[that are not {stem}|where {noun} is false|not marked as {stem}]",
)
