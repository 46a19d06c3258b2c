"""When to come back to a customer: whose rhythm or cadence counts, who never is listed, and in which order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.quiet_lines import QuietLines
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.rules.quiet import quiet_row
from store.rules.reconnect import Reconnect, contacts_of, own_rhythm, reconnect_of
from store.rules.rhythm import Contact, Rhythm
from tests.books import ISTANBUL

DAY = 86_400
ANNA = Customer(id=7, name="Anna")


def at(day: str, clock: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ISTANBUL)


def every_five_weeks(last: str = "2025-12-15", mood: Any = "") -> list[Contact]:
    days = [at(last) - timedelta(days=35 * number) for number in range(4)]
    return [Contact.at(day, mood) for day in days]


def is_listed(row: Reconnect, now_s: int) -> bool:
    return bool(QuietLines(changed=[row.to_row()]).due(now_s))


def shown_at(row: Reconnect, now: datetime) -> dict[str, Any]:
    return quiet_row(row, now, ISTANBUL)


def conclude(customer: Customer = ANNA, contacts: list[Contact] | None = None, **more: Any) -> Reconnect | None:
    given = {"unresolved": 0, "cadences": {}, "rhythms": dict, "zone": ISTANBUL, **more}
    return reconnect_of(customer, every_five_weeks() if contacts is None else contacts, **given)


def test_who_usually_comes_every_five_weeks_is_quiet_after_ten_and_not_a_second_before() -> None:
    row = conclude()
    assert row is not None
    last_quiet_second = int(at("2026-02-23").timestamp())
    assert not is_listed(row, last_quiet_second)
    assert is_listed(row, last_quiet_second + 1)
    shown = shown_at(row, at("2026-03-23"))
    assert shown["why"] == "quiet"
    assert shown["last"] == "2025-12-15T12:00:00+03:00"
    assert shown["usual_gap_s"] == 35 * DAY
    assert shown["silent_s"] == 98 * DAY
    assert shown["cadence_passed"] is None


@pytest.mark.parametrize("customer", [Customer(id=7, do_not_contact=True), Customer(id=7, stage="former")])
def test_who_wants_to_be_left_alone_and_who_is_a_customer_no_more_never_are_listed(customer: Customer) -> None:
    assert conclude(customer) is None
    assert conclude(customer, cadences={"": "1d"}) is None


def test_the_lapsed_are_come_back_to() -> None:
    assert conclude(Customer(id=7, stage="lapsed")) is not None


def test_they_are_left_be_until_the_day_that_was_said() -> None:
    row = conclude(Customer(id=7, name="Anna", leave_until=date(2026, 5, 1)))
    assert row is not None
    assert not is_listed(row, int(at("2026-04-30", "23:59").timestamp()))
    assert is_listed(row, int(at("2026-05-01", "00:00").timestamp()))
    past = conclude(Customer(id=7, name="Anna", leave_until=date(2026, 1, 1)))
    assert past == conclude()


def test_an_acknowledgement_is_no_contact() -> None:
    heard = Interaction(customer=7, when=at("2026-01-01"), channel="email", direction="in")
    noted = Interaction(customer=7, when=at("2026-01-02"), channel="email", direction="out", kind="ack")
    answered = Interaction(customer=7, when=at("2026-01-03"), channel="phone", direction="out")
    assert contacts_of([heard, noted, answered]) == [Contact.at(heard.when), Contact.at(answered.when)]


def test_with_fewer_contacts_the_rhythm_of_their_tag_counts() -> None:
    contacts = [Contact.at(at("2025-12-01")), Contact.at(at("2026-01-01"))]
    oven = Customer(id=7, name="Anna", tags=("Oven",))
    assert conclude(oven, contacts) is None
    row = conclude(oven, contacts, rhythms=lambda: {"oven": Rhythm(30 * DAY, 60 * DAY)})
    assert row is not None
    assert (row.usual_s, row.tag, row.quiet - row.last) == (30 * DAY, "Oven", 60 * DAY)
    assert own_rhythm(row) is None
    assert conclude(oven, [], rhythms=lambda: {"oven": Rhythm(30 * DAY, 60 * DAY)}) is None


def test_a_cadence_is_counted_from_the_last_real_contact_by_when_it_happened() -> None:
    monthly = Customer(id=7, name="Anna", cadence="1mo")
    contacts = [Contact.at(at("2026-01-20")), Contact.at(at("2026-01-31", "23:30"))]
    row = conclude(monthly, contacts)
    assert row is not None
    assert row.gentle == int(at("2026-02-28", "00:00").timestamp())
    assert row.firm == int(at("2026-03-14", "00:00").timestamp())
    # Written down later, but it happened before: the newer one still counts.
    assert conclude(monthly, [*contacts, Contact.at(at("2026-01-02"))]) == row
    assert shown_at(row, at("2026-03-01"))["cadence_passed"] == "gentle"
    assert shown_at(row, at("2026-03-14", "00:00"))["cadence_passed"] == "firm"
    assert shown_at(row, at("2026-03-01"))["why"] == "cadence"


def test_a_cadence_without_a_contact_counts_from_customer_since_else_at_once() -> None:
    since = conclude(Customer(id=7, cadence="2w", since=date(2026, 3, 1)), [])
    assert since is not None
    assert (since.last, since.gentle) == (0, int(at("2026-03-15", "00:00").timestamp()))
    unknown = conclude(Customer(id=7, cadence="2w"), [])
    assert unknown is not None
    assert is_listed(unknown, int(at("2026-03-01").timestamp()))
    shown = shown_at(unknown, at("2026-03-01"))
    assert (shown["last"], shown["silent_s"], shown["usual_gap_s"]) == (None, None, None)


def test_a_cadence_that_never_passes_is_no_reason() -> None:
    assert conclude(Customer(id=7, cadence="1y"), [Contact.at(at("9999-06-01"))]) is None
    assert conclude(Customer(id=7, cadence="rubbish"), []) is None


def test_the_upset_with_something_unresolved_come_first_then_whoever_has_just_gone_quiet() -> None:
    def row(identity: int, last: str, mood: str = "", unresolved: int = 0) -> Reconnect:
        found = conclude(Customer(id=identity), every_five_weeks(last, mood), unresolved=unresolved)
        assert found is not None
        return found

    rows = [
        row(1, "2025-10-01"),
        row(2, "2025-12-01"),
        row(3, "2025-09-01", unresolved=4),
        row(4, "2025-11-01", "upset"),
        row(5, "2025-08-01", "upset", unresolved=9),
        row(6, "2025-11-05", "upset"),
        row(7, "2026-03-01"),
    ]
    lines = QuietLines(changed=[row.to_row() for row in reversed(rows)])
    now_s = int(at("2026-03-04").timestamp())
    assert [row[1] for row in lines.due(now_s)] == [5, 6, 4, 3, 2, 1]
    assert [row[1] for row in lines.first(now_s, 4)[0]] == [5, 6, 4, 3]


days = st.lists(st.integers(0, 2000), max_size=20)


@given(days, st.sampled_from(["", "2w", "1mo"]), st.one_of(st.none(), st.integers(0, 3000)))
def test_nobody_is_listed_before_all_that_speaks_against_it_has_passed(
    offsets: list[int], cadence: str, leave: int | None
) -> None:
    first = at("2020-01-01")
    leave_until = date(2020, 1, 1) + timedelta(days=leave) if leave is not None else None
    contacts = [Contact.at(first + timedelta(days=one)) for one in offsets]
    row = conclude(Customer(id=7, cadence=cadence, leave_until=leave_until), contacts)
    if row is None:
        assert not cadence
        assert len(set(offsets)) < 4
        return
    assert row.shown_from >= min(limit for limit in (row.quiet + 1 if row.quiet else 0, row.gentle) if limit)
    if leave_until is not None:
        assert not is_listed(row, int(at(leave_until.isoformat(), "00:00").timestamp()) - 1)
    if contacts:
        assert row.last == max(one.second for one in contacts)
        assert not is_listed(row, row.last)


def test_whose_contacts_were_within_two_months_come_last() -> None:
    brief = conclude(ANNA, [Contact.at(at("2025-12-01") + timedelta(days=3 * number)) for number in range(5)])
    assert brief is not None
    assert brief.rank == 4
    upset = conclude(ANNA, [Contact.at(at("2025-12-01") + timedelta(days=3 * number), "upset") for number in range(5)])
    assert upset is not None
    assert upset.rank == 1
    steady = conclude()
    assert steady is not None
    assert steady.rank == 3
