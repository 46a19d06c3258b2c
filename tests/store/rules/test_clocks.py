"""Response clocks: worked cases in plain words, and what holds whatever happens."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.records.shop import Shop
from store.rules.arithmetic import arithmetic
from store.rules.open_time import OpenTime
from store.rules.working_time import Calendar
from tests.store.rules.clock_story import ATHENS, as_line, clocks_in, moment, shop_of, story_of

CASES = tomllib.loads((Path(__file__).parent / "clock_cases.toml").read_text())["case"]
KINDS = {
    "answers": ("first_answer", "next_answer"),
    "updates": ("update",),
    "resolutions": ("resolution",),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_worked_case(case):
    assert KINDS.keys() & case.keys(), "a case says what the clocks are"
    clocks = clocks_in(story_of(case["happened"]), shop_of(case.get("shop", ())), moment(case["now"]))
    for name, kinds in KINDS.items():
        if name in case:
            assert [as_line(clock) for clock in clocks if clock.clock in kinds] == case[name]


def test_there_are_cases_enough_and_no_two_are_called_the_same():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_arithmetic_of_every_case_comes_out(case):
    shop, now = shop_of(case.get("shop", ())), moment(case["now"])
    calendar = Calendar.of(shop, ATHENS)
    for clock in clocks_in(story_of(case["happened"]), shop, now):
        sums = arithmetic(clock, shop, calendar, now)
        left_out = sum(int(one.end.timestamp() - one.start.timestamp()) for one in sums.left_out)
        assert sums.counted_s + left_out == int(sums.end.timestamp() - sums.start.timestamp())
        assert all(one.start < one.end for one in sums.left_out)
        assert all(former.end <= later.start for former, later in pairwise(sums.left_out))
        on_us = sum(int(one.end.timestamp() - one.start.timestamp()) for one in sums.left_out if one.why != "not_ours")
        assert sums.counted_s + on_us == clock.elapsed_real_s


def left_out(lines, now, settings=()):
    shop = shop_of(settings)
    clock = clocks_in(story_of(lines), shop, moment(now))[-1]
    sums = arithmetic(clock, shop, Calendar.of(shop, ATHENS), moment(now))
    return [(f"{one.start:%a %H:%M}", f"{one.end:%a %H:%M}", one.why, one.name) for one in sums.left_out]


def test_the_arithmetic_names_what_was_left_out():
    assert left_out(["Tue 24 Mar 23:50 in email"], "Thu 26 Mar 10:00", [{"country": "GR", "language": "en"}]) == [
        ("Tue 23:50", "Wed 00:00", "closed", ""),
        ("Wed 00:00", "Thu 00:00", "holiday", "Independence Day"),
        ("Thu 00:00", "Thu 09:00", "closed", ""),
    ]
    assert left_out(
        ["Mon 2 Mar 17:00 in email"], "Thu 5 Mar 10:00", [{"closed.2026-03-03..2026-03-04": "inventory"}]
    ) == [
        ("Mon 18:00", "Tue 00:00", "closed", ""),
        ("Tue 00:00", "Thu 00:00", "closed_day", "inventory"),
        ("Thu 00:00", "Thu 09:00", "closed", ""),
    ]
    paused = ["Mon 2 Mar 10:00 in email", "Mon 2 Mar 20:00 out email", "Wed 4 Mar 07:00 in email"]
    shop = shop_of(())
    resolution = next(one for one in clocks_in(story_of(paused), shop, moment("Wed 4 Mar 10:00")) if one.pauses)
    sums = arithmetic(resolution, shop, Calendar.of(shop, ATHENS), moment("Wed 4 Mar 10:00"))
    assert [(f"{one.start:%a %H:%M}", f"{one.end:%a %H:%M}", one.why) for one in sums.left_out] == [
        ("Mon 18:00", "Mon 20:00", "closed"),
        ("Mon 20:00", "Wed 07:00", "not_ours"),
        ("Wed 07:00", "Wed 09:00", "closed"),
    ]


def test_a_clock_that_cannot_end_says_so():
    never = [{f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")}]
    shop, now = shop_of(never), moment("Tue 3 Mar 10:00")
    clock = clocks_in(story_of(["Mon 2 Mar 10:00 in email"]), shop, now)[0]
    assert arithmetic(clock, shop, Calendar.of(shop, ATHENS), now).never_due
    assert (clock.due, clock.margin_s) == (None, 4 * 3600)


def test_one_that_was_merged_into_another_has_no_clocks():
    story = story_of(["Mon 2 Mar 10:00 in email"])
    gone = story._replace(conversation=replace(story.conversation, merged_into=9))
    assert clocks_in(gone, Shop(), moment("Mon 2 Mar 11:00")) == ()


def test_an_entry_that_is_taken_out_or_moved_leaves_no_trace():
    now = moment("Wed 4 Mar 12:00")
    told = story_of(["Mon 2 Mar 10:00 in email", "Mon 2 Mar 11:00 out email", "Tue 3 Mar 10:00 in email"])
    without = told._replace(entries=[told.entries[0], told.entries[2]])
    assert clocks_in(without, Shop(), now) == clocks_in(
        story_of(["Mon 2 Mar 10:00 in email", "Tue 3 Mar 10:00 in email"]), Shop(), now
    )
    moved = [told.entries[0], replace(told.entries[1], when=moment("Tue 3 Mar 12:00")), told.entries[2]]
    assert as_line(clocks_in(told._replace(entries=moved), Shop(), now)[0]) == (
        "first_answer: Mon 2 Mar 10:00 - Tue 3 Mar 12:00, due Mon 2 Mar 14:00, missed, 11h of 4h, 26h real"
    )


DAY = datetime(2026, 3, 2, tzinfo=ATHENS)
KEPT = ("in email", "in chat", "in email .", "in counter", "in phone ?", "out email", "out email ack", "no reply")
HAPPENED = (*KEPT, "wait customer", "wait us", "wait third ACS", "resolved", "reopened", "promise")
HOURS = (
    (),
    ({"hours.mon": "00:00-24:00", "hours.sat": "18:00-02:00", "hours.sun": "22:00-23:00"},),
    ({"closed.2026-03-04..2026-03-20": "away", "hours.tue": "09:00-13:00,14:00-18:00"},),
    ({f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")},),
    ({"channel.email.resolution": "3h", "channel.email.update": "off"},),
)


@st.composite
def stories(draw):
    steps = draw(st.lists(st.tuples(st.integers(0, 30 * 96), st.sampled_from(HAPPENED)), max_size=9))
    minutes = [(draw(st.integers(0, 96)), "in email"), *steps]
    return [f"{DAY + timedelta(minutes=15 * step):%a %d %b %H:%M} {what}" for step, what in minutes]


@settings(max_examples=150)
@given(stories(), st.sampled_from(HOURS), st.integers(0, 60 * 24 * 60), st.randoms(use_true_random=False))
def test_whatever_happens_the_figures_hold_together(lines, hours, minutes, random):
    shop, now = shop_of(hours), DAY + timedelta(days=31, minutes=minutes)
    calendar, story = Calendar.of(shop, ATHENS), story_of(lines)
    clocks = clocks_in(story, shop, now)
    for clock in clocks:
        assert 0 <= clock.elapsed_working_s <= clock.elapsed_real_s
        assert clock.ended is None or clock.started <= clock.ended
        if clock.target_s is not None:
            assert clock.margin_s == clock.target_s - clock.elapsed_working_s
            if clock.status != "waived":
                assert (clock.margin_s < 0) is (clock.status in ("overdue", "missed"))
        if clock.due is not None and not clock.pauses:
            assert calendar.between(clock.started, clock.due) == clock.target_s
        if clock.is_running and clock.overdue is not None:
            assert (clock.status == "overdue") is (clock.overdue <= now)
        if clock.is_running and clock.at_risk is not None:
            assert (clock.status != "running") is (clock.at_risk <= now)
    for kind in ("first_answer", "update", "resolution"):
        ran = sum(clock.is_running for clock in clocks if clock.clock in (kind, kind.replace("first", "next")))
        assert ran <= 1, "one of a kind at a time"
    shuffled = story.entries[:]
    random.shuffle(shuffled)
    assert clocks_in(story._replace(entries=shuffled), shop, now) == clocks


@given(stories(), st.sampled_from(HOURS))
def test_a_clock_that_was_late_stays_late_and_never_goes_back(lines, hours):
    shop, story = shop_of(hours), story_of(lines)
    soon, late = DAY + timedelta(days=31), DAY + timedelta(days=33)
    then = {(clock.clock, clock.started): clock for clock in clocks_in(story, shop, soon)}
    for clock in clocks_in(story, shop, late):
        former = then.get((clock.clock, clock.started))
        if former is not None and former.is_running and clock.is_running:
            assert clock.elapsed_working_s >= former.elapsed_working_s
            assert not (former.status == "overdue" and clock.status != "overdue")


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(HOURS))
def test_the_hours_that_are_written_out_count_as_the_calendar_does(first, second, hours):
    calendar = Calendar.of(shop_of(hours), ATHENS)
    written = OpenTime(calendar.written_out(DAY, DAY + timedelta(seconds=10**7)))
    one, other = DAY + timedelta(seconds=first), DAY + timedelta(seconds=second)
    one, other = one.astimezone(ZoneInfo("UTC")), other.astimezone(ZoneInfo("UTC"))
    assert written.between(one, other) == calendar.between(one, other)


def test_what_lies_outside_of_the_hours_that_are_written_out_is_refused():
    written = OpenTime(Calendar.of(Shop(), ATHENS).written_out(DAY, DAY + timedelta(days=9)))
    for outside in (DAY - timedelta(seconds=1), DAY + timedelta(days=9, seconds=1)):
        with pytest.raises(LookupError):
            written.between(DAY, outside)
