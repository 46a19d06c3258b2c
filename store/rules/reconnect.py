"""When to come back to a customer: by their cadence, and because they have gone quiet.

The word is "reconnect": nobody was neglected. Those who want to be left alone and former customers are never listed;
nobody is before the day until which the owner means to leave them be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from store.records.customer import Customer
from store.records.interaction import Interaction, Mood
from store.rules.cadence import cadence_of, later_by, limits_of
from store.rules.rhythm import Contact, Rhythm, mood_at_the_end, rhythm_of
from store.rules.working_time import start_of_day

# Whoever is to be kept in touch with and never was is to be come back to at once.
_AT_ONCE = 1
_OTHERS = 3
BRIEF_S = 60 * 86_400


class Reconnect(NamedTuple):
    """A customer's row of the agenda, see `quiet.py` for what each place holds."""

    shown_from: int
    customer: int
    rank: int
    name: str
    last: int
    usual_s: int
    quiet: int
    gentle: int = 0
    firm: int = 0
    mood: Mood = ""
    unresolved: int = 0
    cadence: str = ""
    tag: str = ""
    cadence_tag: str = ""

    def to_row(self) -> list[Any]:
        """Return it without the places at its end that say nothing."""
        row = list(self)
        while not row[-1]:
            row.pop()
        return row


def is_real(interaction: Interaction) -> bool:
    """Whether an interaction counts for a cadence and a rhythm: all do but an acknowledgement, which is no answer."""
    return not interaction.is_acknowledgement


def contacts_of(interactions: Iterable[Interaction]) -> list[Contact]:
    """Return the real ones of a customer's interactions."""
    return [Contact.at(one.when, one.mood) for one in interactions if is_real(one)]


def reconnect_of(
    customer: Customer,
    contacts: Sequence[Contact],
    unresolved: int,
    cadences: Mapping[str, str],
    rhythms: Callable[[], Mapping[str, Rhythm]],
    zone: tzinfo,
) -> Reconnect | None:
    """Return a customer's row; None where there never is a reason to come back to them by rule.

    Args:
        customer: whose.
        contacts: their real interactions, in any order.
        unresolved: the id of a conversation that waits on us or on a third party, 0 for none.
        cadences: the shop's cadences by tag.
        rhythms: gives the rhythms of tags, where they are asked for.
        zone: the shop's.
    """
    if customer.do_not_contact or customer.stage == "former":
        return None
    last = max(contacts, default=None)
    rhythm, tag = rhythm_of(contacts), ""
    if rhythm is None and last is not None and customer.tags:
        rhythm, tag = _rhythm_of_tags(customer.tags, rhythms())
    last_s = max(1, last.second) if last is not None else 0
    quiet = last_s + rhythm.limit_s if rhythm is not None else 0
    cadence, cadence_tag = cadence_of(customer.cadence, customer.tags, cadences)
    gentle = firm = 0
    if cadence:
        counted_from = datetime.fromtimestamp(last.second, zone).date() if last is not None else customer.since
        if counted_from is None:
            gentle = _AT_ONCE
        elif later_by(counted_from, cadence) < date.max:
            gentle, firm = (_begin_of(day, zone) for day in limits_of(counted_from, cadence))
    reasons = [*([quiet + 1] if quiet else []), *([gentle] if gentle else [])]
    if not reasons:
        return None
    mood = mood_at_the_end(contacts)
    left_be = _begin_of(customer.leave_until, zone) if customer.leave_until is not None else 0
    return Reconnect(
        shown_from=max(min(reasons), left_be, _AT_ONCE),
        customer=customer.id,
        rank=rank_of(mood, unresolved, is_brief=not cadence and not tag and is_brief(contacts)),
        name=customer.shown_name,
        last=last_s,
        usual_s=rhythm.usual_s if rhythm is not None else 0,
        quiet=quiet,
        gentle=gentle,
        firm=firm,
        mood=mood,
        unresolved=unresolved,
        cadence=cadence,
        tag=tag,
        cadence_tag=cadence_tag,
    )


def rank_of(mood: Mood, unresolved: int, *, is_brief: bool = False) -> int:
    """Return how much it matters to come back to somebody, 0 the most, 4 the least.

    The upset with something unresolved come first, then the upset, then those with something unresolved; last comes
    whose contacts were brief (`is_brief`). Among equals whoever has just gone quiet comes first: they are the likeliest
    to come back.
    """
    rank = (0 if mood == "upset" else 2) + (0 if unresolved else 1)
    return rank + 1 if rank == _OTHERS and is_brief else rank


def is_brief(contacts: Sequence[Contact]) -> bool:
    """Return whether all contacts lie within two months: they may have been about one matter, which is over."""
    return bool(contacts) and max(contacts).second - min(contacts).second < BRIEF_S


def own_rhythm(row: Sequence[object] | None) -> Rhythm | None:
    """Return the rhythm that a row tells of its customer's own; None where it is a tag's, or there is none."""
    if row is None or not row[0]:
        return None
    found = Reconnect(*row)  # type: ignore[arg-type]
    return Rhythm(found.usual_s, found.quiet - found.last) if found.quiet and not found.tag else None


def _rhythm_of_tags(tags: Iterable[str], rhythms: Mapping[str, Rhythm]) -> tuple[Rhythm | None, str]:
    """Return the most frequent rhythm of these tags."""
    found = [(rhythms[tag.casefold()], tag) for tag in tags if tag.casefold() in rhythms]
    return min(found, key=lambda one: (one[0].limit_s, one[1]), default=(None, ""))


def _begin_of(day: date, zone: tzinfo) -> int:
    try:
        return int(start_of_day(day, zone).timestamp())
    except (OverflowError, ValueError):  # the last days of the calendar, in some zones
        return int(datetime(9999, 12, 30).timestamp())
