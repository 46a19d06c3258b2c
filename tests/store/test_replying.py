"""A reply is logged with its promise and what becomes of the conversation in one change, and one undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.doctor import examine
from store.errors import NotFoundError, NotUnderstoodError, WrongStateError
from store.phrase_uses import NEVER, Uses
from store.records.interaction import Interaction
from store.replying import Outgoing, Promised, log_questions, log_reply
from tests.books import Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", clock)
    add_customer(opened, "Ayşe Yılmaz")
    opened.log("@ayse /email the oven is late :( !complaint")
    clock.now += timedelta(hours=1)
    yield opened
    opened.close()


def reply(book: Book, text: str = "Sorry, Ayşe.", **more: object) -> tuple[int, int | None, tuple[int, ...]]:
    """Log a reply and return entry, conversation and promises."""
    fields = {"customer": 1, "text": text, "channel": "email", **more}
    with book.transact("reply.log") as change:
        logged = log_reply(book, change, Outgoing(**fields))  # type: ignore[arg-type]
    return logged.interaction, logged.conversation, logged.promises


def test_entry_promise_and_conversation_are_one_change_and_one_undo(book: Book) -> None:
    before = book.sequence
    entry, conversation, promises = reply(
        book,
        phrases=("apology-ours", "closing-regards", "apology-ours"),
        promises=(Promised(what="bring it", due=date(2026, 3, 6), condition="if the part arrives"),),
    )
    assert book.sequence == before + 1
    kept = book.interaction(entry)
    assert (kept.direction, kept.text, kept.phrases) == ("out", "Sorry, Ayşe.", ("apology-ours", "closing-regards"))
    promise = book.promise(promises[0])
    assert (promise.what, promise.conversation, promise.interaction) == ("bring it", conversation, entry)
    assert promise.condition == "if the part arrives"
    assert conversation == 1
    state = book.conversation_state(1)
    assert (state.waiting_on, state.wants_answer_since) == ("us", None)

    assert book.undo().sentence.endswith("reply logged: Ayşe Yılmaz.")
    assert book.promises() == []
    assert book.conversation_state(1).wants_answer_since is not None
    with pytest.raises(NotFoundError):
        book.interaction(entry)
    book.redo()
    assert book.interaction(entry).phrases == ("apology-ours", "closing-regards")
    assert examine(book.folder, clock=book.now)[-1].kind == "backup"


def test_without_a_promise_it_waits_on_the_customer(book: Book) -> None:
    reply(book)
    assert book.conversation_state(1).waiting_on == "customer"


def test_an_acknowledgement_is_no_answer(book: Book) -> None:
    reply(book, kind="ack", promises=(Promised(what="answer", due=date(2026, 3, 5), kind="ack"),))
    state = book.conversation_state(1)
    assert state.wants_answer_since is not None
    assert state.waiting_on == "us"


def test_what_is_said_of_the_conversation_holds(book: Book) -> None:
    reply(book, waiting_on="third_party", third_party="ACS")
    assert book.conversation_state(1).third_party == "ACS"
    reply(book, is_resolved=True, outcome="a new hinge")
    conversation = book.conversation(1)
    assert (conversation.settled is not None, conversation.outcome) == (True, "a new hinge")


def test_a_settled_conversation_is_opened_again_by_a_reply_into_it(book: Book) -> None:
    reply(book, is_resolved=True)
    reply(book, "One more thing.", conversation=1)
    assert not book.conversation_state(1).settled


def test_a_first_word_to_somebody_opens_no_conversation_unless_it_promises(book: Book) -> None:
    zoe = add_customer(book, "Zoe").id
    assert reply(book, customer=zoe)[1] is None
    assert reply(book, customer=zoe, promises=(Promised(what="call", due=date(2026, 3, 6)),))[1] == 2


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"text": " \n"}, NotUnderstoodError),
        ({"promises": (Promised(what=" ", due=date(2026, 3, 6)),)}, NotUnderstoodError),
        ({"promises": (Promised(what="x", due=date(2026, 3, 1)),)}, WrongStateError),
        ({"conversation": 9}, NotFoundError),
        ({"customer": 9}, NotFoundError),
        ({"thing": 9}, NotFoundError),
        ({"customer": 2, "conversation": 1}, WrongStateError),
        ({"customer": 2, "is_resolved": True}, WrongStateError),
    ],
)
def test_what_cannot_be_logged_changes_nothing(book: Book, more: dict[str, object], error: type[Exception]) -> None:
    add_customer(book, "Zoe")
    before = book.sequence
    with pytest.raises(error):
        reply(book, **more)
    assert book.sequence == before


def test_questions_that_were_run_through_are_an_entry_with_their_words(book: Book) -> None:
    with book.transact("reply.log") as change:
        logged = log_questions(
            book,
            change,
            1,
            [("What broke?", "the door"), ("Since when?", " "), ("How loud?", "very {loud}\x1b[0m")],
            phrase="questions-repair",
            mood="upset",
        )
    entry = book.interaction(logged.interaction)
    assert entry.text == "What broke? the door\nHow loud? very {loud}"
    assert (entry.words, entry.direction, entry.answered) == (("the door", "very {loud}"), "in", True)
    assert (entry.conversation, entry.phrases) == (1, ("questions-repair",))
    with pytest.raises(NotUnderstoodError), book.transact("reply.log") as change:
        log_questions(book, change, 1, [("What broke?", " ")])


def test_uses_are_worked_out_from_the_history(book: Book, clock: Clock) -> None:
    assert book.phrase_uses.of("apology-ours") == NEVER
    reply(book, phrases=("apology-ours", "#3"))
    first = clock.now
    clock.now += timedelta(hours=3)
    book.log("@ayse /email thank you, that was kind :)")
    clock.now += timedelta(hours=1)
    zoe = add_customer(book, "Zoe").id
    reply(book, customer=zoe, phrases=("apology-ours",))
    expected = Uses(2, clock.now, 1, 0, 0)
    assert book.phrase_uses.of("apology-ours") == expected
    assert book.phrase_uses.of("#3") == Uses(1, first, 1, 0, 0)
    assert set(book.phrase_uses.last_given(1)) == {"apology-ours", "#3"}
    assert book.phrase_uses.last_given(zoe) == {"apology-ours": clock.now}

    book.compact()
    assert book.phrase_uses.of("apology-ours") == expected
    assert book.phrase_uses.last_given(1)["apology-ours"] == first
    # Zoe answers after the history was written away, and Ayşe's entry is taken back.
    clock.now += timedelta(hours=1)
    book.log("@zoe /email no good :(")
    assert book.phrase_uses.of("apology-ours") == Uses(2, expected.last, 1, 0, 1)
    with book.transact("interaction.delete") as change:
        change.drop(book.interaction(2))
    assert book.phrase_uses.of("apology-ours") == Uses(1, expected.last, 0, 0, 1)


def test_uses_are_gathered_piece_by_piece(book: Book) -> None:
    with book.transact("import") as change:
        for number in range(1200):
            change.add(
                Interaction(
                    customer=1, when=change.now - timedelta(minutes=number), direction="out", channel="sms",
                    text="x", phrases=("ack-sms",) if number % 100 == 0 else (),
                )
            )  # fmt: skip
    book.compact()
    steps = 1
    while not book.phrase_uses.gather(0):
        steps += 1
    assert steps > 2
    assert book.phrase_uses.of("ack-sms").times == 12


def test_moods_after_a_month_have_other_reasons(book: Book, clock: Clock) -> None:
    zoe = add_customer(book, "Zoe").id
    reply(book, customer=zoe, phrases=("reconnect-quiet",))
    clock.now += timedelta(days=31)
    book.log("@zoe /email so glad :)")
    assert book.phrase_uses.of("reconnect-quiet").happy == 0
