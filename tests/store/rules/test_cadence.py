"""How often to keep in touch: what an owner types, whose cadence holds, and the days on which it has passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotUnderstoodError
from store.rules.cadence import cadence_of, later_by, limits_of, read_cadence


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("6w", "6w"),
        ("6 weeks", "6w"),
        ("every 6 weeks", "6w"),
        ("every two weeks", "2w"),
        ("Every 3 Months", "3mo"),
        ("3m", "3mo"),
        ("10 days", "10d"),
        ("1y", "1y"),
        ("every year", "1y"),
        ("6 hafta", "6w"),
        ("6 haftada bir", "6w"),
        ("6주", "6w"),
        ("6주마다", "6w"),
        ("κάθε 2 μήνες", "2mo"),
        ("6 εβδομάδες", "6w"),
        ("на всеки 3 месеца", "3mo"),
        ("6 седмици", "6w"),
        ("10y", "10y"),
        ("3650d", "3650d"),
        ("off", "off"),
        ("none", ""),
        ("  ", ""),
    ],
)
def test_what_is_typed(typed: str, kept: str) -> None:
    assert read_cadence(typed) == kept
    assert read_cadence(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "10000 years",
        "every 10,000 years",
        "11y",
        "0",
        "0w",
        "every 0 weeks",
        "-3w",
        "often",
        "every friday",
        "every 1 march",
        "3h",
        "9" * 400 + "w",
        "[/foo]",
        "\x1b[31m",
    ],
)
def test_what_is_no_cadence_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_cadence(typed)
    assert "between a day and ten years" in refused.value.sentence
    assert "\n" not in refused.value.sentence


@pytest.mark.parametrize(
    ("last", "cadence", "gentle", "firm"),
    [
        ("2026-01-05", "6w", "2026-02-16", "2026-03-09"),
        ("2026-01-31", "1mo", "2026-02-28", "2026-03-14"),
        ("2024-02-29", "1y", "2025-02-28", "2025-08-30"),
        ("2026-03-28", "1d", "2026-03-29", "2026-03-30"),
        ("2025-11-30", "3mo", "2026-02-28", "2026-04-14"),
        ("2026-01-01", "10y", "2036-01-01", "2040-12-31"),
        ("9999-06-01", "1y", "9999-12-31", "9999-12-31"),
    ],
)
def test_the_days_on_which_it_has_passed(last: str, cadence: str, gentle: str, firm: str) -> None:
    limits = limits_of(date.fromisoformat(last), cadence)
    assert (limits.gentle.isoformat(), limits.firm.isoformat()) == (gentle, firm)


def test_their_own_cadence_goes_before_those_of_their_tags_and_the_shortest_of_these_holds() -> None:
    of_tags = {"Wholesale": "6w", "oven": "1mo", "friend": "1y"}
    assert cadence_of("2w", ["oven"], of_tags) == ("2w", "")
    assert cadence_of("", ["wholesale", "OVEN"], of_tags) == ("1mo", "OVEN")
    assert cadence_of("off", ["oven"], of_tags) == ("", "")
    assert cadence_of("", ["new"], of_tags) == ("", "")


cadences = st.one_of(
    st.integers(1, 3650).map(lambda count: f"{count}d"),
    st.integers(1, 520).map(lambda count: f"{count}w"),
    st.integers(1, 120).map(lambda count: f"{count}mo"),
    st.integers(1, 10).map(lambda count: f"{count}y"),
)
days = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@given(days, cadences)
def test_gentle_comes_before_firm_and_firm_half_as_long_again(last: date, cadence: str) -> None:
    limits = limits_of(last, cadence)
    span = (limits.gentle - last).days
    assert span >= 1
    assert 0 <= 2 * (limits.firm - limits.gentle).days - span <= 1


@given(days, days, cadences)
def test_an_older_contact_never_undoes_a_newer_one(one: date, other: date, cadence: str) -> None:
    earlier, later = sorted((one, other))
    assert limits_of(earlier, cadence).gentle <= limits_of(later, cadence).gentle


@given(days, st.integers(1, 120))
def test_twelve_months_are_a_year(day: date, years: int) -> None:
    years = years % 10 + 1
    assert later_by(day, f"{12 * years}mo") == later_by(day, f"{years}y")
    assert later_by(day, f"{years}w") - day == timedelta(weeks=years)
