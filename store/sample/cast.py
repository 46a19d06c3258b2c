"""Who takes part: each customer's language, stage and share of the history, and their record.

Contacts are spread unevenly, as in every shop: a few businesses come daily, most customers a few times a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from store.records.contact_person import Labelled
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress, Stage
from store.records.interaction import Channel
from store.records.thing import Thing
from store.sample.opening import DAY, Opening
from store.sample.people import People
from store.sample.words import Words, words_in

ChannelAs = tuple[Channel, str]
"""A channel and the name under which it is known, empty where that is its own."""

WRITTEN: Mapping[str, tuple[ChannelAs, ...]] = {
    "en": (("email", ""), ("chat", "whatsapp"), ("sms", ""), ("social", "instagram")),
    "tr": (("chat", "whatsapp"), ("email", ""), ("social", "instagram"), ("sms", "")),
    "ko": (("chat", "kakao"), ("email", ""), ("social", "instagram"), ("sms", "")),
    "el": (("chat", "viber"), ("email", ""), ("social", "facebook"), ("sms", "")),
    "bg": (("chat", "viber"), ("email", ""), ("social", "facebook"), ("sms", "")),
}

# Of twenty customers eight speak English, and three each of the others.
_LANGUAGES = ("en", "tr", "en", "ko", "en", "el", "en", "bg", "en", "tr", "ko", "en", "el", "bg", "en", "tr", "ko",
              "el", "bg", "en")  # fmt: skip

_BIKES = ("Velano City", "Velano 28", "Corvetta Gravel", "Lumenia E-28", "Pikkolo 20", "Cargonda", "Brisella Tour",
          "Tarandel Fold", "Mistrella Cross", "Kolibra Race", "Ostrel Trail", "Lumenia E-Cargo")  # fmt: skip
_TAGS = ("commuter", "racing", "family", "e-bike", "touring", "student", "neighbour")

_STAGES: tuple[Stage, ...] = ("regular", "new", "lapsed", "former")

DAILY = 2000
_MANY = 1500
_PER_LANE_AND_YEAR = 120


@dataclass(slots=True, kw_only=True)
class CustomerPlan:
    """What a customer's history will be, before it is told.

    `contacts` are the interactions to be told, between the instants `begins` and `ends`, in as many `lanes`
    of matters at once as that takes; `days` is how many days ago they began, where that is set. `cadence` is how often
    to keep in touch. `written` are the channels on which they write, the favourite one first.
    """

    id: int
    language: str
    contacts: int
    business: bool
    stage: Stage = "regular"
    begins: int = 0
    ends: int = 0
    lanes: int = 1
    name: str = ""
    contact: str = ""
    written: tuple[ChannelAs, ...] = ()
    cadence: str = ""
    days: int = 0
    things: list[tuple[int, str]] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The sentences in their language."""
        return words_in(self.language)


def plan_customers(customers: int, interactions: int, years: int, rng: Random) -> list[CustomerPlan]:
    """Return a plan for each of `customers`, whose contacts add up to `interactions` over `years` years."""
    counts = _spread(customers, interactions, rng)
    plans = []
    for index, contacts in enumerate(counts):
        language = _LANGUAGES[index % len(_LANGUAGES)]
        business = contacts > 60 * years or index % 15 == 7
        plan = CustomerPlan(id=index + 1, language=language, contacts=contacts, business=business)
        plan.stage = _stage(plan, rng)
        plan.lanes = max(1, round(contacts / (_PER_LANE_AND_YEAR * years))) if business else 1
        options = WRITTEN[language]
        favourite = options[rng.choices((0, 1, 2, 3), (45, 30, 15, 10))[0]]
        plan.written = (favourite, *options)
        plans.append(plan)
    return plans


def set_periods(plans: list[CustomerPlan], clock: Opening, now: int, years: int, rng: Random) -> None:
    """Set when each customer's history begins and ends, by stage; it ends while the shop was open."""
    open_now = clock.position(now)
    start = now - years * 365 * DAY
    for plan in plans:
        plan.begins = start + int(rng.random() ** 2 * 0.5 * (now - start))
        plan.ends = clock.at(open_now - rng.uniform(900, 60_000))
        if plan.stage in ("new", "lead"):
            plan.begins = now - rng.randint(45, 85) * DAY
        elif plan.stage in ("lapsed", "former"):
            plan.begins = start + rng.randint(1, 30) * DAY
            plan.ends = clock.at(clock.position(now - rng.randint(200, 270) * DAY))
        if plan.days:
            plan.begins = now - plan.days * DAY


