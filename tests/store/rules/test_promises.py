"""What was promised: by when we mean to be done, how it stands, and how long it usually takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import NotUnderstoodError, WrongStateError
from store.records.promise import Move, Promise
from store.records.shop import DatedHours, Shop
from store.rules.promises import (
    Usual,
    agreed_due,
    aim_of,
    break_off,
    check_due,
    keep,
    margin_original_s,
    margin_s,
    move,
    release,
    status_of,
    usual_time,
)
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Istanbul")
SHOP = Shop(hours=(DatedHours(days=("09:00-18:00",) * 5 + ("", "")),))
CALENDAR = Calendar.of(SHOP, ZONE)
HOUR, DAY = 3600, 86400


def at(text):
    """An instant of the week that starts on Monday 2026-03-02, such as "mon 10:00"."""
    day, hour = text.split()
    index = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day)
    return datetime.fromisoformat(f"2026-03-{2 + index:02d}T{hour}").replace(tzinfo=ZONE)


MONDAY, WEDNESDAY, FRIDAY, SUNDAY = (date(2026, 3, day) for day in (2, 4, 6, 8))


def promise(made="mon 09:00", due="fri 18:00", *, moves=(), **more):
    made_at, due_at = at(made), due if isinstance(due, date) else at(due)
    current = moves[-1].to if moves else due_at
    aim = aim_of(made_at, current, more.get("kind", ""), SHOP, CALENDAR)
    return Promise(
        id=12,
        customer=1,
        what="send a hinge",
        made=made_at,
        due=current,
        original_due=due_at,
        aim=aim,
        moves=moves,
        **more,
    )


def moved(when, to, *, told, former=FRIDAY):
    return Move(at=at(when), former=former, to=to if isinstance(to, date) else at(to), told=told)


class TestAim:
    @pytest.mark.parametrize(
        ("made", "due", "kind", "aim"),
        [
            ("mon 09:00", "mon 18:00", "", "mon 13:30"),
            ("mon 09:00", "tue 18:00", "", "mon 18:00"),
            ("mon 17:00", "tue 12:00", "", "tue 10:00"),
            ("fri 17:00", "sun 12:00", "", "fri 17:30"),
            ("mon 09:00", "mon 19:00", "ack", "mon 10:48"),
            ("sat 10:00", "sun 12:00", "", "sun 12:00"),
            ("mon 19:00", "mon 20:00", "", "mon 20:00"),
        ],
    )
    def test_the_aim_is_half_the_working_time_to_the_due(self, made, due, kind, aim):
        assert aim_of(at(made), at(due), kind, SHOP, CALENDAR) == at(aim)

    def test_a_due_date_counts_to_its_closing(self):
        assert aim_of(at("mon 09:00"), MONDAY, "", SHOP, CALENDAR) == at("mon 13:30")

    def test_the_shop_chooses_its_share(self):
        whole = Shop(hours=SHOP.hours, promise_aim=1.0)
        tenth = Shop(hours=SHOP.hours, promise_aim=0.1)
        assert aim_of(at("mon 09:00"), at("mon 18:00"), "", whole, CALENDAR) == at("mon 18:00")
        assert aim_of(at("mon 09:00"), at("mon 19:00"), "", tenth, CALENDAR) == at("mon 09:54")

    def test_a_shop_without_hours_aims_for_the_due_itself(self):
        calendar = Calendar.of(Shop(hours=(DatedHours(days=("",) * 7),)), ZONE)
        assert aim_of(at("mon 09:00"), at("wed 12:00"), "", SHOP, calendar) == at("wed 12:00")

    @settings(max_examples=200, deadline=None)
    @given(seconds=st.integers(0, 30 * DAY), share=st.floats(0.1, 1))
    def test_an_aim_never_passes_the_due(self, seconds, share):
        made = at("mon 09:00")
        due = datetime.fromtimestamp(made.timestamp() + seconds, ZONE)
        aim = aim_of(made, due, "", Shop(hours=SHOP.hours, promise_aim=share), CALENDAR)
        assert made <= aim <= due


class TestDue:
    def test_a_due_before_it_was_made_is_refused(self):
        with pytest.raises(WrongStateError, match="2026-03-02 10:00 is before"):
            check_due(at("tue 10:00"), at("mon 10:00"), CALENDAR)

    def test_today_after_closing_is_refused_with_a_word_on_the_closing(self):
        with pytest.raises(WrongStateError, match="after the day's closing at 2026-03-02 18:00"):
            check_due(at("mon 19:00"), MONDAY, CALENDAR)

    def test_a_slip_in_the_year_is_refused(self):
        with pytest.raises(NotUnderstoodError, match="9026"):
            check_due(at("mon 10:00"), date(9026, 3, 2), CALENDAR)

    def test_today_a_closed_day_and_one_long_past_by_now_are_taken(self):
        check_due(at("mon 10:00"), at("mon 10:00"), CALENDAR)
        check_due(at("mon 10:00"), MONDAY, CALENDAR)
        check_due(at("sun 22:00"), SUNDAY, CALENDAR)

    @pytest.mark.parametrize(
        ("moves", "agreed"),
        [
            ((), FRIDAY),
            ((moved("thu 10:00", SUNDAY, told=True),), SUNDAY),
            ((moved("fri 18:00", SUNDAY, told=True),), SUNDAY),
            ((moved("fri 18:01", SUNDAY, told=True),), FRIDAY),
            ((moved("thu 10:00", SUNDAY, told=False),), FRIDAY),
            ((moved("tue 10:00", WEDNESDAY, told=True),), WEDNESDAY),
            # Told of the second move in time, though not of the first.
            (
                (
                    moved("tue 10:00", SUNDAY, told=False),
                    moved("wed 10:00", "sun 12:00", told=True, former=SUNDAY),
                ),
                at("sun 12:00"),
            ),
            # What was already missed is not made good by moving it further.
            (
                (
                    moved("sat 10:00", SUNDAY, told=True),
                    moved("sat 11:00", date(2026, 3, 10), told=True, former=SUNDAY),
                ),
                FRIDAY,
            ),
            # Telling them afterwards, with the same due, counts from the telling.
            (
                (
                    moved("tue 10:00", SUNDAY, told=False),
                    moved("thu 10:00", SUNDAY, told=True, former=SUNDAY),
                ),
                SUNDAY,
            ),
        ],
    )
    def test_the_agreed_due_is_what_the_customer_was_told_in_time(self, moves, agreed):
        assert agreed_due(promise(due=FRIDAY, moves=moves), CALENDAR) == agreed


class TestStatus:
    # Made on Monday at 9, due on Friday at 18: 45 hours of work, so the aim is Wednesday 13:30.
    @pytest.mark.parametrize(
        ("now", "status"),
        [
            ("mon 09:00", "open"),
            ("wed 13:30", "open"),
            ("wed 13:31", "at_risk"),
            ("fri 18:00", "at_risk"),
            ("fri 18:01", "overdue"),
            ("sun 12:00", "overdue"),
        ],
    )
    def test_an_open_one_is_at_risk_once_the_aim_has_passed(self, now, status):
        assert status_of(promise(), CALENDAR, at(now)) == status

    @pytest.mark.parametrize(
        ("kept", "status", "margin"),
        [
            ("wed 13:30", "kept_early", 2 * DAY + 4.5 * HOUR),
            ("wed 13:31", "kept_on_time", 2 * DAY + 4.5 * HOUR - 60),
            ("fri 18:00", "kept_on_time", 0),
            ("fri 18:01", "late", -60),
        ],
    )
    def test_a_kept_one_is_early_on_time_or_late(self, kept, status, margin):
        settled = keep(promise(), at(kept))
        assert status_of(settled, CALENDAR, at("sun 12:00")) == status
        assert margin_s(settled, CALENDAR) == margin
        assert margin_original_s(settled, CALENDAR) == margin

    def test_a_move_told_in_time_counts_and_the_original_is_remembered(self):
        told = promise(moves=(moved("thu 10:00", "sun 18:00", told=True, former=at("fri 18:00")),))
        settled = keep(told, at("sat 18:00"))
        assert status_of(settled, CALENDAR, at("sun 12:00")) == "kept_on_time"
        assert margin_s(settled, CALENDAR) == DAY
        assert margin_original_s(settled, CALENDAR) == -DAY

    def test_a_move_in_silence_leaves_it_late(self):
        silent = promise(moves=(moved("thu 10:00", "sun 18:00", told=False),))
        assert status_of(silent, CALENDAR, at("sat 10:00")) == "overdue"
        assert status_of(keep(silent, at("sat 18:00")), CALENDAR, at("sun 12:00")) == "late"

    def test_broken_and_released_have_no_margin(self):
        for settled, status in (
            (break_off(promise(), at("thu 10:00")), "broken"),
            (release(promise(), at("thu 10:00")), "released"),
        ):
            assert status_of(settled, CALENDAR, at("sun 12:00")) == status
            assert margin_s(settled, CALENDAR) is None
        assert margin_s(promise(), CALENDAR) is None

    def test_margins_are_real_seconds_even_when_the_clocks_change(self):
        sofia = ZoneInfo("Europe/Sofia")
        made = datetime(2026, 3, 28, 12, tzinfo=sofia)
        due = datetime(2026, 3, 29, 12, tzinfo=sofia)
        one = Promise(customer=1, what="x", made=made, due=due, original_due=due, aim=due)
        assert margin_s(keep(one, made), Calendar.of(SHOP, sofia)) == 23 * HOUR


class TestChanging:
    def test_a_move_is_remembered_and_gives_a_new_aim(self):
        later = move(promise(), at("sun 18:00"), at("thu 10:00"), told=True, shop=SHOP, calendar=CALENDAR)
        assert later.due == at("sun 18:00")
        assert later.original_due == at("fri 18:00")
        assert later.aim == at("wed 13:30")
        assert later.moves == (moved("thu 10:00", "sun 18:00", told=True, former=at("fri 18:00")),)
        sooner = move(later, MONDAY, at("thu 11:00"), told=False, shop=SHOP, calendar=CALENDAR)
        assert sooner.aim == at("mon 13:30")
        assert [one.former for one in sooner.moves] == [at("fri 18:00"), at("sun 18:00")]

    def test_it_cannot_be_moved_to_before_it_was_made(self):
        with pytest.raises(WrongStateError, match="before it was promised"):
            move(
                promise(made="tue 10:00"),
                at("mon 10:00"),
                at("thu 10:00"),
                told=True,
                shop=SHOP,
                calendar=CALENDAR,
            )

    @pytest.mark.parametrize("settle", [keep, release, break_off])
    def test_a_settled_one_stays_settled(self, settle):
        settled = settle(promise(), at("thu 10:00"))
        assert settled.settled == at("thu 10:00")
        with pytest.raises(WrongStateError, match="on 2026-03-05: send a hinge"):
            keep(settled, at("fri 10:00"))
        with pytest.raises(WrongStateError, match="2026-03-05"):
            move(settled, SUNDAY, at("fri 10:00"), told=True, shop=SHOP, calendar=CALENDAR)

    def test_it_cannot_be_kept_before_it_was_made(self):
        with pytest.raises(WrongStateError, match="made only on 2026-03-03 10:00"):
            keep(promise(made="tue 10:00"), at("mon 10:00"))


class TestUsual:
    NOW = datetime(2026, 6, 1, 12, tzinfo=ZONE)

    def kept(self, hours, *, kind="repair", days_ago=10, state="kept"):
        settled = self.NOW - timedelta(days=days_ago)
        # Made as the shop opened on that day, and kept so many working hours later.
        made = datetime.combine(settled.date(), datetime.min.time(), ZONE).replace(hour=9)
        return Promise(
            customer=1,
            what="x",
            kind=kind,
            made=made,
            due=settled,
            original_due=settled,
            aim=settled,
            state=state,
            settled=CALENDAR.add(made, hours * HOUR),
        )

    def test_eight_cases_say_how_long_it_takes(self):
        cases = [self.kept(hours) for hours in (1, 2, 3, 4, 5, 6, 7, 8)]
        assert usual_time("Repair", cases, CALENDAR, self.NOW) == Usual(
            median_s=4 * HOUR, p80_s=7 * HOUR, n=8, of_all_kinds=False
        )

    def test_nights_and_weekends_between_do_not_count(self):
        # Ten working hours from that Wednesday morning end on Thursday at ten.
        cases = [self.kept(10, days_ago=12)] * 8
        usual = usual_time("repair", cases, CALENDAR, self.NOW)
        assert usual is not None
        assert usual.median_s == 10 * HOUR

    def test_seven_of_a_kind_are_too_few_so_all_kinds_speak(self):
        cases = [self.kept(1)] * 7 + [self.kept(5, kind="order")]
        assert usual_time("repair", cases, CALENDAR, self.NOW) == Usual(
            median_s=HOUR, p80_s=HOUR, n=8, of_all_kinds=True
        )
        assert usual_time("repair", cases[:7], CALENDAR, self.NOW) is None
        assert usual_time("", cases, CALENDAR, self.NOW) is not None

    def test_broken_old_and_future_ones_say_nothing(self):
        good = [self.kept(1)] * 7
        for odd in (
            self.kept(9, state="broken"),
            self.kept(9, state="released"),
            self.kept(9, days_ago=92),
            self.kept(9, days_ago=-3),
        ):
            assert usual_time("repair", [*good, odd], CALENDAR, self.NOW) is None

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.integers(0, 40), min_size=8, max_size=60))
    def test_four_fifths_took_no_longer(self, hours):
        cases = [self.kept(one, days_ago=20) for one in hours]
        usual = usual_time("repair", cases, CALENDAR, self.NOW)
        assert usual is not None
        assert usual.median_s <= usual.p80_s
        assert sum(one * HOUR <= usual.p80_s for one in hours) * 5 >= len(hours) * 4
        assert sum(one * HOUR < usual.p80_s for one in hours) * 5 < len(hours) * 4
