"""A follow-up that is done with the contact which is logged: `+done` in the line, all in one step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.capturing import finish_with_line
from store.correcting import take_out_interaction
from store.errors import AmbiguousError, NotUnderstoodError, RegularsError, WrongStateError
from tests.books import ISTANBUL, Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """Ayşe is to be asked about the oven every week from today, and about the bread in two weeks; Zoe today."""
    book = open_book(tmp_path / "book", clock)
    for name in ("Ayşe Yılmaz", "Zoe"):
        add_customer(book, name)
    book.log("@ayse +follow every week: ask about the oven")
    book.log("@ayse +follow 2 weeks: ask about the bread")
    book.log("@zoe +follow 1 week: ask her")
    clock.now += timedelta(days=7)
    return book


def test_one_line_says_what_happened_and_that_it_is_done(book: Book) -> None:
    before = book.sequence
    (logged,) = book.log("@ayse > /phone +done 1 all well :) +promise fri: bring flour")
    assert book.sequence == before + 1
    entry = book.interaction(logged.interaction or 0)
    assert (entry.direction, entry.channel, entry.text, entry.mood) == ("out", "phone", "all well", "happy")
    done = book.follow_up(1)
    assert (done.state, done.settled, done.done_by) == ("done", entry.when, entry.id)
    assert (logged.done, logged.coming) == (1, 4)
    assert book.follow_up(4).due == date(2026, 3, 18)
    book.undo()
    assert book.follow_up(1).state == "open"
    assert book.timeline(1) == []
    book.redo()
    assert book.follow_up(1).done_by == entry.id


def test_without_a_number_it_is_the_one_that_is_to_be_seen(book: Book, clock: Clock) -> None:
    (logged,) = book.log("@ayse > +done spoke to her")
    assert logged.done == 1
    clock.now += timedelta(days=8)
    with pytest.raises(AmbiguousError, match=r"4 ask about the oven, 2 ask about the bread.*\+done and its number"):
        book.log("@ayse > +done spoke to her")
    assert book.log("@ayse > +done 2 spoke to her")[0].done == 2


def test_each_of_several_customers_has_their_own_done(book: Book) -> None:
    logged = book.log("@ayse @zoe > /visit +done at the market")
    assert [one.done for one in logged] == [1, 3]


def test_it_was_done_when_the_contact_happened(book: Book) -> None:
    (logged,) = book.log("@ayse > *yesterday 16:00 +done 1: called")
    assert book.follow_up(1).settled == datetime(2026, 3, 10, 16, tzinfo=ISTANBUL)
    assert logged.coming is not None
    assert book.follow_up(logged.coming).due == date(2026, 3, 18)


def test_by_itself_it_logs_no_contact(book: Book) -> None:
    (logged,) = book.log("@ayse +done 1")
    assert (logged.interaction, book.follow_up(1).state, book.follow_up(1).done_by) == (None, "done", None)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("@zoe > +done 1 spoke", "Zoe has no open follow-up 1"),
        ("@ayse > +done 99 spoke", "has no open follow-up 99"),
        ("@new Bob > +done spoke", "has no open follow-up"),
        ("@ayse > +done 1 +done 2 spoke", "stands in the line already"),
    ],
)
def test_what_is_not_there_is_refused(book: Book, line: str, sentence: str) -> None:
    before = book.sequence
    with pytest.raises(RegularsError, match=sentence):
        book.log(line)
    assert book.sequence == before


@pytest.mark.parametrize("word", ["done", "DONE", "yapıldı", "완료", "έγινε", "готово"])
def test_the_word_is_known_in_five_languages(book: Book, word: str) -> None:
    assert book.log(f"@ayse > +{word} 1 spoke")[0].done == 1


def test_an_entry_that_is_taken_out_leaves_it_done(book: Book) -> None:
    (logged,) = book.log("@ayse > +done 1 spoke")
    with book.transact("interaction.delete") as change:
        take_out_interaction(book, change, logged.interaction or 0)
    assert (book.follow_up(1).state, book.follow_up(1).done_by) == ("done", None)


class TestFinishing:
    def test_we_contacted_them_unless_the_line_says_otherwise(self, book: Book) -> None:
        ours = finish_with_line(book, 1, "12 loaves ordered !sale")
        theirs = finish_with_line(book, 3, "< /phone she called first")
        entries = [book.interaction(one.interaction or 0) for one in (ours, theirs)]
        assert [(entry.direction, entry.text) for entry in entries] == [
            ("out", "12 loaves ordered"),
            ("in", "she called first"),
        ]
        assert (book.follow_up(1).state, book.follow_up(3).state) == ("done", "done")

    @pytest.mark.parametrize(
        ("identity", "line", "problem"),
        [
            (1, "  ", NotUnderstoodError),
            (1, "+done 2 x", NotUnderstoodError),
            (1, "@zoe met her", WrongStateError),
            (1, "!nonsense", NotUnderstoodError),
            (99, "x", RegularsError),
        ],
    )
    def test_what_cannot_be_saved_finishes_nothing(
        self, book: Book, identity: int, line: str, problem: type[Exception]
    ) -> None:
        before = book.sequence
        with pytest.raises(problem):
            finish_with_line(book, identity, line)
        assert (book.sequence, book.follow_up(1).state) == (before, "open")
