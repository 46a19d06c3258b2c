"""What falls on which day, worked out once and kept up by changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.promising import keep_promise, make_promise, move_promise
from store.records.follow_up import FollowUp
from store.reminding import drop_follow_up, finish_follow_up, make_follow_up, skip_follow_up, snooze_follow_up
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, open_book

TODAY = WEDNESDAY.date()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    return book


def note(book: Book, what: str, due: date | datetime | None, rule: str = "", occasion: str = "") -> int:
    with book.transact("followup.add") as change:
        return make_follow_up(book, change, 1, what, due, rule, occasion=occasion).id


def promise(book: Book, what: str, due: date | datetime) -> int:
    with book.transact("promise.add") as change:
        return make_promise(book, change, 1, what, due).id


def on(book: Book, day: date) -> list[str]:
    return [one.follow_up.what for one in book.days.follow_ups_on(day)]


def month(book: Book) -> dict[str, tuple[int, int]]:
    """The days of five weeks on which anything falls."""
    loads = book.days.loads(TODAY - timedelta(days=3), 35)
    first = TODAY - timedelta(days=3)
    return {f"{first + timedelta(days=away):%m-%d}": tuple(load) for away, load in enumerate(loads) if load.total}


def test_a_month_says_how_full_each_day_is(book: Book) -> None:
    note(book, "ask about the hinge", TODAY - timedelta(days=2))
    note(book, "call about the oven", TODAY + timedelta(days=1), "FREQ=WEEKLY;INTERVAL=2")
    note(book, "fetch the tray", datetime(2026, 3, 5, 15, tzinfo=ISTANBUL))
    note(book, "bring the flowers in", None, occasion="frost")
    promise(book, "send a hinge", date(2026, 3, 5))
    promise(book, "write the bill", datetime(2026, 3, 6, 10, tzinfo=ISTANBUL))
    assert month(book) == {
        "03-02": (1, 0),
        "03-05": (2, 1),
        "03-06": (0, 1),
        "03-19": (1, 0),
        "04-02": (1, 0),
    }
    assert on(book, date(2026, 3, 5)) == ["call about the oven", "fetch the tray"], "all day first"
    assert on(book, date(2026, 3, 19)) == ["call about the oven"]
    assert [one.is_coming for one in book.days.follow_ups_on(date(2026, 3, 19))] == [True]
    assert [one.what for one in book.days.promises_on(date(2026, 3, 5))] == ["send a hinge"]
    assert {one.what for one in book.days.follow_ups().values()} > {"bring the flowers in"}


def test_every_change_and_its_undoing_is_taken_in(book: Book, clock: Clock) -> None:
    weekly = note(book, "call about the oven", TODAY, "FREQ=WEEKLY")
    sent = promise(book, "send a hinge", date(2026, 3, 5))
    everything = month(book)
    assert list(everything) == ["03-04", "03-05", "03-11", "03-18", "03-25", "04-01"]

    def changed(deed: object) -> list[str]:
        with book.transact("something") as change:
            deed(change)  # type: ignore[operator]
        found = month(book)
        fresh = Book.open(book.folder, clock=clock)
        assert month(fresh) == found, "as a session that opens now works it out"
        fresh._storage.close()
        book.undo()
        assert month(book) == everything
        return list(found)

    assert changed(lambda change: finish_follow_up(book, change, weekly))[0] == "03-05"
    assert changed(lambda change: skip_follow_up(book, change, weekly))[:2] == ["03-05", "03-11"]
    assert changed(lambda change: drop_follow_up(book, change, weekly)) == ["03-05"]
    put_off = changed(lambda change: snooze_follow_up(book, change, weekly, date(2026, 3, 13)))
    assert put_off == ["03-05", "03-13", "03-18", "03-25", "04-01"]
    assert "03-05" not in changed(lambda change: keep_promise(book, change, sent))
    assert "03-12" in changed(lambda change: move_promise(book, change, sent, date(2026, 3, 12), True))


def test_what_another_session_changes_is_taken_in(book: Book, clock: Clock) -> None:
    assert month(book) == {}
    other = Book.open(book.folder, clock=clock)
    note(other, "call about the oven", date(2026, 3, 9))
    book.follow()
    assert month(book) == {"03-09": (1, 0)}


def test_after_midnight_the_days_are_worked_out_anew(book: Book, clock: Clock) -> None:
    note(book, "call about the oven", TODAY, "FREQ=DAILY;INTERVAL=7")
    assert list(month(book))[:2] == ["03-04", "03-11"]
    clock.now += timedelta(days=7)
    assert list(month(book))[:2] == ["03-04", "03-18"], "overdue, and what would come today does not come by itself"


def test_years_ahead_are_worked_out_when_they_are_looked_at(book: Book) -> None:
    note(book, "service", date(2026, 5, 4), "FREQ=YEARLY")
    for year in (2027, 2026, 2031, 2029):
        assert on(book, date(year, 5, 4)) == ["service"]
        assert on(book, date(year, 5, 5)) == []
    assert [load.total for load in book.days.loads(date(2029, 5, 3), 3)] == [0, 1, 0]


def test_a_rule_that_cannot_be_read_leaves_the_rest_alone(book: Book) -> None:
    with book.transact("import") as change:
        change.add(FollowUp(customer=1, what="strange", made=change.now, due=TODAY, rule="FREQ=SOMETIMES"))
    note(book, "call", TODAY, "FREQ=WEEKLY")
    assert on(book, TODAY) == ["strange", "call"]
    assert on(book, TODAY + timedelta(days=7)) == ["call"]


def test_once_a_snooze_is_over_it_stands_overdue_on_the_day_of_its_due(book: Book, clock: Clock) -> None:
    late = note(book, "ask about the hinge", TODAY - timedelta(days=2))
    with book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, late, WEDNESDAY + timedelta(hours=3))
    assert (month(book), book.days.overdue_count()) == ({"03-04": (1, 0)}, 0)
    clock.now += timedelta(hours=4)
    assert (month(book), book.days.overdue_count()) == ({"03-02": (1, 0)}, 1)
    clock.now -= timedelta(hours=2)
    assert (month(book), book.days.overdue_count()) == ({"03-04": (1, 0)}, 0), "the clock was set back"


def test_what_comes_again_today_does_so_until_its_hour_has_passed(book: Book, clock: Clock) -> None:
    note(book, "wind the clock", datetime(2026, 3, 2, 15, tzinfo=ISTANBUL), "FREQ=DAILY;INTERVAL=2")
    assert list(month(book))[:2] == ["03-02", "03-04"]
    clock.now += timedelta(hours=6)
    assert list(month(book))[:2] == ["03-02", "03-06"]
