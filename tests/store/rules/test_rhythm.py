"""A customer's own rhythm: the table of worked cases, and what holds whatever happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.rhythm import (
    LEAST_SILENCE_S,
    Contact,
    Rhythm,
    mood_at_the_end,
    rhythm_of,
    rhythm_of_tag,
)
from tests.books import ISTANBUL
from tests.store.rules.worked_cases import table

DAY = 86_400


def contact(day: str, mood: Any = "") -> Contact:
    return Contact.at(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ISTANBUL), mood)


@pytest.mark.parametrize("case", table("rhythm_cases")["case"], ids=lambda case: case["name"])
def test_the_worked_cases(case: dict[str, Any]) -> None:
    rhythm = rhythm_of(contact(day) for day in case["contacts"])
    if "usual" not in case:
        assert rhythm is None
    else:
        assert rhythm == Rhythm(case["usual"] * DAY, round(case["limit"] * DAY))


gaps = st.lists(st.integers(1, 900), min_size=3, max_size=40)


def contacts_with(days: list[int]) -> list[Contact]:
    at = [0]
    for gap in days:
        at.append(at[-1] + gap)
    return [Contact.at(datetime(1990, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)) for day in at]


@given(gaps, st.randoms())
def test_the_order_in_which_they_were_typed_does_not_matter(days: list[int], random: Any) -> None:
    contacts = contacts_with(days)
    shuffled = list(contacts)
    random.shuffle(shuffled)
    assert rhythm_of(shuffled) == rhythm_of(contacts)


@given(gaps)
def test_nobody_is_quiet_within_a_fortnight_or_a_usual_gap(days: list[int]) -> None:
    rhythm = rhythm_of(contacts_with(days))
    assert rhythm is not None
    assert rhythm.limit_s >= LEAST_SILENCE_S
    assert rhythm.limit_s > rhythm.usual_s
    # Never before nine of ten gaps would have been over.
    longer = sum(1 for gap in days if gap * DAY > rhythm.limit_s)
    assert longer * 10 <= len(days)


@given(gaps, st.integers(0, 39))
def test_a_second_entry_on_a_day_changes_no_rhythm(days: list[int], which: int) -> None:
    contacts = contacts_with(days)
    again = contacts[which % len(contacts)]
    earlier = Contact(again.second - 7200, again.day)
    assert rhythm_of([*contacts, earlier]) == rhythm_of(contacts)


def test_a_tag_has_the_rhythm_in_the_middle_once_three_customers_have_one() -> None:
    week, month, year = Rhythm(7 * DAY, 14 * DAY), Rhythm(30 * DAY, 60 * DAY), Rhythm(365 * DAY, 456 * DAY)
    assert rhythm_of_tag([week, month]) is None
    assert rhythm_of_tag([year, week, month]) == month
    assert rhythm_of_tag([year, week, month, week]) == week


def test_a_mood_counts_for_a_month_of_contacts() -> None:
    upset = contact("2026-01-10", "upset")
    assert mood_at_the_end([upset, contact("2026-02-09")]) == "upset"
    assert mood_at_the_end([upset, contact("2026-02-10")]) == ""
    assert mood_at_the_end([contact("2026-01-20", "happy"), upset]) == "happy"
    assert mood_at_the_end([]) == ""


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),
    st.sampled_from(["Europe/Sofia", "America/St_Johns", "UTC", "Asia/Kolkata", "Africa/Monrovia"]),
    st.booleans(),
)
def test_a_contact_is_told_from_the_text_as_from_the_instant(local: datetime, zone: str, has_fraction: bool) -> None:
    when = local.replace(microsecond=local.microsecond if has_fraction else 0, tzinfo=ZoneInfo(zone))
    for _time in range(2):  # an offset that is new, and one that is known
        assert Contact.read(when.isoformat(), "happy") == Contact.at(datetime.fromisoformat(when.isoformat()), "happy")


@pytest.mark.parametrize("text", ["2026-03-04T09:30+02:00", "2026-03-04T09:30:00Z", "20260304T093000+02:00"])
def test_an_instant_that_another_program_wrote_is_told_too(text: str) -> None:
    Contact.read("2026-03-04T09:30:00+02:00")
    assert Contact.read(text) == Contact.at(datetime.fromisoformat(text))
