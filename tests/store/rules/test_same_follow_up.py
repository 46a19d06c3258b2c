"""Wherever an open follow-up is looked at, it stands in the same place: Today, Follow-ups, the month and its page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.shop import Shop
from store.rules.agenda import rows_of_follow_up
from store.rules.desk import follow_ups_of_today
from store.rules.desk_rows import follow_up_row
from store.rules.follow_up_places import in_place
from store.rules.follow_ups import put_off_until, standing_of
from store.rules.occurrences import standing_day
from store.rules.shop_days import day_of
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Sofia")
CALENDAR = Calendar.of(Shop(closed={"2026-12-24": "Christmas Eve", "2026-12-25": "Christmas"}), ZONE)
NOW = datetime(2026, 12, 23, 15, 30, tzinfo=ZONE)
TODAY = NOW.date()
RULES = ["", "", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"]

moments = st.builds(
    lambda days, minutes, is_day: (
        TODAY + timedelta(days=days) if is_day else NOW + timedelta(days=days, minutes=minutes)
    ),
    st.integers(-40, 40),
    st.integers(-500, 500),
    st.booleans(),
)


@st.composite
def follow_ups(draw: st.DrawFn) -> FollowUp:
    due, snoozed, season, rule = draw(moments), draw(st.none() | moments), "", draw(st.sampled_from(RULES))
    if draw(st.integers(0, 3)) == 0:
        due, rule = day_of(due, ZONE), ""
        closes = due + timedelta(days=draw(st.integers(0, 90)))
        season = f"{due:%m-%d}..{closes:%m-%d}"
        if snoozed is not None and day_of(snoozed, ZONE) > closes:
            snoozed = None  # that is refused
    return FollowUp(
        id=7,
        customer=1,
        what="ask how the oven bakes",
        made=NOW - timedelta(days=60),
        due=due,
        rule=rule,
        season=season,
        on_closed=draw(st.sampled_from(("same", "next", "previous"))),
        counts_from=draw(st.sampled_from(("plan", "completion"))),
        lead_days=draw(st.sampled_from((0, 0, 3, 20))),
        snoozed_until=snoozed,
    )


def one(due: date | datetime, **more: object) -> FollowUp:
    return FollowUp(id=7, customer=1, what="ask", made=NOW - timedelta(days=60), due=due, **more)  # type: ignore[arg-type]


@example(one(TODAY - timedelta(days=5), snoozed_until=TODAY))
@example(one(TODAY + timedelta(days=5), snoozed_until=TODAY - timedelta(days=1)))
@example(one(date(2026, 12, 1), season="12-01..01-15", snoozed_until=TODAY + timedelta(days=2)))
@example(one(date(2026, 12, 24), season="12-24..01-15", on_closed="next"))
@example(one(date(2026, 12, 24), season="12-24..01-15", on_closed="previous"))
@given(follow_ups())
def test_all_who_look_say_the_same(follow_up: FollowUp) -> None:
    rows = rows_of_follow_up(follow_up, Customer(id=1, name="Ayşe Yılmaz"), CALENDAR)
    shown, standing = follow_up_row(rows[0], NOW), standing_of(follow_up, CALENDAR, NOW)
    (placed,) = in_place([follow_up], CALENDAR, NOW)
    on_calendar = date.fromordinal(standing_day(follow_up, CALENDAR, NOW) or 0)

    # The desk works it out from its row alone, in the words of JSON.
    due, until = standing.shown_due, standing.until
    text = due.isoformat(timespec="seconds") if isinstance(due, datetime) else str(due)
    assert (shown["shown_due"], shown["status"], shown["kind"]) == (text, standing.status, standing.kind)
    assert (shown["overdue_s"], shown["days_late"], shown["missed"], shown["gone"], shown["until"]) == (
        (standing.overdue_s, standing.days_late, standing.missed, standing.is_gone, until and until.isoformat())
    )

    is_put_off = put_off_until(follow_up, ZONE, NOW) is not None
    assert (shown["status"] == "snoozed") == placed.is_put_off == is_put_off
    assert (placed.place == "gone") == standing.is_gone
    if not is_put_off:
        assert placed.late_days == standing.days_late, "an age counts from its due, put off before or not"
        is_on_today = bool(follow_ups_of_today(rows, NOW))
        assert is_on_today == (placed.place in ("overdue", "gone", "today"))
    if placed.place == "gone" or (placed.place == "today" and placed.until is not None and placed.day <= TODAY):
        assert on_calendar == TODAY, "a season that is open, or ended, is something of today"
    else:
        assert on_calendar == placed.day
