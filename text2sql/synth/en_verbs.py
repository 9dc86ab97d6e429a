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
    """

    said: str
    asked: str = ""
    of_people: str = ""


def _by_noun(*entries: tuple[str, T]) -> dict[str, T]:
    return {noun: entry for nouns, entry in entries for noun in commas(nouns)}


_EARN = Verb(
    ing="[earning|making]", plural="[earn|make]", single="[earns|makes]",
    asked="how much does {name} [earn|make|get paid]", of_people=True,
)  # fmt: skip
_COST = Verb(ing="costing", plural="cost", single="costs", asked="how much does {name} cost")
_LAST = Verb(ing="lasting", plural="last", single="lasts", asked="how long does {name} last", many="how long")

VERBS: dict[str, Verb] = _by_noun(
    ("salary, pay, wage, monthly pay, monthly salary, annual salary", _EARN),
    ("price, unit price, sale price, selling price, list price, cost", _COST),
    (
        "weight, body weight, gross weight, net weight",
        Verb(ing="weighing", plural="weigh", single="weighs", asked="how much does {name} weigh"),
    ),
    ("duration, length of stay, running time, runtime", _LAST),
    (
        "revenue, income, turnover, sales revenue",
        Verb(ing="[making|bringing in]", plural="[make|bring in]", single="[makes|brings in]", asked="how much revenue does {name} make"),
    ),
    (
        "spending, total spent, expense",
        Verb(ing="spending", plural="spend", single="spends", asked="how much does {name} spend"),
    ),
    (
        "rent, monthly rent",
        Verb(ing="renting for", plural="rent for", single="rents for", asked="how much does {name} rent for"),
    ),
)  # fmt: skip
SCORED = Verb(
    ing="[scoring|getting]",
    plural="[scored|got|achieved]",
    single="[scored|got|achieved]",
    asked="what did {name} [score|get] in {subject}",
)

HAPPENINGS: dict[str, Happening] = _by_noun(
    ("hire date, date of joining, entry date, join date, date hired, joining date", Happening(done="hired", did="[joined|started]", asked="[was {name} hired|did {name} join]")),
    ("date of birth, birthday, birth date, year of birth, birth year", Happening(done="born", did="", asked="was {name} born")),
    ("founding year, year founded, founded, founding date, established", Happening(done="[founded|established|set up]", did="", asked="was {name} [founded|established]")),
    ("year of construction, built year, build year, construction year, completion year", Happening(done="[built|constructed]", did="", asked="was {name} built")),
    ("registration date, signup date, day of registration, sign-up date, date registered, date of registration", Happening(done="registered", did="[signed up|registered]", asked="[was {name} registered|did {name} [sign up|register]]")),
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
    ("city, town, home city", State(said="[in|in|from|located in|based in] {a}", asked="[what|which] {noun} is {name} in", of_people="[in|from|living in|based in] {a}")),
    ("location, site, place", State(said="[in|at|located in] {a}", asked="where is {name} [|located]")),
    ("country, nation", State(said="[in|from|located in] {a}", asked="which country is {name} [in|from]", of_people="[from|in|living in] {a}")),
    ("nationality", State(said="from {a}", asked="what {noun} is {name}")),
    ("home town, hometown, place of origin, birthplace, place of birth", State(said="from {a}", of_people="[born in|from|originally from] {a}")),
    ("region, area, province, state, district, county, zone", State(said="[in|in|located in] {a}", asked="which {noun} is {name} in", of_people="[in|from|living in] {a}")),
    ("department, team, division, office, branch", State(said="[in|of|belonging to] {a}", asked="which {noun} [is {name} in|does {name} belong to]", of_people="[in|in|from|working in] [{a}|the {a} {noun}]")),
    ("class, grade, group", State(said="in [{a}|{noun} {a}]", asked="which {noun} is {name} in")),
    ("headquarters", State(said="[headquartered|based] in {a}", asked="where is {name} [headquartered|based]")),
    ("venue, room, ward, warehouse, stadium, station", State(said="[in|at] {a}", asked="where is {name}")),
    ("category, type, kind, genre, product category, subject category", State(said="[of {noun} {a}|in the {noun} {a}|of the {a} {noun}|in the {a} {noun}]", asked="[what {noun} is {name}|what {noun} does {name} belong to]")),
    ("status, state of order, order status, payment status, current status", State(said="[currently {a}|marked [as |]{a}|in {noun} {a}|in the {a} {noun}]", asked="[what is the {noun} of {name}|what {noun} is {name} in]")),
    ("brand, make, manufacturer, maker, producer", State(said="[by|from|made by] {a}", asked="who makes {name}")),
    ("supplier, vendor, provider", State(said="[from|supplied by|from the {noun}] {a}", asked="who supplies {name}")),
    ("publisher", State(said="[published by|from] {a}", asked="who published {name}")),
    ("author, writer", State(said="[by|written by] {a}", asked="who wrote {name}")),
    ("director", State(said="[by|directed by] {a}", asked="who directed {name}")),
    ("artist, singer, composer, painter, performer", State(said="[by|performed by] {a}", asked="who is the {noun} of {name}")),
    ("teacher, class teacher, instructor, lecturer, tutor", State(said="[taught by|with] {a}", asked="who [is {name}'s {noun}|teaches {name}]", of_people="[taught by|of|under] {a}")),
    ("coach, trainer", State(said="[coached by|trained by|under] {a}", asked="who coaches {name}")),
    ("manager, person in charge, supervisor, principal", State(said="[managed by|run by|under] {a}", asked="who [manages|is in charge of|runs] {name}")),
    ("driver", State(said="driven by {a}", asked="who drives {name}")),
    ("owner", State(said="owned by {a}", asked="who owns {name}")),
    ("founder", State(said="founded by {a}", asked="who founded {name}")),
    ("captain", State(said="[led by|captained by] {a}", asked="who captains {name}")),
    ("operator, handler", State(said="[handled by|run by] {a}", asked="who handles {name}")),
    ("payment method, method of payment, pay method", State(said="[paid [by|with|via]|settled by] {a}", asked="how was {name} paid")),
    ("channel, source, sales channel, platform", State(said="[via|through|from] {a}", asked="")),
    ("weekday, day of the week", State(said="on [{a}|a {a}]", asked="what day is {name} on")),
    ("season, quarter", State(said="in [the |]{a}", asked="")),
    ("shift", State(said="on the {a} shift", asked="what shift is {name} on")),
    ("color, colour", State(said="in {a}", asked="what {noun} is {name}")),
    ("language, programming language", State(said="[in|written in] {a}", asked="what {noun} is {name} in")),
    ("education, degree", State(said="educated to {a} level", asked="")),
    ("job title, position, post, role, occupation", State(said="[working as|employed as] {a}", asked="what does {name} work as")),
    ("gender, sex", State(said="{a}", asked="")),
    ("marital status", State(said="{a}", asked="")),
)  # fmt: skip

AGES: dict[Op, str] = {
    Op.EQ: "[aged {a}|{a} years old|{a} years of age]",
    Op.GT: "[over {a}|older than {a}|aged over {a}|above the age of {a}|over the age of {a}|more than {a} years old]",
    Op.LT: "[under {a}|younger than {a}|aged under {a}|below the age of {a}|less than {a} years old]",
    Op.GE: "[at least {a} years old|aged {a} [or over|or above|and over|and up]|{a} or older|no younger than {a}]",
    Op.LE: "[aged {a} [or under|or below|or younger]|{a} or younger|no older than {a}|at most {a} years old]",
    Op.BETWEEN: "[aged [between {a} and {b}|{a} to {b}|{a}-{b}]|between {a} and {b} years old|between the ages of {a} and {b}|from {a} to {b} years old]",
}
RATED: dict[Op, str] = dict.fromkeys((Op.GT, Op.LT, Op.GE, Op.LE, Op.EQ, Op.BETWEEN), "rated {cmp}")
PRICED: dict[Op, str] = dict.fromkeys((Op.GT, Op.LT, Op.GE, Op.LE, Op.BETWEEN), "priced {cmp}")
# What a row is by a number.
NUMBERED: dict[str, dict[Op, str]] = _by_noun(
    ("age", AGES),
    ("rating, score out of ten, review score", RATED),
    ("price, unit price, sale price, list price", PRICED),
)
# How the number of one row is asked for where it has no verb.
ASKED: dict[str, str] = _by_noun(
    ("age", "[how old is {name}|what age is {name}]"),
    ("height, body height", "how [tall|high] is {name}"),
    ("length", "how long is {name}"),
    ("width", "how wide is {name}"),
    ("depth", "how deep is {name}"),
    ("area, floor area, floor space", "how [big|large] is {name}"),
    ("distance", "how far is {name}"),
    ("speed, top speed, maximum speed", "how fast is {name}"),
    ("population", "how many people live in {name}"),
    ("stock, inventory, stock level", "how [many of|much of] {name} [are|is] in stock"),
    ("capacity, seats, seating capacity", "how many [people|] [can|does] {name} [hold|fit]"),
    ("years of service, seniority, experience", "how [long|many years] has {name} worked"),
    ("phone, phone number, telephone, email, email address", "[how can I [reach|contact] {name}, what is the {noun}|what {noun} can I reach {name} at]"),
    ("address", "[where does {name} live, what is the address|at what address is {name}]"),
)  # fmt: skip
