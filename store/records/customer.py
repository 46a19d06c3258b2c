"""A person or business that the shop serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from store.records.contact_person import ContactPerson, Gender, Labelled

Formality = Literal["", "formal", "familiar"]
Stage = Literal["lead", "new", "regular", "lapsed", "former"]
STAGES: tuple[Stage, ...] = ("lead", "new", "regular", "lapsed", "former")
DateCalendar = Literal["", "lunar"]
Reason = Literal["date", "name_day", "since", "first_sale", "compliment", "referral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Where a customer lives or works, in the parts that every country's layout is made from.

    `street` may have several lines. `country` is an ISO code where it is known, else the name as it was given.
    """

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDate:
    """A date worth remembering, such as a birthday; `year` is 0 where it is not known.

    `month` is 1 to 12 and `day` 1 to 31; 29 February is kept as such. In the `calendar` "lunar", the Korean one, they
    are its year, month and day (1 to 30), and `leap_month` says that the month was one of those that come twice.
    """

    label: str
    month: int
    day: int
    year: int = 0
    calendar: DateCalendar = ""
    leap_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """That a day of theirs was marked or a thank-you card written, or that it was passed over this time.

    `reason` and `on` say for what: the day as it fell in its year, or the day of what was to be thanked for. `label` is
    that of a date. The thanks for a referral are ticked on the customer who was sent, so that one made of two, or
    brought into another book, keeps them.
    """

    reason: Reason
    on: date
    label: str = ""
    state: Literal["done", "passed"] = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What was agreed in advance and is used up bit by bit: "3 of 5 visits left" is `total` 5, `used` 2."""

    what: str
    total: int
    used: int = 0

    @property
    def left(self) -> int:
        """How many are left, never below 0."""
        return max(0, self.total - self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer; everything but the id may be missing, so that a phone number alone is a customer.

    `call_by` is exactly what the owner says to them (vocative, honorific included) and `name_forms` holds the
    forms that a grammar needs ("accusative", "genitive", …); both are used as they are and never changed by code.
    `language` and `second_language` are ISO 639-1 codes. `referred_by` is the id of another customer. `uids` are the
    identifiers that address books gave to this customer, so that an import finds them again. `cadence` is how often to
    keep in touch, as `rules/cadence.py` has it: empty for that of their tags, `off` for none. Until the day
    `leave_until` the owner means to leave them be. `ideas` is what would please
    them, and `ticks` are their days that were marked and their cards that were posted.
    """

    id: int = 0
    name: str = ""
    call_by: str = ""
    name_forms: Mapping[str, str] = field(default_factory=dict)
    gender: Gender = "unknown"
    company: str = ""
    recognise_by: str = ""
    language: str = ""
    second_language: str = ""
    formality: Formality = ""
    stage: Stage = "new"
    since: date | None = None
    referred_by: int | None = None
    preferences: str = ""
    terms: str = ""
    allowances: tuple[Allowance, ...] = ()
    phones: tuple[Labelled, ...] = ()
    emails: tuple[Labelled, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    handles: tuple[Labelled, ...] = ()
    dates: tuple[MarkedDate, ...] = ()
    ideas: str = ""
    ticks: tuple[Tick, ...] = ()
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    do_not_contact: bool = False
    cadence: str = ""
    leave_until: date | None = None
    contacts: tuple[ContactPerson, ...] = ()
    uids: tuple[str, ...] = ()

    @property
    def shown_name(self) -> str:
        """What stands for this customer in lists: the name, else company, phone, e-mail, handle, else the id."""
        for text in (self.name, self.company):
            if text.strip():
                return text
        for labelled in (*self.phones, *self.emails, *self.handles):
            if labelled.value.strip():
                return labelled.value
        return f"#{self.id}"

    @property
    def greeting_name(self) -> str:
        """How to call them to their face: `call_by` where it is set, else the name that stands in lists."""
        return self.call_by or self.shown_name
