"""What a list of customers can be narrowed down to: stage, tag, language, last contact, and whether to contact them."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, get_args

from store.listing import Listed
from store.records.customer import STAGES

FacetKind = Literal["stage", "contact", "reach", "language", "tag"]
KINDS: tuple[FacetKind, ...] = get_args(FacetKind)

SILENT_MONTHS = (1, 3, 6, 12)
_CONTACTS = ("today", "week", "month", *(f"silent-{months}" for months in SILENT_MONTHS), "never")
_REACHES = ("do-not-contact", "may-be-contacted")


class Facet(NamedTuple):
    """One thing that is asked of a customer.

    Attributes:
        kind: about what.
        value: a stage; a tag as it was typed; a language's code, empty for none; `today`, `week`, `month` (in contact
            since it began), `silent-3` (was in contact, not for three months), `never`; `do-not-contact`,
            `may-be-contacted`.
    """

    kind: FacetKind
    value: str


def toggled(facets: Sequence[Facet], facet: Facet) -> tuple[Facet, ...]:
    """Return `facets` with `facet` added behind, or without it where it is among them.

    Of last contact and of whether to contact them only one can be asked: another takes the place of the first.
    """
    if facet in facets:
        return tuple(one for one in facets if one != facet)
    alone = facet.kind in ("contact", "reach")
    return (*(one for one in facets if not (alone and one.kind == facet.kind)), facet)


def wanted_by(facets: Iterable[Facet], now: datetime) -> Callable[[Listed], bool]:
    """Return what says whether a customer is asked for: all tags, and of every other kind one that is named.

    Args:
        facets: what is asked.
        now: aware, in the shop's zone.
    """
    by_kind: dict[FacetKind, list[str]] = {}
    for facet in facets:
        by_kind.setdefault(facet.kind, []).append(facet.value)
    stages, languages = frozenset(by_kind.get("stage", ())), frozenset(by_kind.get("language", ()))
    reaches, tags = frozenset(by_kind.get("reach", ())), frozenset(by_kind.get("tag", ()))
    spans = [_span(value, now) for value in by_kind.get("contact", ())]

    def is_wanted(customer: Listed) -> bool:
        traits = customer.traits
        return (
            (not stages or traits.stage in stages)
            and (not languages or traits.language in languages)
            and (not reaches or _REACHES[not traits.do_not_contact] in reaches)
            and (not tags or tags.issubset(traits.tags))
            and (not spans or any(first <= customer.last < end for first, end in spans))
        )

    return is_wanted


def counted(facets: Sequence[Facet], customers: Iterable[Listed], now: datetime) -> list[tuple[Facet, int]]:
    """Return every facet that could be added or taken off, with how many would be shown then, of those shown now.

    For a stage or a language beside one that is asked for already, that is how many would come to them. Tags stand in
    the order of how many have them, then by name; what nobody has is left out, unless it is asked for.

    Args:
        facets: what is asked now.
        customers: all of them.
        now: aware, in the shop's zone.
    """
    known = list(customers)
    counts: Counter[Facet] = Counter()
    for kind in KINDS:
        # Of several tags all are wanted, so that those shown now are the ones to count.
        others = facets if kind == "tag" else [one for one in facets if one.kind != kind]
        is_wanted = wanted_by(others, now)
        counts.update(_counted_of_kind(kind, [one for one in known if is_wanted(one)], now))
    for facet in facets:
        counts[facet] += 0
    known_order = {value: at for at, value in enumerate((*STAGES, *_CONTACTS, *_REACHES))}
    return sorted(
        ((facet, number) for facet, number in counts.items() if number or facet in facets),
        key=lambda one: (
            KINDS.index(one[0].kind),
            known_order.get(one[0].value, 0) if one[0].kind != "tag" else 0,
            -one[1],
            one[0].value,
        ),
    )


def months_before(now: datetime, months: int) -> datetime:
    """Return the same day and hour so many months before, on a shorter month's last day."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _counted_of_kind(kind: FacetKind, customers: list[Listed], now: datetime) -> dict[Facet, int]:
    alike = Counter(one.traits for one in customers)
    values: Counter[str] = Counter()
    if kind == "contact":
        for value in _CONTACTS:
            first, end = _span(value, now)
            values[value] = sum(first <= one.last < end for one in customers)
    else:
        for traits, number in alike.items():
            match kind:
                case "stage":
                    values[traits.stage] += number
                case "language":
                    values[traits.language] += number
                case "reach":
                    values[_REACHES[not traits.do_not_contact]] += number
                case "tag":
                    for tag in dict.fromkeys(traits.tags):
                        values[tag] += number
        if kind == "reach" and not values[_REACHES[0]]:
            values.clear()
    return {Facet(kind, value): number for value, number in values.items()}


def _span(value: str, now: datetime) -> tuple[float, float]:
    """Return from which instant on and before which one the last contact lies, in seconds since 1970."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    match value:
        case "never":
            return 0, 1
        case "today":
            return midnight.timestamp(), float("inf")
        case "week":
            return (midnight - timedelta(days=now.weekday())).timestamp(), float("inf")
        case "month":
            return midnight.replace(day=1).timestamp(), float("inf")
    return 1, months_before(now, int(value.removeprefix("silent-"))).timestamp()
