"""English words for more and less, numbers, times, and what is said of any column's values. Data only.

In the templates ``{a}``, ``{b}`` are values, ``{either}`` several values with or, ``{nor}`` the same with nor, ``{u}``
the unit behind a blank, ``{noun}`` the column, ``{a_noun}`` with its article, ``{stem}`` a flag's noun, ``{cmp}`` a
comparison as it stands behind "is", ``{of_cmp}`` as it stands behind a noun.
"""

from text2sql.lexicon import Scale
from text2sql.synth.parts import Op

# By scale: (most, least), commonest first.
MOST: dict[Scale, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Scale.HIGH: (
        ("highest", "top", "best", "greatest", "maximum", "largest"),
        ("lowest", "worst", "smallest", "minimum", "poorest"),
    ),
    Scale.MANY: (("most", "highest", "largest", "greatest"), ("least", "lowest", "smallest")),
    Scale.LARGE: (("largest", "biggest", "highest", "greatest"), ("smallest", "lowest")),
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
    Scale.OLD: ("[oldest|oldest|eldest]", "youngest"),
    Scale.COSTLY: (
        "[most expensive|priciest|dearest|most expensive|costliest]",
        "[cheapest|least expensive|cheapest|lowest-priced]",
    ),
    Scale.HEAVY: ("heaviest", "lightest"),
    Scale.TALL: ("tallest", "shortest"),
    Scale.FAST: ("fastest", "slowest"),
    Scale.LONG: ("longest", "shortest"),
    Scale.LARGE: ("[largest|biggest]", "smallest"),
}
BARE_MORE = {
    Scale.OLD: ("older", "younger"),
    Scale.COSTLY: ("[more expensive|pricier]", "[cheaper|less expensive]"),
    Scale.HEAVY: ("heavier", "lighter"),
    Scale.TALL: ("taller", "shorter"),
    Scale.FAST: ("faster", "slower"),
    Scale.LONG: ("longer", "shorter"),
    Scale.LARGE: ("[larger|bigger]", "smaller"),
}
# What is said so of people; a "longest employee" has long years of service and no length.
BARE_OF_PEOPLE = frozenset((Scale.OLD, Scale.TALL, Scale.HEAVY))
# Of what it is said: a server of 350 kW is not bigger than one of 300.
BARE_HEADS = frozenset(
    "age price cost fare fee rent weight height length duration speed velocity area size space capacity population".split()
)
ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
NUMERALS = dict(enumerate("zero one two three four five six seven eight nine ten".split()))
MONTHS = "January February March April May June July August September October November December".split()