def introduce(
    plan: CustomerPlan, people: People, first_thing: int, clock: Opening, now: int, rng: Random
) -> Iterator[Customer | Thing]:
    """Yield the record of a customer and those of their things, numbered from `first_thing`."""
    today = clock.when(now).date()
    since = clock.when(plan.begins).date()
    if plan.stage in ("regular", "lapsed", "former") and rng.random() < 0.6:
        since -= timedelta(days=rng.randint(30, 3000))
    bikes = 0 if plan.stage == "lead" else rng.choices((1, 2, 3), (70, 22, 8))[0]
    plan.things = [(first_thing + number, rng.choice(_BIKES)) for number in range(bikes)]
    if plan.business:
        yield _business(plan, people, since, rng)
    else:
        customer = _private(plan, people, since, rng)
        plan.name = customer.name
        yield customer
    for identity, name in plan.things:
        bought = max(since, today - timedelta(days=rng.randint(40, 1100)))
        yield Thing(
            id=identity,
            customer=plan.id,
            name=name,
            serial=f"PS{bought.year % 100:02d}-{identity:05d}",
            warranty_until=bought + timedelta(days=730) if rng.random() < 0.7 else None,
        )


def _spread(customers: int, interactions: int, rng: Random) -> list[int]:
    """Return contacts a customer, at least one each; at 100,000 some have exactly 2,000, and none more."""
    daily = [DAILY] * (customers // 4000)
    others = customers - len(daily)
    rest = interactions - sum(daily) - others
    weights = [min(rng.paretovariate(1.1), 80.0) for _ in range(others)]
    scale = rest / sum(weights)
    counts = [1 + min(int(weight * scale), _MANY) for weight in weights]
    missing = interactions - sum(daily) - sum(counts)
    while missing:
        index = rng.randrange(others)
        if counts[index] < _MANY:
            counts[index] += 1
            missing -= 1
    for count_ in daily:
        counts.insert(rng.randrange(len(counts)), count_)
    return counts


def _stage(plan: CustomerPlan, rng: Random) -> Stage:
    if plan.business or plan.contacts > 15:
        return "regular"
    if plan.contacts <= 3 and rng.random() < 0.4:
        return "lead"
    return rng.choices(_STAGES, (74, 12, 11, 3))[0]


def _business(plan: CustomerPlan, people: People, since: date, rng: Random) -> Customer:
    words = plan.words.people
    contact = people.contact(plan.language)
    plan.contact = contact.name
    return Customer(
        id=plan.id,
        company=people.company(plan.language),
        call_by=contact.call_by,
        language=plan.language,
        formality="formal",
        stage=plan.stage,
        since=since,
        terms=people.note(plan.language, "terms"),
        allowances=(Allowance(what=words["visits"][0], total=12, used=rng.randint(1, 9)),),
        phones=(people.phone(plan.language),),
        addresses=(people.address(plan.language),),
        tags=("fleet",),
        contacts=(contact,),
    )


def _private(plan: CustomerPlan, people: People, since: date, rng: Random) -> Customer:
    if plan.stage == "lead" and rng.random() < 0.5:
        # Whoever rang once may be no more than a number.
        return Customer(
            id=plan.id,
            language=plan.language,
            stage="lead",
            since=since,
            phones=(people.phone(plan.language),),
        )
    person = people.person(plan.language)
    handles: tuple[Labelled, ...] = ()
    if plan.written[0][1] in ("instagram", "facebook"):
        handles = (Labelled(value=f"rider{plan.id}", label=plan.written[0][1]),)
    addresses: tuple[PostalAddress, ...] = ()
    if rng.random() < 0.5:
        addresses = (people.address(plan.language),)
    dates: tuple[MarkedDate, ...] = ()
    if rng.random() < 0.2:
        dates = (MarkedDate(label="birthday", month=rng.randint(1, 12), day=rng.randint(1, 28)),)
    return Customer(
        id=plan.id,
        name=person.name,
        call_by=person.call_by,
        name_forms=person.forms,
        gender=person.gender,
        recognise_by=people.note(plan.language, "recognise_by") if rng.random() < 0.6 else "",
        language=plan.language,
        formality=person.formality,
        stage=plan.stage,
        since=since,
        referred_by=rng.randrange(1, plan.id) if plan.id > 5 and rng.random() < 0.12 else None,
        preferences=people.note(plan.language, "preferences") if rng.random() < 0.3 else "",
        phones=(people.phone(plan.language),),
        emails=(people.email(person.name),) if rng.random() < 0.8 else (),
        handles=handles,
        addresses=addresses,
        dates=dates,
        cadence=plan.cadence,
        tags=(rng.choice(_TAGS),) if rng.random() < 0.6 else (),
    )
