"""Other nouns for the same column: pay for salary, number of beds for bed count, date of hire for hire date.

Knows words, not schemas: whether a noun would be mistaken for another column's is the speaker's to see.
"""

from functools import lru_cache

from text2sql.lexicon.listing import commas
from text2sql.lexicon.naming import plural, spoken

# Each line is one thing; any of its words may stand for any other.
_SAME = tuple(
    commas(line)
    for line in (
        "salary, pay, wage, earnings",
        "price, cost",
        "revenue, income, turnover",
        "profit, earnings",
        "expense, spending, outlay",
        "phone, phone number, telephone number, contact number",
        "email, email address, mail address, e-mail",
        "address, street address",
        "gender, sex",
        "department, division",
        "job title, position, role, post",
        "education, degree, level of education, qualification",
        "date of birth, birth date, birthday, dob",
        "year of birth, birth year",
        "hire date, joining date, start of employment",
        "home town, hometown",
        "manager, head, boss",
        "person in charge, head",
        "teacher, instructor",
        "class teacher, homeroom teacher, form teacher, form tutor",
        "student number, student id, student no",
        "order status, status of the order",
        "registration fee, consultation fee",
        "sales channel, channel of sale",
        "signup date, sign-up date, registration date",
        "insurance, insurance cover, health insurance",
        "city, town",
        "country, nation",
        "category, type",
        "kind, type",
        "brand, make",
        "manufacturer, maker, producer",
        "supplier, vendor",
        "stock, inventory, stock level, units in stock",
        "quantity, number of units, qty",
        "rating, star rating",
        "discount, reduction",
        "budget, funding",
        "shipping fee, delivery fee, shipping cost, postage",
        "weight, mass",
        "duration, length",
        "area, floor space",
        "population, number of inhabitants, number of residents",
        "temperature, temp",
        "humidity, moisture",
        "mileage, distance covered",
        "expiry date, expiration date",
        "due date, deadline",
        "founding year, year founded, year of foundation",
        "year of construction, construction year, year built",
        "nationality, citizenship",
        "marital status, family status",
        "years of service, seniority, tenure",
        "overtime hours, overtime",
        "leave days, days off",
        "attendance rate, attendance",
        "bonus, extra pay",
        "status, state",
        "color, colour",
        "diagnosis, condition",
        "fee, charge",
        "tuition, school fees",
        "goals, goals scored",
        "matches, games, appearances",
        "views, number of views, view count",
        "likes, number of likes",
        "followers, number of followers, follower count",
        "downloads, number of downloads",
        "balance, account balance",
        "interest rate, rate of interest",
        "loan amount, amount of the loan",
        "premium, insurance premium",
        "power, wattage",
        "speed, velocity",
        "altitude, elevation, height above sea level",
        "author, writer",
        "publisher, publishing house",
        "remark, note, comment",
        "description, details",
        "postcode, zip code, postal code",
        "weekday, day of the week",
        "payment method, method of payment, way of payment",
        "delivery date, date of delivery",
        "maths, math, mathematics",
    )
)
# What rows are called beside the lexicon's nouns: (singular, plural), by the singular of the table.
_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "student": (("kid", "kids"), ("child", "children"), ("learner", "learners"), ("candidate", "candidates"), ("youngster", "youngsters")),
    "doctor": (("medic", "medics"), ("doc", "docs")),
    "customer": (("buyer", "buyers"), ("shopper", "shoppers"), ("purchaser", "purchasers")),
    "product": (("article", "articles"), ("item", "items")),
    "order": (("purchase", "purchases"),),
    "order item": (("line item", "line items"),),
    "visit": (("consultation", "consultations"), ("appointment", "appointments")),
    "employee": (("staff member", "staff members"), ("worker", "workers"), ("colleague", "colleagues")),
    "teacher": (("instructor", "instructors"), ("educator", "educators")),
    "book": (("volume", "volumes"),),
    "movie": (("film", "films"), ("picture", "pictures")),
    "song": (("track", "tracks"),),
    "car": (("automobile", "automobiles"),),
    "company": (("business", "businesses"), ("enterprise", "enterprises")),
    "user": (("account holder", "account holders"),),
    "player": (("athlete", "athletes"),),
    "restaurant": (("eatery", "eateries"),),
    "house": (("home", "homes"),),
    "city": (("town", "towns"),),
}  # fmt: skip
# What stands before a person's name, by the singular of the table.
TITLES: dict[str, tuple[str, ...]] = {
    "student": ("student ", "pupil ", "our student ", "my child ", "my kid "),
    "doctor": ("Dr. ", "Dr ", "Dr. ", "doctor "),
    "patient": ("patient ", "our patient ", "the patient "),
    "customer": ("customer ", "our customer ", "client "),
    "employee": ("employee ", "our colleague ", "staff member "),
    "teacher": ("teacher ", "our teacher "),
    "player": ("player ",),
    "user": ("user ", "the user "),
}
_HEADS: dict[str, tuple[str, ...]] = {
    "score": ("mark", "grade", "result"),
    "grade": ("mark", "score"),
    "salary": ("pay",),
    "cost": ("costs", "expense"),
    "fee": ("charge",),
    "quantity": ("units",),
    "percentage": ("share", "percent"),
    "temperature": ("temp",),
    "maximum": ("max",),
    "hours": ("number of hours",),
}
# Of what there is a date, a cost, a type: date of hire, cost of delivery.
_OF = {
    "date": frozenset(
        "hire delivery purchase payment registration admission inspection release publication birth departure arrival".split()
    ),
    "cost": frozenset("delivery repair production labor storage transport travel training maintenance".split()),
    "type": frozenset("contract cargo vehicle device work leave room event".split()),
    "status": frozenset("order payment delivery".split()),
    "rate": frozenset("growth attendance interest".split()),
}