# A comparison behind "is".
COMPARED: dict[Op, str] = {
    Op.EQ: "[|exactly |equal to |]{a}{u}",
    Op.GT: "[above|above|above|over|over|over|more than|greater than|higher than|in excess of|beyond|past|strictly above|>] {a}{u}",
    Op.LT: "[below|below|below|under|under|under|less than|lower than|smaller than|short of|strictly below|<] {a}{u}",
    Op.GE: "[at least|at least|no less than|not less than|no lower than|not below|>=|≥|greater than or equal to|a minimum of|no smaller than] {a}{u}|{a}{u} [or more|or higher|or above|and above|and up|or greater|or over|and over|at the least|at least|and upwards]|from {a}{u} [up|upwards]|{a}+",
    Op.LE: "[at most|at most|no more than|not more than|not above|not over|up to|<=|≤|less than or equal to|a maximum of|no higher than|no greater than] {a}{u}|{a}{u} [or less|or lower|or below|and below|or under|and under|at most|at the most|tops|max]",
    Op.BETWEEN: "[between {a} and {b}{u}|between {a} and {b}{u}|from {a} to {b}{u}|in the range [of |]{a} to {b}{u}|within {a} and {b}{u}|{a} to {b}{u}|[anywhere|somewhere] between {a} and {b}{u}|anything from {a} to {b}{u}|between {a} and {b}{u} inclusive|at least {a} [and|but] [at most|no more than] {b}{u}|{a}-{b}]",
}
# A comparison behind a noun: a salary of at least 5,000.
OF_COMPARED: dict[Op, str] = {
    Op.EQ: "[of {a}{u}|{a}{u}|of exactly {a}{u}|equal to {a}{u}|= {a}{u}]",
    Op.GT: "[above|above|over|over|greater than|higher than|exceeding|of more than|of over|in excess of|beyond|topping|past|>] {a}{u}",
    Op.LT: "[below|below|under|under|lower than|less than|of less than|of under|short of|<] {a}{u}",
    Op.GE: "[[of at least|of at least|of no less than|no lower than|not below|of a minimum of|greater than or equal to|>=|≥] {a}{u}|[of|] {a}{u} [or more|or higher|and above|or above|and up|or over|and over|at the least]|from {a}{u} [up|upwards]|[of |]{a}+]",
    Op.LE: "[[of at most|of at most|of no more than|no higher than|not exceeding|up to|of up to|less than or equal to|<=|≤] {a}{u}|[of|] {a}{u} [or less|or lower|and below|or below|or under|at most|at the most]]",
    Op.BETWEEN: "[between {a} and {b}{u}|between {a} and {b}{u}|from {a} to {b}{u}|of {a} to {b}{u}|in the range {a} to {b}{u}|{a}-{b}|of between {a} and {b}{u}|anywhere between {a} and {b}{u}|of {a} to {b}{u} inclusive|of at least {a} [and|but] at most {b}{u}]",
}
# A comparison behind a verb: earns at least 5,000.
DONE: dict[Op, str] = {
    Op.EQ: "[exactly |]{a}{u}",
    Op.GT: "[more than|over|more than|over|above|in excess of|anything over|anything above] {a}{u}",
    Op.LT: "[less than|under|below|less than|under|anything under|anything below] {a}{u}",
    Op.GE: "[[at least|at least|no less than|a minimum of] {a}{u}|{a}{u} [or more|and up|or above|or over|and over|at least|at the least|and upwards]|{a}+]",
    Op.LE: "[[at most|no more than|up to|no more than|a maximum of] {a}{u}|{a}{u} [or less|or under|at most|at the most|tops]]",
    Op.BETWEEN: "[between {a} and {b}{u}|from {a} to {b}{u}|{a} to {b}{u}|anywhere between {a} and {b}{u}|anything from {a} to {b}{u}|at least {a} but no more than {b}{u}]",
}
# Things that are counted: with more than 10 goals.
COUNTED: dict[Op, str] = {
    Op.EQ: "[exactly |]{a} {noun}",
    Op.GT: "[more than|over|upwards of] {a} {noun}",
    Op.LT: "[fewer than|less than|under] {a} {noun}",
    Op.GE: "[[at least|no fewer than|a minimum of] {a} {noun}|{a} or more {noun}]",
    Op.LE: "[[at most|no more than|up to] {a} {noun}|{a} or fewer {noun}]",
    Op.BETWEEN: "[between {a} and {b}|{a} to {b}] {noun}",
}

