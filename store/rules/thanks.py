"""Thank-you cards: what one is suggested for, what to mention in it, and the agenda's rows of cards and days to mark.

A card is suggested after a first purchase, a compliment, a customer whom they sent, and a full year with the shop (the
first, and every fifth). Each comes once: it goes when it was posted, or passed over, and by itself after thirty days,
since a card that comes later surprises more than it pleases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from store.records.customer import Customer, Reason, Tick
from store.records.interaction import Interaction, Kind
from store.records.thing import Thing
from store.rules.agenda import AgendaRow, short, without_empty
from store.rules.marked_dates import LINGERS, DayToMark, days_to_mark
from store.rules.working_time import start_of_day

SUGGESTED_FOR = timedelta(days=30)
# So far ahead the agenda has the days to mark; it is written anew before that runs out.
_AHEAD = timedelta(days=60)
_BACK = timedelta(days=7)
_NEW_FOR = timedelta(days=365)
_RENEWED_BEFORE = timedelta(days=30)
THANKED_KINDS: tuple[Kind, ...] = ("sale", "compliment")
_MARKS = tuple(b'"kind":"%b"' % kind.encode() for kind in THANKED_KINDS)


class Reach(NamedTuple):
    """From when and until when the agenda has what is to be marked and thanked for: looked at on any day between."""

    since: date
    until: date

    @classmethod
    def on(cls, today: date) -> Reach:
        """Return the reach of an agenda that is written today."""
        return cls(today - _BACK, today + _AHEAD)

    @classmethod
    def read(cls, said: object) -> Reach | None:
        """Return the reach that `written` wrote; None where that is no reach."""
        if not isinstance(said, list):
            return None
        try:
            return cls(*(date.fromisoformat(day) for day in said))
        except (ValueError, TypeError):
            return None

    def written(self) -> list[str]:
        """Return it as it stands in the agenda's header."""
        return [self.since.isoformat(), self.until.isoformat()]

    def holds(self, today: date) -> bool:
        """Whether everything of a day is in it."""
        return self.since <= today <= self.until

    def is_long(self, today: date) -> bool:
        """Whether it holds for long enough not to be renewed yet."""
        return self.since <= today <= self.until - _RENEWED_BEFORE

    @property
    def cards_since(self) -> date:
        """The first day on which something can have happened that a card is still suggested for."""
        return self.since - SUGGESTED_FOR


def may_be_thanked_for(text: bytes) -> bool:
    """Whether a stored interaction is of a kind that a card is suggested for."""
    return any(mark in text for mark in _MARKS)


def can_be_first_sale(entry: Interaction, customer: Customer) -> bool:
    """Whether a purchase can be their first: whoever is a regular, or known for over a year, bought before the book.

    One that was thanked for already is not thanked for again.
    """
    is_old = customer.since is not None and entry.when.date() - customer.since > _NEW_FOR
    return customer.stage in ("lead", "new") and not is_old and not _is_thanked(customer.ticks, "first_sale", None)


def can_be_thanked(customer: Customer) -> bool:
    """Whether cards are suggested for a customer: not for one who wants to be left alone, or is one no more."""
    return not customer.do_not_contact and customer.stage != "former"


def row_of_entry(
    entry: Interaction, customer: Customer, reach: Reach, is_first_sale: Callable[[], bool]
) -> AgendaRow | None:
    """Return the row of the card that an entry suggests, None where it suggests none.

    Args:
        entry: it.
        customer: whose it is.
        reach: of the agenda.
        is_first_sale: tells whether the book knows of no purchase before; asked only where that matters.
    """
    reason: Reason
    if entry.kind == "compliment" and entry.direction == "in":
        reason = "compliment"
    elif entry.kind == "sale" and can_be_first_sale(entry, customer) and is_first_sale():
        reason = "first_sale"
    else:
        return None
    on = entry.when.date()
    if on < reach.cards_since or not can_be_thanked(customer) or _is_thanked(customer.ticks, reason, on):
        return None
    row: AgendaRow = {
        "row": f"t{entry.id}",
        "kind": "card",
        "id": entry.id,
        "from": entry.when.isoformat(timespec="seconds"),
        "customer": customer.id,
        "customer_name": customer.shown_name,
        "what": short(entry.words[0] if entry.words else entry.text),
        "reason": reason,
        "on": on.isoformat(),
    }
    return without_empty(row)


