"""What is decided about conversations, one or several in one change: answered, handed on, resolved, opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.answering import answer, need_no_reply, reopen, resolve, wait_on
from store.book import Book
from store.change import Change
from store.errors import NotFoundError, NotUnderstoodError, RegularsError, WrongStateError
from tests.books import WEDNESDAY, Clock, add_customer, open_book

Deed = Callable[[Book, Change, int], object]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """Ayşe asked by WhatsApp, Zoe by e-mail; an hour has passed."""
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    add_customer(book, "Zoe")
    book.log("@ayse /whatsapp is my oven ready")
    book.log("@zoe /email do you have rye")
    clock.now += timedelta(hours=1)
    return book


def done(book: Book, deed: Deed, *conversations: int) -> None:
    with book.transact("conversation.answer") as change:
        for conversation in conversations:
            deed(book, change, conversation)


def waiting(book: Book) -> list[str]:
    return [row["row"] for row in book.agenda() if row["clock"].endswith("answer")]


def test_an_answer_goes_out_on_the_channel_of_the_message_under_the_name_it_came_by(book: Book, clock: Clock) -> None:
    done(book, answer, 1)
    entry = book.timeline(1)[0]
    assert (entry.direction, entry.channel, entry.channel_name, entry.text) == ("out", "chat", "whatsapp", "")
    assert (entry.when, entry.conversation) == (clock.now, 1)
    state = book.conversation_state(1)
    assert (state.waiting_on, state.wants_answer_since, state.answered_first) == ("customer", None, clock.now)
    assert book.conversation(1).latest == clock.now
    assert waiting(book) == ["c2"]


def test_it_is_the_message_that_waits_that_is_answered_and_not_the_latest_entry(book: Book, clock: Clock) -> None:
    book.log("@ayse /phone called about something else meanwhile")
    clock.now += timedelta(minutes=1)
    book.log("@ayse /sms so when =1")
    clock.now += timedelta(minutes=1)
    done(book, answer, 1)
    assert book.timeline(1)[0].channel == "sms"
    with pytest.raises(WrongStateError, match="Nothing in conversation 1 waits for an answer"):
        done(book, answer, 1)


def test_with_an_open_promise_in_it_an_answered_conversation_stays_ours(book: Book) -> None:
    book.log("@ayse /phone > we look into it =1 +promise fri: mend it")
    book.log("@ayse /email and the door? =1")
    done(book, answer, 1)
    assert book.conversation_state(1).waiting_on == "us"
    assert book.conversation_state(1).wants_answer_since is None


def test_a_complaint_at_the_counter_waits_for_us_and_can_be_answered(book: Book) -> None:
    complaint = book.log("@zoe /counter the bread was hard !complaint =new")[0].conversation or 0
    assert book.conversation_state(complaint).waiting_on == "us"
    done(book, answer, complaint)
    assert book.timeline(2)[0].channel == "counter"
    assert book.conversation_state(complaint).waiting_on == "customer"


def test_two_that_are_marked_are_one_change_and_one_undo(book: Book) -> None:
    before = book.sequence
    done(book, answer, 1, 2)
    assert book.sequence == before + 1
    assert waiting(book) == []
    book.undo()
    assert waiting(book) == ["c1", "c2"]
    assert [len(book.timeline(customer)) for customer in (1, 2)] == [1, 1]
    book.redo()
    assert waiting(book) == []


def test_one_that_cannot_be_answered_leaves_all_as_they_were(book: Book) -> None:
    done(book, need_no_reply, 2)
    before = book.sequence
    with pytest.raises(WrongStateError):
        done(book, answer, 1, 2)
    assert book.sequence == before
    assert len(book.timeline(1)) == 1


def test_a_change_reads_what_it_has_staged_itself(book: Book) -> None:
    with book.transact("rows.done") as change:
        answer(book, change, 1)
        with pytest.raises(WrongStateError):
            answer(book, change, 1)
        resolve(book, change, 1)
        with pytest.raises(WrongStateError):
            resolve(book, change, 1)
        reopen(book, change, 1)
        wait_on(book, change, 1, "third_party", "ACS")
    state = book.conversation_state(1)
    assert (state.waiting_on, state.third_party, state.settled) == ("third_party", "ACS", False)


def test_no_reply_needed_ends_the_waiting_once(book: Book) -> None:
    done(book, need_no_reply, 1)
    assert book.conversation_state(1).waiting_on == "nobody"
    with pytest.raises(WrongStateError, match="Nothing in conversation 1 wants an answer"):
        done(book, need_no_reply, 1)


def test_it_can_wait_for_anybody(book: Book) -> None:
    for whom in ("third_party", "customer", "nobody", "us"):
        with book.transact("conversation.wait") as change:
            wait_on(book, change, 1, whom, " ACS\nCourier " if whom == "third_party" else "")  # type: ignore[arg-type]
        assert book.conversation_state(1).waiting_on == whom
    assert book.conversation(1).events[1].name == "ACS Courier"
    with pytest.raises(NotUnderstoodError, match="Only a third party"):
        done(book, lambda book, change, one: wait_on(book, change, one, "us", "ACS"), 1)


def test_what_the_customer_got_is_kept_with_the_conversation(book: Book, clock: Clock) -> None:
    done(book, lambda book, change, one: resolve(book, change, one, " a new hinge, free "), 1)
    assert (book.conversation(1).outcome, book.conversation(1).settled) == ("a new hinge, free", clock.now)
    with pytest.raises(WrongStateError, match="Conversation 1 is resolved already, since today, 10:30"):
        done(book, resolve, 1)
    done(book, reopen, 1)
    assert book.conversation(1).settled is None
    done(book, resolve, 1)
    assert book.conversation(1).outcome == "a new hinge, free"
    assert book.conversation(1).opened == WEDNESDAY


def test_one_that_is_open_is_not_reopened(book: Book) -> None:
    with pytest.raises(WrongStateError, match="Conversation 1 is open"):
        done(book, reopen, 1)


@pytest.mark.parametrize("deed", [answer, need_no_reply, resolve, reopen])
def test_one_that_is_not_there_or_part_of_another_is_refused(book: Book, deed: Deed) -> None:
    with pytest.raises(NotFoundError, match="There is no conversation 9"):
        done(book, deed, 9)
    with book.transact("conversation.edit") as change:
        change.put(replace(book.conversation(1), merged_into=2))
    before = book.sequence
    with pytest.raises(RegularsError):
        done(book, deed, 1)
    assert book.sequence == before