# What a row has, behind "with" or "have".
HAVE: dict[Op, str] = {
    Op.EQ: "[{noun} {a}|{noun} {a}|{noun} '{a}'|{a_noun} of {a}|{a} as [the|their] {noun}|{noun} = {a}|the {noun} {a}|{noun}: {a}|{noun} set to {a}|{a} for {noun}|{a} [down |]as [the|their] {noun}|{noun} equal to {a}]",
    Op.NE: "[{a_noun} other than {a}|{a_noun} that [is not|isn't] {a}|{noun} [not|!=] {a}|{a_noun} different from {a}|any {noun} but {a}|any {noun} [except|other than] {a}|{a_noun} that's anything but {a}]",
    Op.IN: "[{noun} {either}|{a_noun} of [either |]{either}|[either |]{either} as {noun}|one of {listed} as {noun}|{noun} in ({listed})|{a_noun} that is [either |]{either}]",
    Op.NOT_IN: "[{a_noun} other than {either}|{a_noun} that is [neither {nor}|not {either}]|neither {nor} as {noun}|any {noun} but {either}|any {noun} except {either}]",
    Op.PREFIX: "{a_noun} [starting|beginning|that starts|that begins] with [{a}|'{a}'|the letters {a}]",
    Op.SUFFIX: "{a_noun} [ending in|ending with|that ends in|that ends with] [{a}|'{a}']",
    Op.CONTAINS: "[{a_noun} [containing|that contains|including] [{a}|'{a}']|[{a}|'{a}'] in [the|their] {noun}|{noun} like [{a}|'{a}']|{a_noun} with [{a}|'{a}'] in it|[{a}|'{a}'] somewhere in [the|their] {noun}]",
    Op.NOT_CONTAINS: "{a_noun} [not containing|that [does not|doesn't] [contain|include]] [{a}|'{a}']",
    Op.NULL: "[no {noun}|no {noun} [recorded|on record|given|on file|entered|filled in|available|listed|in the system]|nothing [entered|recorded|filled in] [for|under] {noun}|[the |their |]{noun} [left blank|not filled in]|[a missing|an unknown|an empty|a blank] {noun}|no known {noun}]",
    Op.NOT_NULL: "[{a_noun}|[a known|some] {noun}|{a_noun} [recorded|on record|on file|filled in|entered|available|listed|in the system]]",
}
# What its column is, behind "whose" or "where".
WHOSE: dict[Op, str] = {
    Op.EQ: "{noun} [is|is|=|equals] [{a}|'{a}'|{a}]",
    Op.NE: "{noun} [is not|isn't|is other than|is anything but|!=] {a}",
    Op.IN: "{noun} is [either |][{either}|one of {listed}]",
    Op.NOT_IN: "{noun} is [neither {nor}|not {either}|none of {listed}|other than {either}]",
    Op.PREFIX: "{noun} [starts|begins] with [{a}|'{a}']",
    Op.SUFFIX: "{noun} ends [with|in] [{a}|'{a}']",
    Op.CONTAINS: "{noun} [contains|includes|has] [{a}|'{a}'][| in it]",
    Op.NOT_CONTAINS: "{noun} [does not|doesn't] [contain|include|have] [{a}|'{a}'][| in it]",
    Op.NULL: "{noun} is [missing|unknown|empty|blank|not recorded|not known|null|not set|not available|not filled in|blank]",
    Op.NOT_NULL: "{noun} is [known|not missing|not empty|recorded|filled in|not null|available|on file|there]",
    Op.GT: "{noun} [is {cmp}|is {cmp}|exceeds {a}{u}|tops {a}{u}|lies above {a}{u}|goes beyond {a}{u}|comes to more than {a}{u}|> {a}]",
    Op.LT: "{noun} [is {cmp}|is {cmp}|falls below {a}{u}|falls short of {a}{u}|lies below {a}{u}|stays under {a}{u}|comes to less than {a}{u}|< {a}]",
    Op.GE: "{noun} [is {cmp}|is {cmp}|is {cmp}|comes to at least {a}{u}|[reaches|hits] at least {a}{u}|does not fall below {a}{u}|>= {a}]",
    Op.LE: "{noun} [is {cmp}|is {cmp}|does not exceed {a}{u}|doesn't exceed {a}{u}|comes to no more than {a}{u}|doesn't go above {a}{u}|<= {a}]",
    Op.BETWEEN: "{noun} [is {cmp}|is {cmp}|lies between {a} and {b}{u}|falls between {a} and {b}{u}|ranges from {a} to {b}{u}|is somewhere between {a} and {b}{u}]",
}
# What it is without the thing.
WITHOUT = "[without [{a_noun}|{noun}|any {noun}]|missing {a_noun}|lacking {a_noun}|without any {noun} on record|missing [their|the] {noun}]"
SURNAME = "[surnamed {a}|with the [surname|family name|last name] {a}|bearing the surname {a}]"

