"""The shop itself: who it is, when it is open, what it aims for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LANGUAGES: tuple[str, ...] = ("en", "tr", "ko", "el", "bg")

DEFAULT_HOURS: tuple[str, ...] = ("09:00-18:00",) * 5 + ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """Opening hours a weekday, Monday first, that hold from `since` (None: always, until the next ones hold).

    Each day is as it is written in the settings: `09:00-13:00,14:00-18:00`; past midnight `18:00-02:00`; all day
    `00:00-24:00`; empty: closed.
    """

    since: date | None = None
    days: tuple[str, ...] = DEFAULT_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedTargets:
    """Response targets that hold from `since`: `email.first_answer` to seconds of working time, 0 for off."""

    since: date | None = None
    targets: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCountry:
    """The country (ISO code, or with a region `DE-BY`) that holds from `since`; it gives the public holidays."""

    since: date | None = None
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The shop's settings; a field that is empty was never set.

    `uid` tells this book's records from those of all others, in files for other programs; it is given once.
    `owner_gender` is for the phrases whose words depend on it. `holidays` are the public holidays of `country`
    written out (ISO date to name), so that nothing needs to work them out to read them. `closed` and `opened` are
    by ISO date, and win over everything else. `cadences` are by tag, as `rules/cadence.py` has them. `dates_lead_days`
    is how many days ahead a birthday or another day to mark is shown. `mail_command` is off while it is empty, see
    `rules/mail_command.py`.
    """

    id: int = 1
    uid: str = ""
    name: str = ""
    owner: str = ""
    owner_gender: Literal["", "female", "male"] = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    review: str = ""
    zone: str = ""
    language: str = ""
    languages_read: tuple[str, ...] = ()
    hours: tuple[DatedHours, ...] = ()
    countries: tuple[DatedCountry, ...] = ()
    targets: tuple[DatedTargets, ...] = ()
    closed: Mapping[str, str] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    holidays: Mapping[str, str] = field(default_factory=dict)
    promise_aim: float = 0.5
    promise_aim_ack: float = 0.2
    goodwill_budget: str = ""
    dates_lead_days: int = 7
    currency: str = ""
    cadences: Mapping[str, str] = field(default_factory=dict)
    mail_command: str = ""

    @property
    def country(self) -> str:
        """The country set last, empty where none is."""
        return self.countries[-1].country if self.countries else ""
