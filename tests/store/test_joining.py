"""Two conversations about one matter made one, and taken apart again by undo."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from store.answering import need_no_reply, resolve, wait_on
from store.book import Book
from store.clocks import clocks_in, standing_of
from store.doctor import examine
from store.errors import NotFoundError, NotUnderstoodError, RegularsError, WrongStateError
from store.joining import join_conversations
from store.records.conversation import Conversation
from tests.books import WEDNESDAY, Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """Ayşe asks by e-mail at 9:30, and at 10:30 by chat about what is the same matter."""
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    add_customer(book, "Zoe")
    book.log("@ayse /email is my oven ready")
    clock.now += timedelta(hours=1)
    book.log("@ayse /chat hello? the oven =new +promise fri: bring it +follow 2 weeks: ask")
    return book


def join(book: Book, keep: int, other: int) -> Conversation:
    with book.transact("conversation.merge") as change:
        return join_conversations(book, change, keep, other)


def waits(book: Book, conversation: int) -> list[tuple[str, str, str]]:
    """Kind, channel and status of the answer clocks."""
    clocks = clocks_in(book, conversation)
    return [(one.clock, one.channel, one.status) for one in clocks if one.clock.endswith("answer")]


def test_everything_goes_along_and_the_other_points_to_it(book: Book) -> None:
    kept = join(book, 1, 2)
    assert [entry.text for entry in book.interactions_in(kept)] == ["is my oven ready", "hello? the oven"]
    assert [promise.what for promise in book.promises_in(kept)] == ["bring it"]
    assert [follow_up.conversation for follow_up in book.follow_ups(1)] == [1]
    gone = book.conversation(2)
    assert (gone.merged_into, gone.settled is not None) == (1, True)
    assert [event.other for event in kept.events if event.kind == "merged"] == [2]
    assert {row["row"] for row in book.agenda()} == {"c1", "u1", "p1", "f1"}
    assert examine(book.folder, clock=Clock(WEDNESDAY + timedelta(hours=2)))[-1].kind == "backup"


def test_the_clock_runs_from_the_first_message_of_both(book: Book, clock: Clock) -> None:
    for keep, other in ((2, 1), (1, 2)):
        join(book, keep, other)
        (clock_of,) = (one for one in clocks_in(book, keep) if one.clock == "first_answer")
        assert (clock_of.started, clock_of.channel) == (WEDNESDAY, "email")
        book.undo()


def test_undo_takes_them_apart_and_redo_joins_them_again(book: Book) -> None:
    before = book.agenda()
    join(book, 1, 2)
    after = book.agenda()
    book.undo()
    assert book.agenda() == before
    assert book.conversation(2).merged_into is None
    assert [entry.text for entry in book.interactions_in(book.conversation(2))] == ["hello? the oven"]
    book.redo()
    assert book.agenda() == after


def test_that_one_was_resolved_settles_nothing_while_the_other_is_open(book: Book) -> None:
    book.log("@ayse > /chat it comes =2 +kept")
    with book.transact("conversation.resolve") as change:
        resolve(book, change, 2, "a new door")
    kept = join(book, 1, 2)
    assert kept.settled is None
    assert kept.outcome == "a new door"
    assert book.conversation_state(1).waiting_on == "customer", "the answer by chat answers both"
    assert waits(book, 1) == [("first_answer", "email", "met")]


def test_two_that_were_resolved_stay_resolved_with_both_outcomes(book: Book, clock: Clock) -> None:
    for conversation, outcome in ((1, "his money back"), (2, "a new door")):
        clock.now += timedelta(hours=1)
        with book.transact("conversation.resolve") as change:
            resolve(book, change, conversation, outcome)
    kept = join(book, 2, 1)
    assert kept.outcome == "a new door\nhis money back"
    assert kept.settled == clock.now
    assert standing_of(book, 2).state.resolved == clock.now


def test_one_resolved_before_the_other_began_leaves_that_open(book: Book, clock: Clock) -> None:
    with book.transact("conversation.resolve") as change:
        resolve(book, change, 1)
        resolve(book, change, 2)
    clock.now += timedelta(days=2)
    book.log("@ayse /counter the door squeaks !complaint =new")
    kept = join(book, 3, 1)
    state = book.conversation_state(3)
    assert (kept.settled, state.settled, state.waiting_on) == (None, False, "us")


def test_that_no_reply_is_needed_to_one_lets_no_message_of_the_other_go(book: Book) -> None:
    with book.transact("conversation.no_reply") as change:
        need_no_reply(book, change, 2)
    join(book, 1, 2)
    assert waits(book, 1) == [("first_answer", "email", "running")]


def test_hand_offs_of_both_are_counted(book: Book, clock: Clock) -> None:
    for conversation, name in ((1, "ACS"), (2, "DHL")):
        clock.now += timedelta(minutes=5)
        with book.transact("conversation.wait") as change:
            wait_on(book, change, conversation, "third_party", name)
    join(book, 1, 2)
    state = book.conversation_state(1)
    assert (state.waiting_on, state.third_party, state.hand_offs) == ("third_party", "DHL", 2)


def test_what_is_said_of_the_one_that_went_is_about_the_one_that_stayed(book: Book) -> None:
    join(book, 1, 2)
    assert book.log("@ayse > /email it is =2")[0].conversation == 1
    book.log("@ayse /email another matter =new")
    join(book, 3, 1)
    assert {book.conversation(gone).merged_into for gone in (1, 2)} == {3}
    assert len(book.interactions_in(book.conversation(3))) == 4


@pytest.mark.parametrize(
    ("keep", "other", "error", "words"),
    [
        (1, 1, NotUnderstoodError, "already"),
        (1, 9, NotFoundError, "no conversation 9"),
        (1, 3, WrongStateError, "two customers"),
    ],
)
def test_what_cannot_be_one_is_refused_by_name(
    book: Book, keep: int, other: int, error: type[RegularsError], words: str
) -> None:
    book.log("@zoe /email do you have rye")
    before = book.sequence
    with pytest.raises(error, match=words):
        join(book, keep, other)
    assert book.sequence == before


def test_one_that_is_part_of_another_is_merged_only_once(book: Book) -> None:
    join(book, 1, 2)
    for keep, other in ((1, 2), (2, 1)):
        with pytest.raises(WrongStateError, match="part of conversation 1"):
            join(book, keep, other)


def test_whatever_was_written_before_joining_the_clock_runs_as_if_it_had_been_one(book: Book, clock: Clock) -> None:
    clock.now += timedelta(minutes=30)
    book.log("@ayse > /chat !ack we look =2")
    clock.now += timedelta(hours=1)
    book.log("@ayse > /email it is ready =1")
    clock.now += timedelta(days=1)
    book.log("@ayse /email and the door? =1")
    join(book, 1, 2)
    answers = [one for one in clocks_in(book, 1) if one.clock.endswith("answer")]
    assert [(one.clock, one.status, one.elapsed_real_s) for one in answers] == [
        ("first_answer", "met", 150 * 60),
        ("next_answer", "running", 0),
    ]
    updates = [one.elapsed_real_s for one in clocks_in(book, 1) if one.clock == "update"]
    assert updates == [90 * 60, 60 * 60, 24 * 3600], "the promise of the one keeps the whole on us"
