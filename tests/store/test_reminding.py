"""What becomes of follow-ups, one or several in one change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError, WrongStateError
from store.reminding import drop_follow_up, finish_follow_up, make_follow_up, skip_follow_up, snooze_follow_up
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, open_book

TODAY = date(2026, 3, 4)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Two follow-ups with Ayşe: about the oven, today; about the bread, today and every week."""
    book = open_book(tmp_path / "book", Clock())
    add_customer(book, "Ayşe Yılmaz")
    with book.transact("followup.add") as change:
        make_follow_up(book, change, 1, "ask about\tthe oven", TODAY)
        make_follow_up(book, change, 1, "ask about the bread", TODAY, "freq=weekly")
    return book


def test_several_are_done_in_one_change_and_what_recurs_comes_again(book: Book) -> None:
    before = book.sequence
    with book.transact("rows.done") as change:
        finished = [finish_follow_up(book, change, identity) for identity in (1, 2)]
    assert book.sequence == before + 1
    assert [one.follow_up.state for one in finished] == ["done", "done"]
    assert finished[0].coming is None
    assert finished[1].coming is not None
    assert [(one.id, one.due) for one in book.follow_ups()] == [(3, date(2026, 3, 11))]
    book.undo()
    assert [one.id for one in book.follow_ups()] == [2, 1]


def test_one_is_skipped_or_dropped(book: Book) -> None:
    with book.transact("followup.skipped") as change:
        skipped = skip_follow_up(book, change, 2)
    assert (skipped.follow_up.state, skipped.follow_up.settled) == ("skipped", WEDNESDAY)
    with book.transact("followup.dropped") as change:
        assert drop_follow_up(book, change, 3).state == "dropped"
        assert drop_follow_up(book, change, 1).what == "ask about the oven"
    assert book.follow_ups() == []
    assert len(book.follow_ups(settled=True)) == 3


@pytest.mark.parametrize("deed", [finish_follow_up, skip_follow_up, drop_follow_up])
def test_one_that_is_over_is_refused_and_says_how_it_ended(book: Book, deed: Callable[..., object]) -> None:
    with book.transact("followup.done") as change:
        finish_follow_up(book, change, 1)
    refusal = pytest.raises(WrongStateError, match="Follow-up 1 is done already: ask about the oven")
    with refusal, book.transact("followup.done") as change:
        for identity in (2, 1):
            deed(book, change, identity)
    assert book.follow_up(2).state == "open"
    with pytest.raises(NotFoundError), book.transact("followup.done") as change:
        deed(book, change, 99)


def test_one_that_is_put_off_is_out_of_sight_until_then(book: Book) -> None:
    later = datetime(2026, 3, 4, 16, 0, tzinfo=ISTANBUL)
    with book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, 1, date(2026, 3, 7))
        snooze_follow_up(book, change, 2, later)
    assert [one.snoozed_until for one in book.follow_ups()] == [later, date(2026, 3, 7)]
    assert book.follow_up(1).due == TODAY
    for passed in (TODAY, WEDNESDAY, WEDNESDAY - timedelta(days=3)):
        with pytest.raises(NotUnderstoodError, match="has passed"), book.transact("followup.snooze") as change:
            snooze_follow_up(book, change, 1, passed)


def test_one_that_waits_for_something_needs_no_day(book: Book) -> None:
    with book.transact("followup.add") as change:
        waiting = make_follow_up(book, change, 1, "ask about the heating", None, occasion="frost")
    assert (book.follow_up(waiting.id).due, waiting.occasion) == (None, "frost")


def test_what_says_too_little_is_refused(book: Book) -> None:
    before = book.sequence
    for problem, customer, what, due, rule, conversation in (
        (NotFoundError, 9, "ask", TODAY, "", None),
        (NotUnderstoodError, 1, "  ", TODAY, "", None),
        (NotUnderstoodError, 1, "ask", None, "", None),
        (NotUnderstoodError, 1, "ask", None, "FREQ=WEEKLY", None),
        (NotUnderstoodError, 1, "ask", TODAY, "FREQ=SOMETIMES", None),
        (NotFoundError, 1, "ask", TODAY, "", 99),
    ):
        with pytest.raises(problem), book.transact("followup.add") as change:
            make_follow_up(book, change, customer, what, due, rule, conversation=conversation)
    assert book.sequence == before
