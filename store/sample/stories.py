"""The stories of a bicycle workshop: what customers come with, and the course that each matter takes.

A course is the order of who contacts whom, and what is promised and kept on the way; a story is a course with a
subject, its own sentences (in `words/`, a file a language) and its season. The steps of a course are named by
their roles, and the sentences are found by story and role.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from store.records.interaction import Direction, Kind, Mood

Way = Literal[
    "opening",  # as the customer likes to write, or by telephone where the matter began in person
    "counter", "phone", "visit", "email", "letter", "social", "ring",
]  # fmt: skip
"""How a step is made; "ring" is a telephone call that wants to be called back."""

Fate = Literal["", "kept", "moved", "released", "broken"]
"""What a step does to the promise that is open in the matter."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise made at a step: its kind, and how many working days (of eight hours) lie before its due.

    `hour` is true where it is promised for an hour rather than for a day.
    """

    kind: str
    soonest: float
    latest: float
    hour: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One contact of a course.

    `after` is the least and the longest time since the step before, in working hours; for a customer who
    writes, in hours. `last_word` marks a message that needs no answer. `after_due` starts the time at the due of
    the promise. `hands_over` leaves the matter with a third party. `reopens` begins the
    matter anew, some days after it was resolved.
    """

    role: str
    direction: Direction
    way: Way = "opening"
    after: tuple[float, float] = (0.0, 0.0)
    kind: Kind = ""
    mood: Mood = ""
    pledge: Pledge | None = None
    fate: Fate = ""
    last_word: bool = False
    after_due: bool = False
    hands_over: bool = False
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of a matter in their order; `days` is about how long it takes, from first to last."""

    days: float
    steps: tuple[Step, ...]
    no_reply: bool = False
    checked: bool = False
    """Whether the owner may ask some days later if everything runs well."""

    def __len__(self) -> int:
        """How many contacts it takes."""
        return len(self.steps)


_came = partial(Step, direction="in")
_went = partial(Step, direction="out")

_ASKED = _came(role="ask", kind="question")
_WANTED = _came(role="ask", kind="request")
_READY = _went(role="ready", fate="kept")
_COLLECTED = _came(role="collect", way="counter", after=(1, 16), kind="sale", mood="happy")
_CONTENT = _came(role="content", after=(1, 30), kind="thanks", mood="happy", last_word=True)
_PARCEL = Pledge("order", 4, 8)
_ORDERED = _went(role="ordered", after=(0.3, 6), pledge=_PARCEL, hands_over=True)
_ARRIVED = _went(role="arrived", fate="kept")

COURSES: Mapping[str, Course] = {
    "repair": Course(
        4,
        (_ASKED, _went(role="offer", after=(0.1, 5), pledge=Pledge("repair", 1, 3)), _READY, _COLLECTED),
        checked=True,
    ),
    "walk_in": Course(
        2,
        (
            _came(role="bring", way="counter", kind="request", pledge=Pledge("repair", 0.4, 2, hour=True)),
            _READY,
            _COLLECTED,
        ),
        checked=True,
    ),
    "quick": Course(1, (_ASKED, _went(role="answer", after=(0.05, 3)))),
    "talk": Course(
        2,
        (
            _ASKED,
            _went(role="answer", after=(0.05, 5)),
            _came(role="reply", after=(0.1, 20), mood="happy", last_word=True),
        ),
    ),
    "order": Course(11, (_WANTED, _ORDERED, _ARRIVED, _COLLECTED)),
    "delayed": Course(
        16,
        (
            _WANTED,
            _ORDERED,
            _went(role="delay", fate="moved"),
            _ARRIVED,
            _came(role="collect", way="counter", after=(1, 16), kind="sale", mood="neutral"),
        ),
    ),
    "complaint": Course(
        3,
        (
            _came(role="complain", kind="complaint", mood="upset"),
            _went(role="ack", after=(0.05, 0.7), kind="ack", pledge=Pledge("ack", 0.7, 1.5, hour=True)),
            _went(role="sorry", fate="kept"),
            _CONTENT,
        ),
    ),
    "exchange": Course(
        9,
        (
            _came(role="complain", kind="complaint", mood="upset"),
            _went(role="sorry", after=(0.2, 4), pledge=Pledge("order", 3, 6), hands_over=True),
            _ARRIVED,
            _CONTENT,
        ),
        checked=True,
    ),
    "grumble": Course(
        2,
        (
            _came(
                role="complain",
                way="counter",
                kind="complaint",
                mood="upset",
                pledge=Pledge("answer", 0.6, 1.2, hour=True),
            ),
            _went(role="done", way="phone", fate="kept"),
            _came(role="content", after=(0.5, 20), mood="neutral", last_word=True),
        ),
    ),
    "callback": Course(
        1,
        (
            _came(role="missed", way="ring", kind="question", pledge=Pledge("callback", 0.3, 0.6, hour=True)),
            _went(role="call", way="phone", fate="kept"),
        ),
    ),
    "quote": Course(
        4,
        (
            _WANTED,
            _went(role="ack", after=(0.05, 2), kind="ack", pledge=Pledge("ack", 1, 2)),
            _went(role="quote", fate="kept"),
            _came(role="accept", after=(3, 50), kind="sale", last_word=True),
        ),
    ),
    "reopened": Course(
        17,
        (
            _ASKED,
            _went(role="offer", after=(0.2, 5), pledge=Pledge("repair", 1, 3)),
            _READY,
            _COLLECTED,
            _came(role="again", kind="complaint", mood="upset", reopens=True),
            _went(role="again_offer", after=(0.1, 2), pledge=Pledge("repair", 1, 2)),
            _went(role="again_ready", fate="kept"),
        ),
    ),
    "released": Course(
        5,
        (
            _WANTED,
            _went(role="booked", after=(0.2, 5), pledge=Pledge("fitting", 3, 6)),
            _came(role="cancel", mood="neutral", fate="released", last_word=True),
        ),
    ),
    "broken": Course(
        5,
        (
            _ASKED,
            _went(role="promised", after=(0.2, 5), pledge=Pledge("answer", 1, 2)),
            _came(role="angry", after=(2, 12), kind="complaint", mood="upset", after_due=True),
            _went(role="sorry", after=(0.1, 2), fate="broken"),
            _CONTENT,
        ),
    ),
    "praise": Course(1, (_came(role="praise", kind="thanks", mood="happy"),), no_reply=True),
    "compliment": Course(
        1,
        (
            _came(role="praise", way="social", kind="compliment", mood="happy"),
            _went(role="thanks", after=(0.1, 6), kind="thanks"),
        ),
    ),
    "idea": Course(
        1,
        (
            _came(role="suggest", kind="suggestion", mood="neutral"),
            _went(role="thanks", after=(0.2, 8), kind="thanks"),
        ),
    ),
    "visit": Course(
        2,
        (
            _came(role="ask", way="phone", kind="request", pledge=Pledge("visit", 0.4, 2, hour=True)),
            _went(role="visit", way="visit", fate="kept"),
        ),
    ),
    "booking": Course(
        6,
        (
            _WANTED,
            _went(role="booked", after=(0.1, 5), pledge=Pledge("fitting", 2, 6, hour=True)),
            _came(role="come", way="counter", kind="sale", mood="happy", fate="kept"),
        ),
    ),
    "desk": Course(
        1,
        (
            _came(role="ask", way="phone", kind="request", pledge=Pledge("document", 0.4, 1.5, hour=True)),
            _went(role="sent", way="email", fate="kept"),
        ),
    ),
    "post": Course(
        3,
        (
            _came(role="ask", way="letter", kind="request"),
            _went(role="sent", way="letter", after=(2, 12)),
        ),
    ),
    "warranty": Course(
        15,
        (
            _came(role="ask", kind="complaint", mood="upset"),
            _went(role="claim", after=(0.3, 4), pledge=Pledge("warranty", 8, 12), hands_over=True),
            _went(role="update", after=(20, 40)),
            _ARRIVED,
            _COLLECTED,
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A matter that customers come with.

    `weight` is how often it comes, beside the others. `months` are those in which it comes (empty: all year).
    `owned` stories are about a thing of the customer's. `business` ones come from businesses alone. `upset` is
    true where the customer is unhappy from the start, whatever the course says. `price` is the least and the most
    that it costs, in euros.
    """

    key: str
    course: str
    tags: tuple[str, ...] = ()
    weight: int = 2
    months: tuple[int, ...] = ()
    owned: bool = False
    business: bool = False
    upset: bool = False
    price: tuple[int, int] = (20, 90)

    @property
    def shape(self) -> Course:
        """The course that it takes."""
        return COURSES[self.course]

    def in_season(self, month: int) -> bool:
        """Return whether customers come with it in `month`, 1 to 12."""
        return not self.months or month in self.months


