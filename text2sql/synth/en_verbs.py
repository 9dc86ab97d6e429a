"""What is said of a row instead of naming its column: earns, was hired in, costs, lives in, made by. Data only.

Found by the column's nouns. The speaker uses an entry only where no other column of the tables would be said so too.
"""

from dataclasses import dataclass
from typing import TypeVar

from text2sql.lexicon.listing import commas
from text2sql.synth.parts import Op

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What rows do with a measure.

    Attributes:
        ing, plural, single: earning, earn, earns.
        asked: how the number of one row is asked for; ``{name}`` is the row, ``{do}`` its does.
        many: what stands for the number in a question about many: how much.
        of_people: whether only people do it.
    """

    ing: str
    plural: str
    single: str
    asked: str
    many: str = "how much"
    of_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What was done with a row at the date or in the year that a column holds.

    Attributes:
        done: participles: hired.
        did: what the row did itself, in the past; may be empty: joined.
        asked: how the date of one row is asked for, behind "when" or "what year".
    """

    done: str
    did: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where or what a row is.

    Attributes:
        said: behind a noun or behind "is"; ``{a}`` is the value or values, ``{noun}`` the column.
        asked: how the value of one row is asked for; may be empty.
        of_people: the same said of people alone.
        does: what a row does instead: (participle, plural, singular, what follows).
        people_do: the same of people alone.
        asked_of_people: how the value of one person is asked for, beside `asked`.
    """

    said: str
    asked: str = ""
    of_people: str = ""
    does: tuple[tuple[str, str, str, str], ...] = ()
    people_do: tuple[tuple[str, str, str, str], ...] = ()
    asked_of_people: str = ""


def _do(
    plain: str, rest: str = "{either}", *, single: str = "", ing: str = ""
) -> tuple[tuple[str, str, str, str], ...]:
    """A regular verb with what follows it: live in Berlin."""
    verb, blank, behind = plain.partition(" ")
    stem = verb[:-1] if verb.endswith("e") else verb
    return ((f"{ing or stem + 'ing'}{blank}{behind}", plain, f"{single or verb + 's'}{blank}{behind}", rest),)


def _by_noun(*entries: tuple[str, T]) -> dict[str, T]:
    return {noun: entry for nouns, entry in entries for noun in commas(nouns)}


_EARN = Verb(
    ing="[earning|making]", plural="[earn|make]", single="[earns|makes]",
    asked="[how much does {name} [earn|make|get paid|take home]|what does {name} [earn|make|get]|what is {name} paid]", of_people=True,
)  # fmt: skip
_COST = Verb(
    ing="costing",
    plural="cost",
    single="costs",
    asked="[how much does {name} cost|what does {name} cost|how much is {name}|what do you pay for {name}]",
)
_LAST = Verb(
    ing="lasting",
    plural="last",
    single="lasts",
    asked="[how long does {name} last|how long is {name}]",
    many="how long",
)

VERBS: dict[str, Verb] = _by_noun(
    ("salary, pay, wage, monthly pay, monthly salary, annual salary", _EARN),
    ("price, unit price, sale price, selling price, list price, cost", _COST),
    (
        "weight, body weight, gross weight, net weight",
        Verb(ing="weighing", plural="weigh", single="weighs", asked="[how much does {name} weigh|what does {name} weigh|how heavy is {name}]"),
    ),
    ("duration, length of stay, running time, runtime", _LAST),
    (
        "revenue, income, turnover, sales revenue",
        Verb(ing="[making|bringing in|generating|taking in]", plural="[make|bring in|generate|take in]", single="[makes|brings in|generates|takes in]", asked="how much revenue does {name} [make|bring in|generate]"),
    ),
    (
        "spending, total spent, expense",
        Verb(ing="spending", plural="spend", single="spends", asked="how much does {name} spend"),
    ),
    (
        "rent, monthly rent",
        Verb(ing="renting for", plural="rent for", single="rents for", asked="how much does {name} rent for"),
    ),
    (
        "registration fee, consultation fee",
        Verb(ing="charging", plural="charge", single="charges", asked="[how much does {name} charge|what does {name} charge|what does it cost to see {name}]", of_people=True),
    ),
    (
        "sales volume, units sold",
        Verb(ing="selling", plural="[sell|sold]", single="[sells|sold]", asked="how many of {name} [were|have been] sold"),
    ),
)  # fmt: skip
SCORED = Verb(
    ing="[scoring|getting|achieving|earning]",
    plural="[scored|got|achieved|earned]",
    single="[scored|got|achieved|earned]",
    asked="[what did {name} [score|get|earn|achieve] in {subject}|how did {name} do in {subject}|what [mark|score|grade] did {name} [get|receive|earn] in {subject}"
    "|how many [points|marks] did {name} [get|score] in {subject}|how well did {name} [do|perform] in {subject}|{name} in {subject}: what [score|mark]]",
)

HAPPENINGS: dict[str, Happening] = _by_noun(
    ("hire date, date of joining, entry date, join date, date hired, joining date", Happening(done="[hired|hired|taken on|recruited]", did="[joined|started|came on board|started working here]", asked="[was {name} hired|did {name} join|did {name} start|did {name} start working here|was {name} taken on]")),
    ("date of birth, birthday, birth date, year of birth, birth year", Happening(done="born", did="", asked="[was {name} born|is {name}'s birthday]")),
    ("founding year, year founded, founded, founding date, established", Happening(done="[founded|established|set up]", did="", asked="was {name} [founded|established]")),
    ("year of construction, built year, build year, construction year, completion year", Happening(done="[built|constructed]", did="", asked="was {name} built")),
    ("registration date, signup date, day of registration, sign-up date, date registered, date of registration", Happening(done="registered", did="[signed up|registered|opened an account|came on board]", asked="[was {name} registered|did {name} [sign up|register|open an account]]")),
    ("order date, date ordered, date of order", Happening(done="[placed|ordered]", did="", asked="was {name} [placed|ordered]")),
    ("payment date, date paid, date of payment", Happening(done="paid", did="", asked="was {name} paid")),
    ("purchase date, date purchased, date of purchase", Happening(done="[bought|purchased]", did="", asked="was {name} [bought|purchased]")),
    ("delivery date, date delivered", Happening(done="delivered", did="", asked="was {name} delivered")),
    ("shipping date, ship date, date shipped, dispatch date", Happening(done="[shipped|sent out]", did="", asked="was {name} shipped")),
    ("inspection date, date of inspection", Happening(done="inspected", did="", asked="was {name} inspected")),
    ("creation date, date created, creation time, time of creation", Happening(done="created", did="", asked="was {name} created")),
    ("update time, last update, last updated", Happening(done="[updated|last updated]", did="", asked="was {name} [last |]updated")),
    ("start date, begin date", Happening(done="started", did="[started|began]", asked="did {name} [start|begin]")),
    ("end date, finish date", Happening(done="finished", did="[ended|finished]", asked="did {name} [end|finish]")),
    ("expiry date, expiration date", Happening(done="expiring", did="", asked="does {name} expire")),
    ("due date, deadline", Happening(done="due", did="", asked="is {name} due")),
    ("release date, release year, publication date, publication year, publish date, year of publication, year of release, published", Happening(done="[released|published]", did="[came out|appeared]", asked="[was {name} released|did {name} come out]")),
    ("launch date, launch year", Happening(done="launched", did="", asked="was {name} launched")),
    ("admission date", Happening(done="admitted", did="", asked="was {name} admitted")),
    ("discharge date", Happening(done="discharged", did="", asked="was {name} discharged")),
    ("leaving date, termination date", Happening(done="gone", did="left", asked="did {name} leave")),
    ("last login", Happening(done="[last seen|logged in last]", did="last logged in", asked="did {name} last log in")),
    ("opening date, opening year", Happening(done="opened", did="opened", asked="was {name} opened")),
    ("maintenance date, last maintenance", Happening(done="[serviced|maintained]", did="", asked="was {name} [serviced|maintained]")),
)  # fmt: skip

STATES: dict[str, State] = _by_noun(
    ("city, town, home city", State(said="[in|in|from|located in|based in] {a}", asked="[what|which] {noun} is {name} in", of_people="[in|from|living in|based in|at home in] {a}", people_do=(*_do("live in", ing="living"), *_do("come from", ing="coming"), *_do("reside in", ing="residing")), asked_of_people="[what|which] {noun} [is {name} from|does {name} live in|does {name} come from]")),
    ("location, site, place", State(said="[in|at|located in|situated in] {a}", asked="where is {name} [|located]")),
    ("country, nation", State(said="[in|from|located in] {a}", asked="which country is {name} [in|from]", of_people="[from|in|living in] {a}", people_do=(*_do("come from", ing="coming"), *_do("live in", ing="living")), asked_of_people="[what|which] {noun} [does {name} come from|does {name} live in|is {name} from]")),
    ("nationality", State(said="from {a}", asked="what {noun} is {name}")),
    ("home town, hometown, place of origin, birthplace, place of birth", State(said="from {a}", of_people="[born in|from|originally from] {a}", people_do=_do("come from", ing="coming"), asked_of_people="where [is {name} from|does {name} come from] originally")),
    ("region, area, province, state, district, county, zone", State(said="[in|in|located in|situated in] {a}", asked="which {noun} is {name} in", of_people="[in|from|living in] {a}", people_do=_do("live in", ing="living"), asked_of_people="[which|what] {noun} does {name} live in")),
    ("department, team, division, office, branch", State(said="[in|of|belonging to] {a}", asked="which {noun} [is {name} in|does {name} belong to]", of_people="[in|in|from|working in|assigned to] [{a}|the {a} {noun}]", does=_do("belong to", "[{either}|the {either} {noun}]"), people_do=_do("work in", "[{either}|the {either} {noun}]"), asked_of_people="[what|which] {noun} does {name} work in")),
    ("class, grade, group", State(said="in [{a}|{noun} {a}]", asked="[which|what] {noun} [is {name} in|does {name} belong to]", does=_do("belong to", "[{either}|{noun} {either}]"))),
    ("headquarters", State(said="[headquartered|based] in {a}", asked="where is {name} [headquartered|based]")),
    ("venue, room, ward, warehouse, stadium, station", State(said="[in|at] {a}", asked="where is {name}")),
    ("category, type, kind, genre, product category, subject category", State(said="[of {noun} {a}|in the {noun} {a}|of the {a} {noun}|in the {a} {noun}]", asked="[what {noun} is {name}|[what|which] {noun} does {name} [belong to|fall under]]", does=(*_do("belong to", "[{noun} {either}|the {either} {noun}]"), *_do("fall under", "[{noun} {either}|the {either} {noun}|{either}]")))),
    ("status, state of order, order status, payment status, current status", State(said="[currently {a}|marked [as |]{a}|in {noun} {a}|in the {a} {noun}|listed as {a}]", asked="[what is the {noun} of {name}|what {noun} is {name} in]")),
    ("brand, make, manufacturer, maker, producer", State(said="[by|from|made by|produced by] {a}", asked="[who makes {name}|which {noun} is {name}|what {noun} is {name} from]")),
    ("supplier, vendor, provider", State(said="[from|supplied by|from the {noun}] {a}", asked="who supplies {name}")),
    ("publisher", State(said="[published by|from] {a}", asked="who published {name}")),
    ("author, writer", State(said="[by|written by] {a}", asked="who wrote {name}")),
    ("director", State(said="[by|directed by] {a}", asked="who directed {name}")),
    ("artist, singer, composer, painter, performer", State(said="[by|performed by] {a}", asked="who is the {noun} of {name}")),
    ("teacher, class teacher, instructor, lecturer, tutor", State(said="[taught by|with] {a}", asked="who [is {name}'s {noun}|teaches {name}]", of_people="[taught by|of|under|in the care of|looked after by|assigned to] {a}", asked_of_people="[under which {noun} is {name}|which {noun} [does {name} have|is in charge of {name}|looks after {name}]]")),
    ("coach, trainer", State(said="[coached by|trained by|under] {a}", asked="who coaches {name}")),
    ("manager, person in charge, supervisor, principal", State(said="[managed by|run by|under|led by|in the hands of] {a}", asked="who [manages|is in charge of|runs] {name}")),
    ("driver", State(said="driven by {a}", asked="who drives {name}")),
    ("owner", State(said="owned by {a}", asked="who owns {name}")),
    ("founder", State(said="founded by {a}", asked="who founded {name}")),
    ("captain", State(said="[led by|captained by] {a}", asked="who captains {name}")),
    ("operator, handler", State(said="[handled by|run by] {a}", asked="who handles {name}")),
    ("payment method, method of payment, pay method", State(said="[paid [by|with|via]|settled by] {a}", asked="how was {name} paid")),
    ("channel, source, sales channel, platform", State(said="[via|through|from|by way of] {a}", asked="", does=_do("come in through", ing="coming"))),
    ("weekday, day of the week", State(said="on [{a}|a {a}]", asked="what day is {name} on")),
    ("season, quarter", State(said="in [the |]{a}", asked="")),
    ("shift", State(said="on the {a} shift", asked="what shift is {name} on")),
    ("color, colour", State(said="in {a}", asked="what {noun} is {name}")),
    ("language, programming language", State(said="[in|written in] {a}", asked="what {noun} is {name} in")),
    ("education, degree", State(said="educated to {a} level", asked="")),
    ("job title, position, post, role, occupation", State(said="[working as|employed as] {a}", asked="[what does {name} work as|what is {name}'s job]", people_do=_do("work as"))),
    ("gender, sex", State(said="{a}", asked="", asked_of_people="is {name} [male or female|a man or a woman]")),
    ("diagnosis, condition, disease", State(said="[for|because of|due to] {a}", of_people="diagnosed with {a}", asked="what was the {noun} of {name}", people_do=_do("suffer from"), asked_of_people="[what was {name} diagnosed with|what does {name} suffer from]")),
    ("health insurance, insurance, insurance type", State(said="under {a}", of_people="[covered by|insured through|insured with|insured under] {a}", asked_of_people="how is {name} insured")),
    ("professional title", State(said="[at|of] {a} level", people_do=(*_do("hold", "the {noun} [{either}|of {either}]"), *_do("carry", "the {noun} {either}", single="carries")), asked_of_people="[what|which] {noun} does {name} hold")),
    ("marital status", State(said="{a}", asked="")),
)  # fmt: skip

AGES: dict[Op, str] = {
    Op.EQ: "[aged {a}|{a} years old|{a} years of age|exactly {a} years old]",
    Op.GT: "[over {a}|older than {a}|aged over {a}|above the age of {a}|over the age of {a}|more than {a} years old|past {a}|beyond the age of {a}|over {a} years of age|past the age of {a}]",
    Op.LT: "[under {a}|younger than {a}|aged under {a}|below the age of {a}|less than {a} years old|not yet {a} years old|not yet {a}|under {a} years of age|under the age of {a}]",
    Op.GE: "[at least {a} years old|aged {a} [or over|or above|and over|and up]|{a} or older|no younger than {a}|{a} and older|{a} years or older|aged {a}+|{a} years of age or older|at least {a}]",
    Op.LE: "[aged {a} [or under|or below|or younger]|{a} or younger|no older than {a}|at most {a} years old|{a} and younger|up to {a} years old|up to the age of {a}|{a} years or younger]",
    Op.BETWEEN: "[aged [between {a} and {b}|{a} to {b}|{a}-{b}]|between {a} and {b} years old|between the ages of {a} and {b}|from {a} to {b} years old|{a} to {b} years of age|anywhere between {a} and {b} years old|at least {a} but no older than {b}]",
}
RATED: dict[Op, str] = dict.fromkeys((Op.GT, Op.LT, Op.GE, Op.LE, Op.EQ, Op.BETWEEN), "rated {cmp}")
PRICED: dict[Op, str] = dict.fromkeys(
    (Op.GT, Op.LT, Op.GE, Op.LE, Op.BETWEEN),
    "[priced {cmp}|priced {cmp}|selling for {done}|going for {done}|on sale for {done}]",
)
FLOORS: dict[Op, str] = {
    Op.EQ: "[on floor {a}|on floor {a}|located on floor {a}]",
    Op.GT: "[above floor {a}|higher up than floor {a}]",
    Op.LT: "[below floor {a}|lower down than floor {a}]",
    Op.GE: "[on floor {a} or [above|higher]|on floor {a} and up]",
    Op.LE: "on floor {a} or [below|lower]",
    Op.BETWEEN: "on floors {a} to {b}",
}
HEIGHTS: dict[Op, str] = {
    Op.GE: "[at least {a}{u} tall|{a}{u} tall or taller|no shorter than {a}{u}]",
    Op.LE: "[at most {a}{u} tall|no taller than {a}{u}]",
    Op.BETWEEN: "between {a} and {b}{u} tall",
    Op.GT: "[over|more than] {a}{u} tall",
    Op.LT: "[under|less than] {a}{u} tall",
}
# What a row is by a number.
NUMBERED: dict[str, dict[Op, str]] = _by_noun(
    ("age", AGES),
    ("rating, score out of ten, review score", RATED),
    ("price, unit price, sale price, list price", PRICED),
    ("floor", FLOORS),
    ("height, body height", HEIGHTS),
)
# What a row has a number of: 5 or more in stock.
HAD: dict[str, str] = _by_noun(
    ("stock, inventory, stock level, stock quantity", "[|units ][in stock|in stock|left|on hand|left in stock|in the warehouse]"),
    ("years of service, work experience, years of experience, seniority", "years [of experience|of service|on the job]"),
    ("quantity, order quantity", "[units|pieces]"),
)  # fmt: skip
# How the number of one row is asked for where it has no verb.
ASKED: dict[str, str] = _by_noun(
    ("age", "[how old is {name}|what age is {name}|how many years old is {name}]"),
    ("floor", "[[which|what] floor is {name} on|on [which|what] floor is {name}|which floor do I go to for {name}]"),
    ("beds, bed count, number of beds", "how many beds [does {name} have|are there in {name}]"),
    ("rating, star rating", "how [is {name} rated|well is {name} rated]"),
    ("quantity", "how many [units|pieces] are in {name}"),
    ("height, body height", "how [tall|high] is {name}"),
    ("length", "how long is {name}"),
    ("width", "how wide is {name}"),
    ("depth", "how deep is {name}"),
    ("area, floor area, floor space", "how [big|large] is {name}"),
    ("distance", "how far is {name}"),
    ("speed, top speed, maximum speed", "how fast is {name}"),
    ("population", "how many people live in {name}"),
    ("stock, inventory, stock level", "[how [many of|much of] {name} [are|is] in stock|how many {name} are left|how many {name} do we have [left|in stock|on hand]]"),
    ("capacity, seats, seating capacity", "how many [people|] [can|does] {name} [hold|fit]"),
    ("years of service, seniority, experience", "how [long|many years] has {name} [worked|been working|been with us]"),
    ("phone, phone number, telephone, email, email address", "[how can I [reach|contact] {name}, what is the {noun}|what {noun} can I reach {name} at]"),
    ("address", "[where does {name} live, what is the address|at what address is {name}]"),
)  # fmt: skip
