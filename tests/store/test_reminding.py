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


def test_what_was_missed_three_times_is_done_once_and_told(book: Book) -> None:
    clock = book._clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(days=22)
    with book.transact("followup.done") as change:
        finished = finish_follow_up(book, change, 2)
    assert finished.follow_up.missed == 3
    assert finished.coming is not None
    assert (finished.coming.due, finished.coming.missed) == (date(2026, 4, 1), 0)
    assert book.follow_up(2).missed == 3, "it stands in the history"


def test_one_that_counts_from_completion_begins_anew_when_it_was_done(book: Book) -> None:
    with book.transact("followup.add") as change:
        made = make_follow_up(book, change, 1, "sharpen the knives", TODAY, "FREQ=WEEKLY", counts_from="completion")
    yesterday = WEDNESDAY - timedelta(days=1)
    clock = book._clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(days=3)
    with book.transact("followup.done") as change:
        finished = finish_follow_up(book, change, made.id, at=yesterday)
    assert finished.follow_up.settled == clock.now, "it cannot have been done before it was noted"
    assert finished.coming is not None
    assert finished.coming.due == date(2026, 3, 14)


def test_a_season_that_is_over_is_taken_off_by_skipping_and_comes_again(book: Book) -> None:
    clock = book._clock
    assert isinstance(clock, Clock)
    with book.transact("followup.add") as change:
        tyres = make_follow_up(book, change, 1, "summer tyres", None, season="03-01..04-15")
    assert tyres.due == date(2026, 3, 1), "the window that is open today"
    clock.now += timedelta(days=60)
    refusal = pytest.raises(WrongStateError, match="season of follow-up 3 is over")
    with refusal, book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, tyres.id, date(2026, 6, 1))
    with book.transact("followup.skip") as change:
        skipped = skip_follow_up(book, change, tyres.id)
    assert (skipped.follow_up.state, skipped.follow_up.missed) == ("skipped", 1)
    assert skipped.coming is not None
    assert skipped.coming.due == date(2027, 3, 1)


def test_a_season_is_put_off_within_its_window_only(book: Book) -> None:
    with book.transact("followup.add") as change:
        tyres = make_follow_up(book, change, 1, "summer tyres", None, season="03-01..04-15")
        snooze_follow_up(book, change, tyres.id, date(2026, 4, 15))
    refusal = pytest.raises(NotUnderstoodError, match="Its season ends on Wednesday 15 April")
    with refusal, book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, tyres.id, date(2026, 4, 16))


def test_what_waits_for_the_frost_is_not_put_off(book: Book) -> None:
    with book.transact("followup.add") as change:
        waiting = make_follow_up(book, change, 1, "ask about the heating", None, occasion="frost")
    with pytest.raises(WrongStateError, match="waits for frost"), book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, waiting.id, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("due", "more", "sentence"),
    [
        (TODAY, {"rule": "FREQ=YEARLY;UNTIL=20250101"}, "would end on 2025-01-01"),
        (TODAY, {"rule": "FREQ=YEARLY;INTERVAL=500"}, "in more than 100 years"),
        (TODAY, {"rule": "FREQ=DAILY;INTERVAL=0"}, "cannot be read"),
        (TODAY, {"rule": "FREQ=YEARLY;INTERVAL=10000"}, "cannot be read"),
        (date(2200, 1, 1), {}, "in more than 100 years"),
        (TODAY, {"season": "03-01..04-15", "rule": "FREQ=DAILY"}, "comes every year by itself"),
        (None, {"season": "03-01..04-15", "occasion": "frost"}, "comes every year by itself"),
        (TODAY, {"season": "02-30..03-01"}, "is no season"),
        (TODAY, {"lead_days": 367}, "0 to 366 days ahead"),
        (TODAY, {"lead_days": -1}, "0 to 366 days ahead"),
        (TODAY, {"kind": "renewal"}, "term of the renewal"),
        (TODAY, {"thing": 9}, "no thing 9"),
        (TODAY, {"promise": 9}, "no promise 9"),
    ],
)
def test_what_does_not_go_together_is_refused(
    book: Book, due: date | None, more: dict[str, object], sentence: str
) -> None:
    before = book.sequence
    with pytest.raises((NotUnderstoodError, NotFoundError), match=sentence), book.transact("followup.add") as change:
        make_follow_up(book, change, 1, "ask", due, **more)  # type: ignore[arg-type]
    assert book.sequence == before


def test_a_day_that_is_opened_moves_what_is_ahead_and_nothing_else(book: Book) -> None:
    sunday = date(2026, 3, 8)
    book.set_shop({"hours.sun": ""})
    with book.transact("followup.add") as change:
        ahead = make_follow_up(book, change, 1, "fetch the tins", sunday, on_closed="next")
        passed = make_follow_up(book, change, 1, "ask", date(2026, 3, 1), on_closed="next")

    def shown() -> dict[int, str]:
        return {row["id"]: row["from"][:10] for row in book.agenda()}

    assert (shown()[ahead.id], shown()[passed.id]) == ("2026-03-09", "2026-03-02")
    book.set_shop({"hours.sun": "10:00-14:00"})
    assert (shown()[ahead.id], shown()[passed.id]) == ("2026-03-08", "2026-03-02")
    assert book.follow_up(ahead.id).due == sunday, "the plan is as it was"