def row_of_referral(sent: Customer, sender: Customer, reach: Reach, zone: tzinfo) -> AgendaRow | None:
    """Return the row of the card to whoever sent a customer, on the day on which that one became one; None for none."""
    on = sent.since
    if on is None or on < reach.cards_since or not can_be_thanked(sender) or _is_thanked(sent.ticks, "referral", on):
        return None
    return {
        "row": f"s{sent.id}",
        "kind": "card",
        "id": sent.id,
        "from": start_of_day(on, zone).isoformat(timespec="seconds"),
        "customer": sender.id,
        "customer_name": sender.shown_name,
        "what": sent.shown_name,
        "reason": "referral",
        "on": on.isoformat(),
        "sent": sent.id,
    }


def row_of_days(customer: Customer, reach: Reach, lead_days: int, zone: tzinfo) -> AgendaRow | None:
    """Return the row of the days to mark with a customer, each with when it is shown from; None where none comes.

    Args:
        customer: with whom.
        reach: of the agenda.
        lead_days: how many days ahead each is shown, 0 or more.
        zone: the shop's.
    """
    lead = timedelta(days=lead_days)
    days = [
        day
        for day in days_to_mark(customer, reach.since - SUGGESTED_FOR, reach.until + lead)
        if day.is_worth_a_card or day.on >= reach.since - LINGERS
    ]
    if not days:
        return None
    return {
        "row": f"g{customer.id}",
        "kind": "days",
        "id": customer.id,
        "from": start_of_day(days[0].on - lead, zone).isoformat(timespec="seconds"),
        "customer": customer.id,
        "customer_name": customer.shown_name,
        "days": [_day(day, lead) for day in days],
    }


def mention(customer: Customer, timeline: Sequence[Interaction], things: Sequence[Thing], entry: int = 0) -> str:
    """Return something from their history to mention in a card, empty where nothing is known.

    The entry that the card is for; else the last time they were happy, in their own words where those are kept; else
    what the shop looks after for them; else what they came for last; else what they prefer.

    Args:
        customer: to whom.
        timeline: their history, newest first.
        things: theirs.
        entry: the id of the entry that the card is for, 0 where it is for none.
    """
    told = [one for one in timeline if one.direction == "in" and (one.words or one.text)]
    for_it = next((one for one in told if one.id == entry), None)
    happy = next((one for one in told if one.mood == "happy"), None)
    if for_it is not None or happy is not None:
        return _said(for_it or happy)
    if things:
        return things[-1].name
    last = next((one for one in told if one.kind != "complaint" and one.mood != "upset"), None)
    return _said(last) if last is not None else short(customer.preferences)


def _said(entry: Interaction | None) -> str:
    return "" if entry is None else short(f"“{entry.words[0]}”" if entry.words else entry.text)


def _is_thanked(ticks: Iterable[Tick], reason: Reason, on: date | None) -> bool:
    """Whether a card was posted for it, or passed over: compliments by their day, the others there are once."""
    return any(tick.reason == reason and (reason != "compliment" or tick.on == on) for tick in ticks)


def _day(day: DayToMark, lead: timedelta) -> dict[str, object]:
    row: dict[str, object] = {"reason": day.reason, "on": day.on.isoformat(), "from": (day.on - lead).isoformat()}
    if day.label:
        row["label"] = day.label
    if day.years is not None:
        row["years"] = day.years
    if day.is_worth_a_card:
        row["is_card"] = True
    return row
