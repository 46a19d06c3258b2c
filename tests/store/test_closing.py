"""The day's closing: what the owner finds when the shutters are down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.answering import answer, need_no_reply, resolve, wait_on
from store.book import Book
from store.closing import closing_now
from store.errors import BookUnavailableError
from store.promising import break_promise, keep_promise, move_promise, release_promise
from store.records.interaction import Interaction
from store.rules.closing import ClockOfDay, Closing, Entry
from tests.books import WEDNESDAY, Clock, add_customer, open_book

EVENING = WEDNESDAY.replace(hour=18, minute=30)


@pytest.fixture
def clock() -> Clock:
    return Clock(WEDNESDAY - timedelta(days=2))


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    book = open_book(tmp_path / "book", clock)
    for name in ("Ayşe", "Γιώργος", "김민준", "Мария", "Tom"):
        add_customer(book, name)
    yield book
    book.close()


def at(clock: Clock, hour: int, minute: int = 0, days: int = 0) -> None:
    clock.now = WEDNESDAY.replace(hour=hour, minute=minute) + timedelta(days=days)


def words(entries: tuple[Entry | ClockOfDay, ...]) -> list[str]:
    """What was missed, or is left, as one would say it."""
    return [
        f"{one.clock.clock} {one.clock.status} {one.conversation.customer}"
        if isinstance(one, ClockOfDay)
        else f"{one.kind} {one.shown.get('status', '')} {one.shown['customer_name']}".replace("  ", " ")
        for one in entries
    ]


def test_an_empty_day_is_empty(book: Book, clock: Clock) -> None:
    clock.now = EVENING
    closing = closing_now(book)
    assert closing == Closing(closing.day, (), (), (), (), (), (), 0)
    assert closing.day.is_over(clock.now)


def test_what_was_answered_in_time_and_what_too_late(book: Book, clock: Clock) -> None:
    at(clock, 9)
    book.log("@Ayşe /chat is it ready")
    book.log("@Γιώργος /chat hello")
    book.log("@김민준 /chat no need")
    at(clock, 9, 30)
    book.log("@Ayşe > /chat yes")
    with book.transact("no reply") as change:
        need_no_reply(book, change, 3)
    at(clock, 11)
    with book.transact("answer") as change:
        answer(book, change, 2)
    clock.now = EVENING
    closing = closing_now(book)
    assert [(one.conversation.customer, one.clock.elapsed_working_s) for one in closing.answered] == [(1, 1800)]
    assert words(closing.missed) == ["first_answer missed 2"]
    clock.now = EVENING + timedelta(days=1)
    assert closing_now(book).answered == ()


def test_who_got_an_answer_without_a_target_was_answered_and_who_needed_none_was_not(book: Book, clock: Clock) -> None:
    book.set_shop({"channel.chat.first_answer": "off", "channel.chat.update": "off"})
    at(clock, 9)
    book.log("@Ayşe /chat is it ready")
    book.log("@Γιώργος /chat thanks")
    with book.transact("answer") as change:
        answer(book, change, 1)
    with book.transact("no reply") as change:
        need_no_reply(book, change, 2)
    assert [one.conversation.customer for one in closing_now(book).answered] == [1]


def test_what_has_been_overdue_since_today_was_missed_and_what_since_before_is_counted(
    book: Book, clock: Clock
) -> None:
    book.log("@Ayşe /chat is it ready")
    book.log("@Γιώργος /phone +promise tomorrow 12:00: a hinge")
    at(clock, 9)
    book.log("@김민준 /chat hello")
    book.log("@Мария /phone +promise today 12:00: call back")
    clock.now = EVENING
    closing = closing_now(book)
    assert words(closing.missed) == ["waiting overdue 김민준", "promise overdue Мария"]
    assert closing.older == 3, "the answer to Ayşe, the hinge, and news of it"


def test_promises_of_the_day_and_what_became_of_them(book: Book, clock: Clock) -> None:
    for number, day in enumerate(("fri", "today", "fri", "fri", "fri"), start=1):
        book.log(f"@{number} /phone +promise {day}: thing {number}")
    at(clock, 10)
    with book.transact("keep") as change:
        keep_promise(book, change, 1)
        keep_promise(book, change, 2)
        break_promise(book, change, 3)
        release_promise(book, change, 4)
    closing = closing_now(book)
    assert [(one.promise.id, one.status) for one in closing.settled] == [
        (1, "kept_early"),
        (2, "late"),
        (3, "broken"),
        (4, "released"),
    ]
    book.compact()
    assert closing_now(book).settled == closing.settled


def test_what_is_due_until_the_shop_opens_again_and_on_the_day_on_which_it_does(book: Book, clock: Clock) -> None:
    at(clock, 17, 30)
    book.log("@Ayşe /phone +promise today 20:00: bring it round")
    book.log("@Γιώργος /phone +promise tomorrow 08:00: ring the maker")
    book.log("@김민준 /phone +promise tomorrow: a frame")
    book.log("@Мария /phone +promise fri: a wheel +follow today: ask +follow tomorrow: ask again")
    book.log("@Tom /email is it ready")
    clock.now = EVENING
    closing = closing_now(book)
    assert words(closing.tonight) == ["promise at_risk Ayşe", "promise at_risk Γιώργος", "follow_up open Мария"]
    assert words(closing.tomorrow) == ["waiting running Tom", "promise open 김민준", "follow_up open Мария"]


def test_before_a_day_off_tomorrow_is_the_day_on_which_the_shop_opens(book: Book, clock: Clock) -> None:
    at(clock, 17, days=2)
    book.log("@Ayşe /phone +promise sun 12:00: bring it round +promise mon: a frame +promise tue: a wheel")
    at(clock, 18, 30, days=2)
    closing = closing_now(book)
    assert [one.shown["what"] for one in closing.tonight] == ["bring it round"]
    assert [one.shown["what"] for one in closing.tomorrow if one.kind == "promise"] == ["a frame"]


def test_a_shop_that_never_closes_has_its_night_until_midnight(book: Book, clock: Clock) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    book.set_shop({f"hours.{day}": "00:00-24:00" for day in days})
    at(clock, 20)
    book.log("@Ayşe /phone +promise today 23:30: ring +promise tomorrow 01:00: ring again")
    closing = closing_now(book)
    assert not closing.day.is_over(clock.now)
    assert [one.shown["what"] for one in closing.tonight] == ["ring"]
    assert [one.shown["what"] for one in closing.tomorrow if one.kind == "promise"] == ["ring again"]


def test_a_shop_that_never_opens_does_not_hang(book: Book, clock: Clock) -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    book.set_shop({f"hours.{day}": "" for day in days})
    book.log("@Ayşe /chat is it ready")
    closing = closing_now(book)
    assert closing.day.closes is None
    assert closing.day.next_opening is None


def test_decisions_end_clocks_too_and_a_parked_line_is_not_forgotten(book: Book, clock: Clock) -> None:
    book.set_shop({"channel.chat.resolution": "1h"})
    book.log("@Ayşe /chat > we look into it =new +promise fri: look")
    book.log("@Γιώργος /chat is it ready")
    at(clock, 12)
    with book.transact("decide") as change:
        wait_on(book, change, 1, "customer")
        resolve(book, change, 2)
    book.park("@ayse half", clock.now)
    clock.now = EVENING
    closing = closing_now(book)
    assert "resolution missed 2" in words(closing.missed)
    assert [one.shown["line"] for one in closing.drafts] == ["@ayse half"]


def test_the_night_of_a_bar_is_one_day(book: Book, clock: Clock) -> None:
    book.set_shop({"hours.wed": "18:00-02:00", "hours.thu": "18:00-02:00"})
    at(clock, 23, 50)
    book.log("@Ayşe /chat a table?")
    clock.now = WEDNESDAY.replace(hour=0, minute=20) + timedelta(days=1)
    book.log("@Ayşe > /chat yes")
    clock.now = WEDNESDAY.replace(hour=2, minute=10) + timedelta(days=1)
    closing = closing_now(book)
    assert closing.day.day == WEDNESDAY.date()
    assert [one.conversation.customer for one in closing.answered] == [1]
    assert closing.day.is_over(clock.now)


def test_a_promise_that_was_moved_away_in_time_is_neither_missed_nor_due(book: Book, clock: Clock) -> None:
    book.log("@Ayşe /phone +promise wed 12:00: a hinge")
    at(clock, 10)
    with book.transact("move") as change:
        move_promise(book, change, 1, WEDNESDAY.date() + timedelta(days=9), told=True)
    clock.now = EVENING
    closing = closing_now(book)
    assert [one for one in (*closing.missed, *closing.tonight, *closing.tomorrow) if _is_promise(one)] == []


def _is_promise(one: Entry | ClockOfDay) -> bool:
    return isinstance(one, Entry) and one.kind == "promise"


def test_what_was_written_on_a_day_is_found_in_the_years_and_in_what_changed_since(book: Book, clock: Clock) -> None:
    at(clock, 9)
    for number in range(1, 4):
        book.log(f'@{number} /counter hello {number}, the note says "when":"2026-03-04 and no more')
    at(clock, 9, days=1)
    book.log("@1 /counter hello again")
    book.compact()
    day = WEDNESDAY.date()

    def found() -> list[str]:
        return [one.text.split(",")[0] for one in book.of_day(Interaction, "when", day)]

    assert found() == ["hello 1", "hello 2", "hello 3"]
    with book.transact("interaction.edit") as change:
        change.put(replace(book.interaction(2), when=WEDNESDAY - timedelta(days=1)))
        change.drop(book.interaction(3))
    assert found() == ["hello 1"]
    book.log("@2 /counter *2026-03-04 10:00 hello late")
    assert found() == ["hello 1", "hello late"]
    book.compact()
    assert found() == ["hello 1", "hello late"]
    book.undo()
    assert found() == ["hello 1"]


def test_a_damaged_year_is_said(book: Book, clock: Clock) -> None:
    at(clock, 9)
    book.log("@Ayşe /counter hello there")
    book.compact()
    book.close()
    path = book.folder / "years" / "2026.json"
    data = path.read_bytes().replace(b"hello there", b"hullo there")
    path.write_bytes(data)
    again = Book.open(book.folder, clock=clock)
    with pytest.raises(BookUnavailableError, match="doctor --repair"):
        closing_now(again)
