"""One line while the customer stands there: what it saves, where it goes, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.errors import AmbiguousError, NotFoundError, NotUnderstoodError, RegularsError, WrongStateError
from tests.books import ISTANBUL, WEDNESDAY, Clock, add_customer, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    return book


def test_the_whole_line_of_the_manual(book: Book) -> None:
    logged = book.log(
        "@ayse /phone :( oven door still squeaks !complaint #oven +promise fri 17:00: send a new hinge"
        " +follow 2 weeks: ask"
    )
    assert len(logged) == 1
    entry = book.interaction(logged[0].interaction)
    assert (entry.customer, entry.channel, entry.mood, entry.kind) == (1, "phone", "upset", "complaint")
    assert (entry.text, entry.tags, entry.direction) == ("oven door still squeaks", ("oven",), "in")
    assert (entry.wants_answer, entry.answered) == (False, True)
    promise = book.promise(logged[0].promises[0])
    assert promise.what == "send a new hinge"
    assert promise.due == datetime(2026, 3, 6, 17, 0, tzinfo=ISTANBUL)
    assert promise.made < promise.aim < promise.due
    follow_up = book.follow_up(logged[0].follow_ups[0])
    assert (follow_up.what, follow_up.due) == ("ask", date(2026, 3, 18))
    state = book.conversation_state(logged[0].conversation or 0)
    assert (state.waiting_on, state.wants_answer_since) == ("us", None)
    assert {row["row"] for row in book.agenda()} == {"p1", "u1", "f1"}


def test_everything_of_a_line_is_one_transaction(book: Book) -> None:
    before = book.sequence
    book.log("@new Zoe 0532 111 22 33 /email where is it +promise tomorrow: look +follow monday: ask")
    assert book.sequence == before + 1
    assert book.who("zoe").phones[0].value == "0532 111 22 33"


def test_a_written_question_waits_and_an_answer_ends_it(book: Book, clock: Clock) -> None:
    asked = book.log("@ayse /email is my bicycle ready")[0]
    state = book.conversation_state(asked.conversation or 0)
    assert (state.waiting_on, state.wants_answer_since) == ("us", WEDNESDAY)
    assert [row["row"] for row in book.agenda()] == [f"c{asked.conversation}", f"u{asked.conversation}"]
    clock.now += timedelta(hours=1)
    acknowledged = book.log("@ayse > !ack we have your question")[0]
    assert acknowledged.conversation == asked.conversation
    assert book.conversation_state(asked.conversation or 0).wants_answer_since == WEDNESDAY
    clock.now += timedelta(hours=1)
    answered = book.log("@ayse > yes, come by any time")[0]
    assert answered.conversation == asked.conversation
    assert book.interaction(answered.interaction).channel == "email"  # the last used with her
    assert book.conversation_state(asked.conversation or 0).waiting_on == "customer"
    assert book.agenda() == []


def test_small_talk_opens_no_conversation(book: Book) -> None:
    assert book.log("@ayse /counter bought two tubes !sale")[0].conversation is None
    assert book.log("@ayse /email thanks, all fine .")[0].conversation is None


def test_within_thirty_days_a_new_question_reopens_and_later_opens_anew(book: Book, clock: Clock) -> None:
    first = book.log("@ayse /email is it ready")[0].conversation
    assert first is not None
    book.log("@ayse > yes =done")
    assert book.conversation(first).settled == WEDNESDAY
    clock.now += timedelta(days=20)
    assert book.log("@ayse /email it squeaks again")[0].conversation == first
    assert book.conversation(first).settled is None
    book.log("@ayse > bring it in =done")
    clock.now += timedelta(days=31)
    assert book.log("@ayse /email another matter")[0].conversation != first


def test_a_conversation_is_chosen_or_new(book: Book) -> None:
    first = book.log("@ayse /email about the oven")[0].conversation
    second = book.log("@ayse /email about the fridge =new")[0].conversation
    assert first != second
    assert book.log(f"@ayse /email more on the oven ={first}")[0].conversation == first
    with pytest.raises(NotFoundError, match="no conversation 99"):
        book.log("@ayse hello =99")
    add_customer(book, "Zoe")
    with pytest.raises(NotFoundError):
        book.log(f"@zoe hello ={first}")


def test_handing_off_is_counted_and_stays_ours(book: Book) -> None:
    asked = book.log("@ayse /email where is the parcel")[0].conversation or 0
    book.log("@ayse > asked the carrier =third ACS")
    state = book.conversation_state(asked)
    assert (state.waiting_on, state.third_party, state.hand_offs) == ("third_party", "ACS", 1)


def test_a_kept_and_a_moved_promise(book: Book, clock: Clock) -> None:
    made = book.log("@ayse /phone needs a hinge !request +promise fri 17:00: send the hinge")[0]
    clock.now += timedelta(hours=2)
    book.log("@ayse > the part is late +moved mon 12:00")
    promise = book.promise(made.promises[0])
    assert promise.due == datetime(2026, 3, 9, 12, 0, tzinfo=ISTANBUL)
    assert (promise.moves[0].told, promise.original_due) == (True, datetime(2026, 3, 6, 17, 0, tzinfo=ISTANBUL))
    clock.now += timedelta(days=2)
    book.log("@ayse > sent it +kept")
    assert (book.promise(made.promises[0]).state, book.promises(1)) == ("kept", [])
    assert book.agenda() == []
    with pytest.raises(WrongStateError, match="no open promise"):
        book.log("@ayse > sent it +kept")


def test_which_of_several_promises_is_asked(book: Book) -> None:
    book.log("@ayse /phone two things !request +promise fri: one +promise sat: two")
    with pytest.raises(AmbiguousError, match="several open promises") as asked:
        book.log("@ayse > done +kept")
    assert len(asked.value.readings) == 2
    book.log("@ayse > done +kept 2")
    assert [promise.what for promise in book.promises(1)] == ["one"]


def test_several_customers_at_the_front_get_the_same_and_one_undo(book: Book) -> None:
    add_customer(book, "Zoe")
    logged = book.log("@ayse @zoe /email > the shop moves on Monday +follow 2 weeks: ask how they found it")
    assert [one.customer for one in logged] == [1, 2]
    book.undo()
    assert book.timeline(1) == book.timeline(2) == []
    assert book.follow_ups() == []


def test_on_a_customers_page_the_customer_is_filled_in(book: Book) -> None:
    assert book.log("/phone called back", customer=1)[0].customer == 1


def test_the_first_word_may_leave_out_its_sign_only_where_it_names_one(book: Book) -> None:
    assert book.log("ayse /phone called")[0].customer == 1
    add_customer(book, "Ayşe Kaya")
    with pytest.raises(RegularsError):
        book.log("ayse /phone called")


def test_a_backdated_entry_is_noted_with_both_times(book: Book) -> None:
    entry = book.interaction(book.log("@ayse /phone asked for a price *yesterday 15:00")[0].interaction)
    assert entry.when == datetime(2026, 3, 3, 15, 0, tzinfo=ISTANBUL)
    assert entry.noted == WEDNESDAY


def test_a_longer_text_comes_with_the_line(book: Book) -> None:
    entry = book.interaction(book.log("@ayse /email", text="Dear shop,\n\nwhere is it?\n")[0].interaction)
    assert entry.text == "Dear shop,\n\nwhere is it?"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("@nobody hello", "nobody"),
        ("@ayse", "what happened"),
        ("hello", "Nobody is named"),
        ("@ayse /fone hello", "/phone"),
        ("@ayse !complant hello", "!complaint"),
        ("@ayse hello +promise 31 february: fix", "31"),
        ("@ayse hello +promise yesterday: fix", ""),
        ("@ayse hello +promise ~: fix", "too few"),
        ("@ayse hello =done", "no open conversation"),
        ("@ayse hello *tomorrow", ""),
        ("@ayse /phone /email hello", ""),
    ],
)
def test_what_cannot_be_saved_says_why_and_saves_nothing(book: Book, line: str, says: str) -> None:
    before, preview = book.sequence, book.understand(line)
    assert preview.problems
    assert preview.entries == ()
    with pytest.raises(RegularsError) as refused:
        book.log(line)
    assert says in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert refused.value.exit_code == 2
    assert book.sequence == before


def test_a_promise_whose_due_has_passed_is_taken_where_it_was_made_earlier(book: Book, clock: Clock) -> None:
    logged = book.log("@ayse /phone forgot to write this down !request *2026-03-02 10:00 +promise 2026-03-03: call")[0]
    assert book.promise(logged.promises[0]).due == date(2026, 3, 3)


def test_usual_time_fills_the_wave(book: Book, clock: Clock) -> None:
    for _number in range(8):
        book.log("@ayse /phone again !request +promise 2026-12-01: mend it")
        clock.now += timedelta(hours=2)
        book.log("@ayse > mended +kept")
        clock.now += timedelta(minutes=1)
    clock.now = datetime(2026, 3, 9, 10, 0, tzinfo=ISTANBUL)
    promise = book.promise(book.log("@ayse /phone and again !request +promise ~: mend it")[0].promises[0])
    assert promise.due == datetime(2026, 3, 9, 12, 0, tzinfo=ISTANBUL)


def test_the_preview_saves_nothing(book: Book) -> None:
    before = book.sequence
    understood = book.understand("@ayse /email is it ready +promise fri: look")
    assert understood.problems == ()
    assert understood.entries[0].promises[0].what == "look"
    assert book.sequence == before


def test_a_new_promise_with_the_same_word_is_not_understood_twice(book: Book) -> None:
    with pytest.raises(NotUnderstoodError):
        book.log("@ayse hello +kept +kept")


def test_a_parked_line_is_finished_by_the_line_that_it_became_and_both_go_back_together(book: Book) -> None:
    parked = book.park("@ayse half a sent", WEDNESDAY, 1)
    before = book.sequence
    book.log("@ayse half a sentence", customer=1, draft=parked.id)
    assert book.sequence == before + 1
    assert book.drafts() == []
    assert book.undo().sentence == "Undone: contact logged: Ayşe Yılmaz."
    assert (book.drafts(), book.timeline(1)) == ([parked], [])
    book.redo()
    assert (book.drafts(), [one.text for one in book.timeline(1)]) == ([], ["half a sentence"])


def test_a_line_that_is_refused_leaves_the_parked_one(book: Book) -> None:
    parked = book.park("@nobody", WEDNESDAY)
    with pytest.raises(RegularsError):
        book.log("@nobody called", draft=parked.id)
    assert book.drafts() == [parked]


def test_a_parked_line_that_was_finished_elsewhere_meanwhile_is_saved_all_the_same(book: Book) -> None:
    parked = book.park("@ayse half a sent", WEDNESDAY)
    with book.transact("draft.drop") as change:
        change.drop(parked)
    book.log("@ayse half a sentence", draft=parked.id)
    assert [one.text for one in book.timeline(1)] == ["half a sentence"]


def test_undo_names_whom_the_contact_was_with_and_not_on_whose_page_its_line_was_begun(book: Book) -> None:
    add_customer(book, "Zoe")
    parked = book.park("half", WEDNESDAY, 2)
    book.log("@ayse came by", draft=parked.id)
    assert book.undo().sentence == "Undone: contact logged: Ayşe Yılmaz."


def test_what_was_promised_is_what_the_entry_says_where_nothing_else_was(book: Book) -> None:
    (logged,) = book.log("@ayse +promise fri 17:00: send a new hinge")
    entry = book.interaction(logged.interaction or 0)
    assert (entry.text, entry.channel, entry.direction) == ("send a new hinge", "counter", "in")
    assert (entry.wants_answer, entry.answered) == (False, True)
    assert book.conversation(logged.conversation or 0).subject == "send a new hinge"


def test_a_promise_alone_asks_us_nothing_in_writing(book: Book, clock: Clock) -> None:
    book.log("@ayse /email where is my hinge")
    clock.now += timedelta(hours=1)
    (logged,) = book.log("@ayse +promise fri 17:00: send a new hinge")
    entry = book.interaction(logged.interaction or 0)
    assert (entry.channel, entry.direction, entry.wants_answer) == ("email", "out", False)
    state = book.conversation_state(logged.conversation or 0)
    assert (state.waiting_on, state.wants_answer_since) == ("us", None), "she was told, and it stays on us"
    assert state.answered_first == clock.now


@pytest.mark.parametrize(
    "line", ["@ayse +follow 2 weeks: ask", "@ayse +kept", "@ayse =them", "@ayse =third ACS", "@ayse =us *today 09:00"]
)
def test_what_is_to_be_done_or_was_decided_is_no_contact(book: Book, clock: Clock, line: str) -> None:
    book.log("@ayse /email where is it *yesterday 16:00 +promise fri: look")
    before = [one.id for one in book.timeline(1)]
    latest = book.conversation(1).latest
    (logged,) = book.log(line)
    assert logged.interaction is None
    assert [one.id for one in book.timeline(1)] == before
    assert book.conversation(1).latest == latest, "nobody was in touch"


def test_a_decision_in_a_line_of_its_own_is_kept(book: Book, clock: Clock) -> None:
    book.log("@ayse /email where is it")
    book.log("@ayse =third ACS")
    state = book.conversation_state(1)
    assert (state.waiting_on, state.third_party) == ("third_party", "ACS")
    assert state.wants_answer_since is not None, "she still waits for an answer"
    book.log("@ayse =done")
    assert book.conversation(1).settled == clock.now
    assert len(book.timeline(1)) == 1


def test_a_reminder_alone_is_with_the_customer_and_opens_nothing(book: Book) -> None:
    (logged,) = book.log("@ayse +follow 2 weeks: ask")
    assert (logged.conversation, book.timeline(1), book.conversations(1)) == (None, [], [])
    assert book.follow_up(logged.follow_ups[0]).what == "ask"
    book.log("@ayse /phone was here")
    assert len(book.timeline(1)) == 1


def test_a_move_told_in_a_line_of_its_own_is_a_contact(book: Book, clock: Clock) -> None:
    book.log("@ayse /chat where is it +promise fri: send a new hinge")
    clock.now += timedelta(hours=1)
    (logged,) = book.log("@ayse +moved mon")
    entry = book.interaction(logged.interaction or 0)
    assert (entry.direction, entry.channel, entry.text) == ("out", "chat", "send a new hinge")


@pytest.mark.parametrize(
    ("when", "season", "due"),
    [
        ("1 march to 15 april", "03-01..04-15", date(2026, 3, 1)),
        ("1 mart - 15 nisan", "03-01..04-15", date(2026, 3, 1)),
        ("03-01..04-15", "03-01..04-15", date(2026, 3, 1)),
        ("1 december to 15 january", "12-01..01-15", date(2026, 12, 1)),
    ],
)
def test_a_season_is_said_in_the_line(book: Book, when: str, season: str, due: date) -> None:
    (logged,) = book.log(f"@ayse /phone hello +follow {when}: offer tyres")
    follow_up = book.follow_up(logged.follow_ups[0])
    assert (follow_up.season, follow_up.due, follow_up.rule, follow_up.what) == (season, due, "", "offer tyres")


@pytest.mark.parametrize("when", ["friday to monday", "13-01..14-01", "1 march to", "1 march to never"])
def test_what_is_no_season_is_refused(book: Book, when: str) -> None:
    before = book.sequence
    with pytest.raises(NotUnderstoodError):
        book.log(f"@ayse /phone hello +follow {when}: offer tyres")
    assert book.sequence == before
