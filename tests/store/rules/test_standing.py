"""How a follow-up stands: worked out from the record and from its row on the agenda it is the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.shop import Shop
from store.rules.agenda import rows_of_follow_up
from store.rules.desk import read_today
from store.rules.desk_rows import follow_up_row
from store.rules.follow_up_words import lateness_words
from store.rules.follow_ups import kind_of, standing_of
from store.rules.working_time import Calendar

SOFIA = ZoneInfo("Europe/Sofia")
CALENDAR = Calendar.of(Shop(closed={"2026-04-10": "Good Friday", "2026-04-13": "Easter Monday"}), SOFIA)
MADE = datetime(2026, 1, 5, 10, tzinfo=SOFIA)
MARIA = Customer(id=7, name="Мария")


def follow_up(due: date | datetime | None = None, **more: object) -> FollowUp:
    return FollowUp(id=4, customer=7, what="ask", made=MADE, due=due, **more)  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def on_today(one: FollowUp, now: datetime) -> list[dict[str, object]]:
    return read_today(rows_of_follow_up(one, MARIA, CALENDAR), now)["follow_ups"]


MOMENTS = some.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda one: one.replace(microsecond=0, second=0, tzinfo=SOFIA)
)
DUES = some.dates(date(2026, 1, 1), date(2027, 6, 30)) | MOMENTS
RULES = some.sampled_from(
    ("", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=10;COUNT=5", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY")
)


@some.composite
def open_ones(draw: some.DrawFn) -> FollowUp:
    more: dict[str, object] = {"lead_days": draw(some.sampled_from((0, 0, 7, 30)))}
    if draw(some.integers(0, 3)) == 0:
        opens = draw(some.sampled_from(("2026-03-01", "2026-12-01")))
        season = {"2026-03-01": "03-01..04-15", "2026-12-01": "12-01..01-15"}[opens]
        return follow_up(day(opens), season=season, **more)
    more["rule"] = draw(RULES)
    more["counts_from"] = draw(some.sampled_from(("plan", "completion")))
    more["on_closed"] = draw(some.sampled_from(("same", "next", "previous")))
    more["snoozed_until"] = draw(some.none() | DUES)
    return follow_up(draw(DUES), **more)


@given(one=open_ones(), now=MOMENTS)
def test_the_row_says_what_the_record_says(one: FollowUp, now: datetime) -> None:
    (row,) = rows_of_follow_up(one, MARIA, CALENDAR)
    shown, standing = follow_up_row(row, now), standing_of(one, CALENDAR, now)
    said = standing.shown_due
    assert said is not None
    wanted = {
        "status": standing.status,
        "kind": standing.kind,
        "shown_due": said.isoformat(timespec="seconds") if isinstance(said, datetime) else said.isoformat(),
        "overdue_s": standing.overdue_s,
        "days_late": standing.days_late,
        "missed": standing.missed,
        "until": standing.until.isoformat() if standing.until else None,
        "gone": standing.is_gone,
    }
    assert {key: shown[key] for key in wanted} == wanted
    assert datetime.fromisoformat(shown["shown_from"]) == standing.shown_from


class TestToday:
    def test_a_renewal_is_there_its_days_ahead_and_stays(self) -> None:
        one = follow_up(day("2026-09-01"), rule="FREQ=YEARLY", kind="renewal", lead_days=30)
        assert on_today(one, at("2026-08-01 23:59")) == []
        (row,) = on_today(one, at("2026-08-02 00:00"))
        assert (row["kind"], row["days_late"], row["due"]) == ("renewal", 0, "2026-09-01")
        (late,) = on_today(one, at("2026-09-11 09:00"))
        assert late["days_late"] == 10

    def test_a_season_is_there_from_its_start_and_says_when_it_is_gone(self) -> None:
        tyres = follow_up(day("2026-03-01"), season="03-01..04-15")
        assert on_today(tyres, at("2026-02-28 23:59")) == []
        (offered,) = on_today(tyres, at("2026-04-15 23:59"))
        assert (offered["status"], offered["gone"], offered["days_late"]) == ("open", False, 0)
        (gone,) = on_today(tyres, at("2026-04-16 00:00"))
        assert (gone["status"], gone["gone"], gone["until"]) == ("skipped", True, "2026-04-15")
        (later,) = on_today(tyres, at("2026-11-30 12:00"))
        assert later["gone"], "it is still told to whom looks only then"

    def test_a_closed_day_moves_it_and_its_age_counts_from_there(self) -> None:
        one = follow_up(day("2026-04-10"), on_closed="next")
        assert on_today(one, at("2026-04-13 12:00")) == []
        (row,) = on_today(one, at("2026-04-14 12:00"))
        assert (row["due"], row["shown_due"], row["days_late"]) == ("2026-04-10", "2026-04-14", 0)

    def test_other_opening_times_move_only_what_is_ahead(self) -> None:
        one = follow_up(day("2026-04-12"), on_closed="next")
        hours = {"2026-04-12": "10:00-14:00"}
        opened = Calendar.of(Shop(opened=hours), SOFIA)
        (row,) = rows_of_follow_up(one, MARIA, opened)
        assert row["said"] == "2026-04-12"
        assert "shown_due" not in row, "the planned day is kept, so it needs no moving back"

    def test_what_recurs_and_was_missed_stands_once_with_its_age(self) -> None:
        one = follow_up(day("2026-03-02"), rule="FREQ=WEEKLY")
        rows = on_today(one, at("2026-03-24 12:00"))
        assert [(row["days_late"], row["missed"]) for row in rows] == [(22, 3)]


@pytest.mark.parametrize(
    ("one", "now", "words"),
    [
        (follow_up(day("2026-03-04")), "2026-03-04 09:00", "from today"),
        (follow_up(day("2026-03-02")), "2026-03-04 09:00", "2 days late, since Monday 2 March"),
        (
            follow_up(day("2026-03-02"), rule="FREQ=WEEKLY"),
            "2026-03-24 09:00",
            "3 weeks late, since Monday 2 March; 3 more due since",
        ),
        (follow_up(at("2026-03-04 15:00")), "2026-03-04 09:00", "from today, 15:00"),
        (follow_up(day("2026-03-20"), lead_days=30), "2026-03-04 09:00", "due Friday 20 March"),
        (follow_up(day("2026-03-01"), season="03-01..04-15"), "2026-03-04 09:00", "until Wednesday 15 April"),
        (
            follow_up(day("2026-03-01"), season="03-01..04-15"),
            "2026-05-04 09:00",
            "its season ended Wednesday 15 April",
        ),
        (
            follow_up(day("2025-03-01"), season="03-01..04-15"),
            "2026-05-04 09:00",
            "its season ended Wednesday 15 April; 2 seasons missed",
        ),
        (
            follow_up(day("2026-03-04"), occasion="frost", fired=at("2026-03-04 08:00")),
            "2026-03-04 09:00",
            "frost, from today",
        ),
    ],
)
def test_it_is_said_in_words(one: FollowUp, now: str, words: str) -> None:
    (row,) = rows_of_follow_up(one, MARIA, CALENDAR)
    assert lateness_words(follow_up_row(row, at(now)), at(now).date(), SOFIA) == words


def test_what_sort_it_is_follows_from_its_fields() -> None:
    due = day("2026-03-04")
    assert kind_of(follow_up(due)) == "once"
    assert kind_of(follow_up(due, rule="FREQ=WEEKLY")) == "recurring"
    assert kind_of(follow_up(due, season="03-01..04-15")) == "season"
    assert kind_of(follow_up(occasion="frost")) == "occasion"
    assert kind_of(follow_up(due, occasion="frost", fired=MADE)) == "occasion"
    assert kind_of(follow_up(due, rule="FREQ=YEARLY", kind="renewal")) == "renewal"
    assert kind_of(follow_up(due, kind="check_in", source="promise")) == "check_in"


def test_a_settled_one_is_late_no_more() -> None:
    done = follow_up(day("2026-03-02"), state="done", settled=at("2026-03-10 12:00"), missed=2)
    standing = standing_of(done, CALENDAR, at("2026-03-10 12:00") + timedelta(days=90))
    assert (standing.status, standing.overdue_s, standing.days_late, standing.missed) == ("done", 0, 0, 2)
