"""What becomes of promises, one or several in one change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError, RegularsError, WrongStateError
from store.promising import break_promise, keep_promise, make_promise, move_promise, release_promise
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, open_book

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=ISTANBUL)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """Two promises to Ayşe: a hinge by Friday 17:00, and a call on Monday."""
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    with book.transact("promise.add") as change:
        make_promise(book, change, 1, "send a\nhinge", FRIDAY, " repair ", "if the part arrives")
        make_promise(book, change, 1, "call", date(2026, 3, 9))
    return book


def test_a_promise_is_made_with_its_aim_and_in_its_conversation(book: Book) -> None:
    asked = book.log("@ayse /email the door squeaks")[0].conversation
    hinge = book.promise(1)
    assert (hinge.what, hinge.kind, hinge.condition) == ("send a hinge", "repair", "if the part arrives")
    assert (hinge.made, hinge.due, hinge.original_due) == (WEDNESDAY, FRIDAY, FRIDAY)
    assert WEDNESDAY < hinge.aim < FRIDAY
    with book.transact("promise.add") as change:
        made = make_promise(book, change, 1, "oil it", FRIDAY, conversation=asked)
    assert [one.id for one in book.promises_in(book.conversation(asked or 0))] == [made.id]


def test_several_are_kept_in_one_change_and_come_back_in_one_undo(book: Book) -> None:
    before = book.sequence
    with book.transact("rows.done") as change:
        for identity in (1, 2):
            keep_promise(book, change, identity)
    assert book.sequence == before + 1
    assert (book.promises(), book.agenda()) == ([], [])
    book.undo()
    assert [one.state for one in book.promises()] == ["open", "open"]
    assert len(book.agenda()) == 2


def test_one_that_cannot_be_kept_leaves_all_as_they_were(book: Book) -> None:
    with book.transact("promise.break") as change:
        break_promise(book, change, 2)
    refusal = pytest.raises(WrongStateError, match="already given up on 2026-03-04: call")
    with refusal, book.transact("rows.done") as change:
        for identity in (1, 2):
            keep_promise(book, change, identity)
    assert book.promise(1).state == "open"


def test_it_may_have_been_settled_before_it_was_noted_and_not_after(book: Book, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    yesterday = WEDNESDAY + timedelta(hours=2)
    with book.transact("promise.keep") as change:
        assert keep_promise(book, change, 1, yesterday).settled == yesterday
        assert release_promise(book, change, 2).settled == clock.now
    with pytest.raises(WrongStateError, match="released us"), book.transact("promise.keep") as change:
        keep_promise(book, change, 2)
    book.undo()
    for at in (WEDNESDAY - timedelta(days=1), clock.now + timedelta(minutes=1)):
        with pytest.raises(RegularsError), book.transact("promise.keep") as change:
            keep_promise(book, change, 1, at)


def test_a_move_keeps_where_it_was_and_whether_they_were_told(book: Book) -> None:
    with book.transact("promise.move") as change:
        move_promise(book, change, 1, date(2026, 3, 10), False)
        moved = move_promise(book, change, 1, date(2026, 3, 10), True)
    assert [(one.former, one.told) for one in moved.moves] == [(FRIDAY, False), (date(2026, 3, 10), True)]
    assert book.promise(1).due == date(2026, 3, 10)
    with pytest.raises(WrongStateError, match="before it was promised"), book.transact("promise.move") as change:
        move_promise(book, change, 1, date(2026, 3, 3), True)


def test_what_cannot_be_promised_is_refused_in_a_sentence(book: Book) -> None:
    add_customer(book, "Zoe")
    asked = book.log("@zoe /email do you have rye")[0].conversation
    before = book.sequence
    for problem, customer, what, due, conversation in (
        (NotFoundError, 9, "call", FRIDAY, None),
        (NotUnderstoodError, 1, " \n", FRIDAY, None),
        (WrongStateError, 1, "call", date(2026, 3, 3), None),
        (WrongStateError, 1, "call", FRIDAY, asked),
        (NotFoundError, 1, "call", FRIDAY, 99),
    ):
        with pytest.raises(problem) as refused, book.transact("promise.add") as change:
            make_promise(book, change, customer, what, due, conversation=conversation)
        assert refused.value.sentence.endswith(".")
    assert book.sequence == before
