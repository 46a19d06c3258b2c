"""What the book says before a promise is made, and when closed days catch some."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.advising import advice_on, caught_words, offered_with_acknowledgement
from store.book import Book
from store.promising import keep_promise, make_promise
from store.rules.promises import margin_s, status_of
from store.rules.special_days import promises_due_in
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    return book


def promised(book: Book, what: str, due: date | datetime, kind: str = "") -> int:
    with book.transact("promise.add") as change:
        return make_promise(book, change, 1, what, due, kind).id


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def test_eight_kept_ones_are_needed_and_then_a_tight_due_is_warned_of(book: Book, clock: Clock) -> None:
    noon = at("2026-03-05 12:00")
    for count in range(8):
        assert advice_on(book, "repair", clock.now, noon) is None
        clock.now = at(f"2026-03-04 {9 + count % 2:02}:30")
        identity = promised(book, "oil", at("2026-03-06 17:00"), "Repair")
        clock.now = at("2026-03-04 16:30")
        with book.transact("promise.keep") as change:
            keep_promise(book, change, identity)
    # Four took seven hours and four six; from Thursday at nine that is until three or four o'clock.
    clock.now = at("2026-03-05 09:00")
    tight = advice_on(book, "repair", clock.now, noon)
    assert tight is not None
    assert tight.is_warning
    assert tight.words == (
        "Tight: that leaves 3 open hours. Usually it takes 6 open hours, four times of five up to 7 open hours."
    )
    assert tight.usually_by == at("2026-03-05 16:00")
    easy = advice_on(book, "repair", clock.now, at("2026-03-06 12:00"))
    assert easy is not None
    assert (easy.is_warning, easy.words[:8]) == (False, "repair: ")
    other = advice_on(book, "sale", clock.now, at("2026-03-06 12:00"))
    assert other is not None
    assert other.words.startswith("Usually 6 open hours")
    assert advice_on(book, "repair", clock.now, at("2026-03-04 12:00")) is None, "that is refused, not tight"
    clock.now += timedelta(days=100)
    assert advice_on(book, "repair", clock.now, clock.now + timedelta(days=1)) is None


def test_with_an_acknowledgement_goes_a_promise_of_its_own(book: Book, clock: Clock) -> None:
    clock.now = at("2026-03-04 09:00")
    offered = offered_with_acknowledgement(book, "email", clock.now)
    assert offered is not None
    assert (offered.due, offered.aim) == (date(2026, 3, 5), at("2026-03-04 12:36"))
    made = promised(book, "answer", offered.due, "ack")
    assert book.promise(made).aim == offered.aim
    book.set_shop({f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")})
    assert offered_with_acknowledgement(book, "email", clock.now) is None


def test_promises_caught_in_closed_days_are_named(book: Book) -> None:
    first, last = date(2026, 3, 6), date(2026, 3, 8)

    def words() -> str:
        return caught_words(book, promises_due_in(book.promises(), first, last, book.zone))

    assert words() == ""
    promised(book, "a\nhinge", first)
    assert words() == "1 promise falls into it: a hinge (Ayşe Yılmaz)."
    for number in range(4):
        promised(book, f"lamp {number}", last)
    assert words() == (
        "5 promises fall into it: a hinge (Ayşe Yılmaz); lamp 0 (Ayşe Yılmaz); lamp 1 (Ayşe Yılmaz); 2 more."
    )


def test_new_hours_leave_what_was_kept_as_it_was(book: Book, clock: Clock) -> None:
    book.set_shop({"hours.sat": ""})
    by_today = promised(book, "a hinge", WEDNESDAY.date())
    clock.now = at("2026-03-04 17:00")
    with book.transact("promise.keep") as change:
        keep_promise(book, change, by_today)
    clock.now = at("2026-03-05 09:00")
    book.set_shop({"hours.wed": "10:00-12:00", "hours.tue": ""})
    kept = book.promise(by_today)
    assert margin_s(kept, book.calendar) == 3600
    assert status_of(kept, book.calendar, clock.now) == "kept_on_time"
    next_week = promised(book, "a lamp", date(2026, 3, 11))
    assert book.calendar.due_instant(book.promise(next_week).due) == at("2026-03-11 12:00")