@lru_cache(maxsize=65536)
def other_nouns(noun: str) -> tuple[str, ...]:
    """What else the noun may be called; empty for most.

    >>> other_nouns("bed count"), other_nouns("delivery cost")[-1], other_nouns("zorvan")
    (('number of beds', 'beds'), 'cost of delivery', ())
    """
    found = [other for line in _SAME if noun in line for other in line]
    words = noun.split()
    if len(words) > 1:
        front, head = " ".join(words[:-1]), words[-1]
        if head in ("count", "number", "qty") and front[-1].isalpha():
            found += [f"number of {plural_noun(front)}", plural_noun(front)] if head == "count" else []
        found += [f"{front} {other}" for other in _HEADS.get(head, ()) if " " not in other]
        if words[:2] == ["number", "of"]:
            found += [f"{' '.join(words[2:])} count", " ".join(words[2:])]
        if front in _OF.get(head, ()):
            found.append(f"{head} of {front}")
    return tuple(dict.fromkeys(other for other in found if other != noun))


def other_rows(singular: str) -> tuple[tuple[str, str], ...]:
    """What else rows may be called, singular and plural; empty for most."""
    return _ROWS.get(singular, ())


@lru_cache(maxsize=65536)
def written_out(noun: str) -> str:
    """The noun without abbreviations.

    >>> written_out("dept mgr"), written_out("avg resp ms")
    ('department manager', 'average resp ms')
    """
    return spoken(tuple(noun.split()))


@lru_cache(maxsize=65536)
def plural_noun(noun: str) -> str:
    """The plural, of the word that carries it.

    >>> plural_noun("date of birth"), plural_noun("diagnosis"), plural_noun("city")
    ('dates of birth', 'diagnoses', 'cities')
    """
    head, of, rest = noun.partition(" of ")
    if of:
        return f"{plural_noun(head)} of {rest}"
    front, _, last = noun.rpartition(" ")
    if last in _PLURALS:
        made = _PLURALS[last]
    elif last.endswith("sis"):
        made = f"{last[:-2]}es"
    elif last.endswith("s") and not last.endswith(("ss", "us")) and len(last) > 3:
        made = last
    else:
        made = plural(last)
    return f"{front} {made}".strip()


_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women", "staff": "staff", "sex": "sexes"}