STORIES: tuple[Story, ...] = (
    Story(key="squeaky_brake", course="repair", tags=("brake",), weight=4, owned=True),
    Story(key="gears_skip", course="repair", tags=("gears",), weight=4, owned=True),
    Story(key="spokes_broken", course="repair", tags=("wheel",), weight=3, owned=True),
    Story(key="puncture", course="walk_in", tags=("tyre",), weight=6, owned=True, price=(12, 30)),
    Story(key="wheel_truing", course="walk_in", tags=("wheel",), weight=4, owned=True),
    Story(key="chain_worn", course="walk_in", tags=("chain",), weight=4, owned=True, price=(55, 110)),
    Story(key="price_question", course="quick", weight=3, price=(60, 120)),
    Story(key="opening_hours", course="quick", weight=2),
    Story(key="in_stock", course="quick", tags=("parts",), weight=3),
    Story(key="kids_bike_size", course="quick", tags=("kids",), weight=2),
    Story(key="tyre_choice", course="talk", tags=("tyre",), weight=2, owned=True, price=(28, 46)),
    Story(key="child_seat", course="talk", tags=("kids",), weight=2, owned=True),
    Story(key="luggage_rack", course="order", tags=("parts",), weight=4, owned=True),
    Story(key="late_delivery", course="delayed", tags=("parts", "late"), weight=2),
    Story(key="scratched_paint", course="complaint", tags=("paint",), weight=1, owned=True),
    Story(key="wrong_part", course="exchange", tags=("parts",), weight=1),
    Story(key="waited_too_long", course="grumble", weight=1),
    Story(key="callback", course="callback", weight=4),
    Story(key="quote_wheels", course="quote", tags=("wheel",), weight=2, owned=True, price=(420, 760)),
    Story(key="used_bike", course="quote", tags=("used",), weight=2, owned=True, price=(120, 480)),
    Story(key="fleet_quote", course="quote", tags=("fleet",), weight=2, business=True, price=(180, 520)),
    Story(key="still_creaks", course="reopened", tags=("creak",), weight=1, owned=True),
    Story(key="wheel_build_off", course="released", tags=("wheel",), weight=1),
    Story(key="forgotten_call", course="broken", tags=("frame",), weight=1),
    Story(key="thank_you", course="praise", weight=2, owned=True),
    Story(key="compliment", course="compliment", weight=2),
    Story(key="suggestion", course="idea", weight=1),
    Story(key="pickup", course="visit", tags=("pickup",), weight=2, owned=True),
    Story(key="lost_key", course="visit", tags=("lock",), weight=1, price=(15, 40)),
    Story(
        key="winter_service", course="booking", tags=("service",), weight=6, months=(10, 11, 12, 1, 2), price=(60, 120)
    ),
    Story(key="spring_service", course="booking", tags=("service",), weight=6, months=(2, 3, 4, 5), price=(60, 120)),
    Story(key="saddle_fit", course="booking", tags=("fit",), weight=2, owned=True, price=(60, 110)),
    Story(key="rental", course="booking", tags=("rental",), weight=3, months=(4, 5, 6, 7, 8, 9)),
    Story(key="stolen_bike", course="desk", tags=("stolen",), weight=1, owned=True, upset=True),
    Story(key="gift_voucher", course="desk", tags=("voucher",), weight=2, price=(30, 100)),
    Story(key="invoice_copy", course="post", tags=("invoice",), weight=2),
    Story(key="warranty_frame", course="warranty", tags=("frame", "warranty"), weight=1, owned=True),
    Story(key="ebike_battery", course="warranty", tags=("e-bike",), weight=1, owned=True),
)

STORY_OF: Mapping[str, Story] = {story.key: story for story in STORIES}

PLAIN: Mapping[str, Step] = {
    "tubes": _came(role="tubes", way="counter", kind="sale", mood="neutral"),
    "oil": _came(role="oil", way="counter", kind="sale"),
    "air": _came(role="air", way="counter", mood="happy"),
    "look": _came(role="look", way="counter", kind="question"),
    "well": _came(role="well", way="phone", kind="compliment", mood="happy"),
    "card": _went(role="card", way="letter", kind="thanks"),
    "season": _went(role="season"),
}
"""Contacts that belong to no matter: they open no conversation."""
