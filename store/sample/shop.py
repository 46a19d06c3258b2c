"""The sample shop itself: a one-person bicycle workshop in Sofia, open from Tuesday to Saturday."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter

from store.records.shop import LANGUAGES, DatedCountry, DatedHours, Shop

ZONE = "Europe/Sofia"
_WEEKDAY = "10:00-13:00,14:00-19:00"
_HOURS = ("", _WEEKDAY, _WEEKDAY, _WEEKDAY, _WEEKDAY, "10:00-16:00", "")

# Labour Code of Bulgaria, article 154. The days in lieu of those that fall on a weekend are left out: nearly all are
# Mondays, on which this shop is closed anyway.
_FIXED_HOLIDAYS = (
    (1, 1, "New Year's Day"),
    (3, 3, "Liberation Day"),
    (5, 1, "Labour Day"),
    (5, 6, "Saint George's Day"),
    (5, 24, "Day of the Slavonic Alphabet"),
    (9, 6, "Unification Day"),
    (9, 22, "Independence Day"),
    (12, 24, "Christmas Eve"),
    (12, 25, "Christmas Day"),
    (12, 26, "Second Day of Christmas"),
)
_EASTER_HOLIDAYS = (
    (-2, "Good Friday"),
    (-1, "Holy Saturday"),
    (0, "Easter Sunday"),
    (1, "Easter Monday"),
)
_BREAK_DISTANCE = timedelta(days=21)


def sample_shop(today: date, years: int) -> Shop:
    """Return the sample shop as it stands on `today`, with `years` years of closed days behind it."""
    span = range(today.year - years - 1, today.year + 3)
    return Shop(
        name="The Patient Spoke",
        owner="Mira",
        address="14 Linden Passage, 1000 Sofia",
        phone="+359 2 000 0142",
        email="workshop@example.org",
        web="https://example.org",
        review="https://example.org/review",
        zone=ZONE,
        language="en",
        languages_read=LANGUAGES,
        hours=(DatedHours(days=_HOURS),),
        countries=(DatedCountry(country="BG"),),
        closed=_summer_breaks(today, years),
        holidays={iso: name for year in span for iso, name in _holidays(year)},
        goodwill_budget="300",
        currency="EUR",
    )


def _holidays(year: int) -> list[tuple[str, str]]:
    days = [(date(year, month, day), name) for month, day, name in _FIXED_HOLIDAYS]
    sunday = easter(year, EASTER_ORTHODOX)
    days += [(sunday + timedelta(days=offset), name) for offset, name in _EASTER_HOLIDAYS]
    return [(day.isoformat(), name) for day, name in sorted(days)]


def _summer_breaks(today: date, years: int) -> dict[str, str]:
    # A break around `today` would leave the shop with nothing in hand, and its Today with nothing to show.
    closed: dict[str, str] = {}
    for year in range(today.year - years - 1, today.year + 1):
        tenth = date(year, 8, 10)
        tuesday = tenth + timedelta(days=(1 - tenth.weekday()) % 7)
        if abs(tuesday - today) > _BREAK_DISTANCE:
            for offset in range(5):
                closed[(tuesday + timedelta(days=offset)).isoformat()] = "Summer break"
    return closed
