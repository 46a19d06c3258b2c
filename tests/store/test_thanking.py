"""What becomes of days to mark and cards to write, through the book: once, remembered, and right a year later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.correcting import put_right_interaction, take_out_interaction
from store.database.agenda_file import read_header
from store.doctor import examine
from store.errors import WrongStateError
from store.merging import merge_customers
from store.records.customer import MarkedDate
from store.thanking import attention_of, attentions_of, greet, pass_over, post_card
from tests.books import WEDNESDAY, Clock, add_customer, open_book

BORN = MarkedDate(label="birthday", month=3, day=10, year=1980)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """Ayşe, whose birthday is on 10 March, and Zoe."""
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz", dates=(BORN,))
    add_customer(book, "Zoe")
    return book


def seen(book: Book, customer: int | None = None) -> list[str]:
    return [f"{row['reason']} {row['on']}" for row in attentions_of(book, customer)]


def do(book: Book, what: Callable[..., object], reason: str) -> None:
    (row,) = [row for row in attentions_of(book) if row["reason"] == reason]
    with book.transact("thanks.done") as change:
        what(book, change, attention_of(row))


def test_a_birthday_comes_every_year_until_it_is_greeted_and_then_the_next(book: Book, clock: Clock) -> None:
    assert seen(book) == ["date 2026-03-10"]
    do(book, greet, "date")
    assert seen(book) == []
    clock.now = datetime(2027, 3, 5, 10, tzinfo=WEDNESDAY.tzinfo)
    assert seen(book) == ["date 2027-03-10"]
    assert attentions_of(book)[0]["years"] == 47


@pytest.mark.parametrize("compacts", [False, True])
def test_what_passed_while_nothing_was_written_is_right_years_later(
    tmp_path: Path, book: Book, clock: Clock, compacts: bool
) -> None:
    if compacts:
        book.compact()
    book.close()
    clock.now = datetime(2029, 3, 8, 10, tzinfo=WEDNESDAY.tzinfo)
    again = Book.open(tmp_path / "book", clock=clock)
    assert seen(again) == ["date 2029-03-10"]
    again.close()


def test_every_day_of_two_years_shows_it_from_a_week_before_to_a_week_after(book: Book, clock: Clock) -> None:
    shown = []
    start = clock.now
    for day in range(730):
        clock.now = start + timedelta(days=day)
        if day % 10 == 0:
            book.tidy()
        if seen(book):
            shown.append(clock.now.date())
    assert (
        shown
        == [
            *(date(2026, 3, 4) + timedelta(days=one) for one in range(14)),
            *(date(2027, 3, 3) + timedelta(days=one) for one in range(15)),
            date(2028, 3, 3),  # the last day: the week before 10 March 2028 has begun
        ][: len(shown)]
    )
    assert len(shown) >= 29


def test_the_file_is_written_anew_before_it_runs_out(tmp_path: Path, book: Book, clock: Clock) -> None:
    path = str(tmp_path / "book" / "agenda.jsonl")
    book.compact()
    first = read_header(path)["thanks"]
    clock.now += timedelta(days=20)
    book.tidy()
    assert read_header(path)["thanks"] == first
    clock.now += timedelta(days=20)
    book.tidy()
    assert read_header(path)["thanks"] > first
    assert not [finding for finding in examine(tmp_path / "book", clock) if finding.kind == "agenda"]


def test_a_clock_put_back_by_a_month_shows_what_it_should(book: Book, clock: Clock) -> None:
    book.compact()
    clock.now -= timedelta(days=31)
    assert seen(book) == []
    clock.now += timedelta(days=28)
    assert seen(book) == []
    clock.now += timedelta(days=2)
    assert seen(book) == ["date 2026-03-10"]


def test_only_the_first_purchase_is_thanked_for_in_whatever_order_they_are_typed(book: Book) -> None:
    book.log("@zoe /counter a bell !sale *monday 10:00")
    book.log("@zoe /counter a lock !sale *today 09:00")
    assert seen(book, 2) == ["first_sale 2026-03-02"]
    book.log("@zoe /counter a tyre, forgotten until now !sale *sunday 10:00")
    assert seen(book, 2) == ["first_sale 2026-03-01"]
    with book.transact("interaction.delete") as change:
        take_out_interaction(book, change, 3)
    assert seen(book, 2) == ["first_sale 2026-03-02"]
    do(book, post_card, "first_sale")
    assert seen(book, 2) == []
    book.log("@zoe /counter and another !sale")
    assert seen(book, 2) == []


def test_an_old_customers_purchase_is_not_the_first(book: Book, clock: Clock) -> None:
    clock.now = datetime(2025, 6, 2, 10, tzinfo=WEDNESDAY.tzinfo)
    book.log("@zoe /counter a bell !sale")
    clock.now = WEDNESDAY
    book.compact()  # the first purchase lies in its year now
    book.log("@zoe /counter a lock !sale")
    assert seen(book, 2) == []


def test_a_compliment_that_is_none_takes_its_card_along(book: Book) -> None:
    (logged,) = book.log("@zoe /counter lovely !compliment")
    assert seen(book, 2) == ["compliment 2026-03-04"]
    with book.transact("interaction.edit") as change:
        put_right_interaction(book, change, replace(book.interaction(logged.interaction), kind="question"))
    assert seen(book, 2) == []
    book.undo()
    assert seen(book, 2) == ["compliment 2026-03-04"]


def test_what_is_ticked_once_is_refused_a_second_time(book: Book) -> None:
    book.log("@zoe /counter lovely !compliment")
    row = attentions_of(book, 2)[0]
    with book.transact("thanks.posted") as change:
        post_card(book, change, attention_of(row))
    for again in (post_card, greet, pass_over):
        with pytest.raises(WrongStateError), book.transact("thanks.posted") as change:
            again(book, change, attention_of(row))  # type: ignore[operator]
    assert book.interaction_count(2) == 2


def test_one_card_thanks_for_everything_two_compliments_of_a_day_among_them(book: Book) -> None:
    add_customer(book, "Kim", since=WEDNESDAY.date(), referred_by=2)
    book.log("@zoe /counter a bell !sale *today 09:00")
    book.log("@zoe /counter lovely !compliment *today 09:10")
    book.log("@zoe /phone lovely again !compliment *today 09:20")
    assert seen(book, 2).count("compliment 2026-03-04") == 2
    do(book, post_card, "first_sale")
    assert seen(book, 2) == []
    assert [one.kind for one in book.timeline(2)].count("thanks") == 1
    book.undo()
    assert len(seen(book, 2)) == 4


def test_passing_over_logs_no_letter(book: Book) -> None:
    book.log("@zoe /counter lovely !compliment")
    do(book, pass_over, "compliment")
    assert seen(book, 2) == []
    assert book.interaction_count(2) == 1
    assert book.customer(2).ticks[0].state == "passed"


def test_whoever_sent_somebody_is_thanked_once_also_after_the_two_are_made_one(book: Book) -> None:
    kim = add_customer(book, "Kim", since=WEDNESDAY.date(), referred_by=2)
    assert seen(book, 2) == ["referral 2026-03-04"]
    do(book, post_card, "referral")
    assert seen(book, 2) == []
    other = add_customer(book, "Kim Minjun")
    merge_customers(book, other.id, kim.id)
    assert seen(book) == ["date 2026-03-10"]
    assert book.customer(other.id).referred_by == 2
    merge_customers(book, 1, 2)
    assert book.customer(other.id).referred_by == 1
    assert seen(book) == ["date 2026-03-10"]


def test_a_name_that_changes_changes_on_the_row(book: Book) -> None:
    add_customer(book, "Kim", since=WEDNESDAY.date(), referred_by=2)
    book.log("@zoe /counter lovely !compliment")
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(2), name="Zoe Adams"))
    assert {row["customer_name"] for row in attentions_of(book, 2)} == {"Zoe Adams"}


def test_wanting_to_be_left_alone_takes_everything_away_and_brings_it_back(book: Book) -> None:
    add_customer(book, "Kim", since=WEDNESDAY.date(), referred_by=2)
    book.log("@zoe /counter lovely !compliment")
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(2), do_not_contact=True))
    assert seen(book, 2) == []
    book.undo()
    assert seen(book, 2) == ["compliment 2026-03-04", "referral 2026-03-04"]


def test_other_lead_days_hold_at_once(book: Book) -> None:
    book.set_shop({"dates.lead_days": "2"})
    assert seen(book) == []
    book.set_shop({"dates.lead_days": "14"})
    assert seen(book) == ["date 2026-03-10"]