# A year, a day or a month behind a verb: hired since 2020.
TIMES: dict[Op, str] = {
    Op.EQ: "[in {a}|in {a}|in {a}|in {a}|in the year {a}|during {a}|back in {a}]",
    Op.NE: "[not in {a}|in a year other than {a}|in any year but {a}|in any year except {a}|outside of {a}]",
    Op.GT: "[after {a}|after {a}|later than {a}]",
    Op.GE: "[since {a}|since {a}|from {a} on|from {a} onwards|in {a} or later|in or after {a}|not before {a}|starting from {a}|from {a} forward]",
    Op.LT: "[before {a}|before {a}|prior to {a}|earlier than {a}|any time before {a}]",
    Op.BETWEEN: "[between {a} and {b}|from {a} to {b}|from {a} through {b}|between {a} and {b} inclusive|from {a} up to and including {b}]",
    Op.IN: "[in {either}|in either {either}]",
    Op.IN_YEAR: "[in {a}|in {a}|in {a}|during {a}|in the year {a}|in the course of {a}|back in {a}|at any time in {a}]",
    Op.IN_MONTH: "[in {month}|in {month}|in {month}|during {month}|in the month of {month}]",
}
# Where those of a day differ from those of a year.
DAYS: dict[Op, str] = {
    **TIMES,
    Op.EQ: "on {a}",
    Op.GE: "[since {a}|on or after {a}|from {a} on|from {a} onwards|no earlier than {a}]",
}
# The same of a noun: a due date before 2023-05-01.
DATED: dict[Op, str] = {
    Op.IN_YEAR: "[in {a}|in {a}|in the year {a}|during {a}]",
    Op.IN_MONTH: "[in {month}|during {month}]",
    Op.GT: "[after {a}|later than {a}|past {a}|> {a}]",
    Op.GE: "[on or after {a}|from {a} on|no earlier than {a}|not before {a}|>= {a}]",
    Op.LT: "[before {a}|earlier than {a}|prior to {a}|< {a}]",
    Op.BETWEEN: "[between {a} and {b}|from {a} to {b}]",
    Op.EQ: "of {a}",
    Op.NE: "[other than {a}|not in {a}]",
    Op.IN: "[of {either}|in {either}]",
}
# What a row did with a subject that is marked: (participle, past, what follows).
MARKED: dict[Op, tuple[tuple[str, str, str], ...]] = {
    Op.PASS: (
        ("passing", "passed", "{mark}"), ("passing", "passed", "{mark}"), ("getting", "got", "a pass in {mark}"),
        ("getting through", "got through", "{mark}"), ("making it through", "made it through", "{mark}"),
        ("reaching", "reached", "the pass mark in {mark}"), ("achieving", "achieved", "a pass in {mark}"),
    ),
    Op.FAIL: (
        ("failing", "failed", "{mark}"), ("flunking", "flunked", "{mark}"), ("failing", "did not pass", "{mark}"),
        ("not passing", "[did not|didn't] pass", "{mark}"), ("missing", "missed", "the pass mark in {mark}"),
        ("falling short of", "fell short of", "the pass mark in {mark}"), ("getting", "got", "a fail in {mark}"),
        ("not making it through", "[did not|didn't] make it through", "{mark}"),
    ),
    Op.TOP_MARK: (
        ("getting", "got", "[full marks in|100 in] {mark}"), ("scoring", "scored", "[a perfect 100|full marks|100] in {mark}"),
        ("achieving", "[achieved|earned|were awarded]", "full marks in {mark}"), ("acing", "aced", "{mark} with a 100"),
        ("getting", "got", "[everything right|all 100 points|the full 100] in {mark}"), ("reaching", "reached", "[a hundred|the full 100 points] in {mark}"),
    ),
}  # fmt: skip
MARKED_HAVE: dict[Op, str] = {
    Op.PASS: "[a passing {noun}|a pass in {mark}]",
    Op.FAIL: "a failing {noun}",
    Op.TOP_MARK: "[a perfect {noun}|full marks in {mark}|a {noun} of 100]",
}
