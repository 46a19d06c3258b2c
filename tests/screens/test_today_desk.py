"""Today as a desk: what waits is dealt with from there, a key each, and every one of them can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from store.answering import wait_on
from store.book import Book
from store.promising import keep_promise, move_promise
from store.reminding import finish_follow_up, make_follow_up
from tests.books import WEDNESDAY, Clock
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter


async def test_a_opens_the_line_for_that_customer_channel_and_matter(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("a")
        conversation = book.conversations(3)[0].id
        assert owner.app.half_typed.line == f"> /chat ={conversation} "
        await owner.type("Friday at noon")
        await owner.press("enter")
        last = book.timeline(3)[0]
        assert (last.direction, last.channel, last.text) == ("out", "chat", "Friday at noon")
        assert "김민준" not in owner.text.partition("Saved")[0]


async def test_an_answer_in_three_keys_and_the_words(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("a")
        words = "We are on it"
        await owner.type(words)
        await owner.press("enter")
        assert owner.keys == 2 + len(words)
        assert book.timeline(3)[0].text == words


async def test_d_answers_a_message_without_words(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("d")
        assert "Answered" in owner.text
        assert "u undoes it" in owner.text
        assert (book.timeline(3)[0].direction, book.timeline(3)[0].channel) == ("out", "chat")
        await owner.press("u")
        await owner.stand_on("김민준")
        assert book.timeline(3)[0].direction == "in"


async def test_d_keeps_a_promise(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        assert "Kept: send a new hinge. u undoes it." in owner.text
        assert book.promise(1).state == "kept"
        await owner.press("u")
        assert book.promise(1).state == "open"


async def test_m_moves_a_promise_and_asks_whether_they_know(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("m")
        assert "Move to when?  send a new hinge" in owner.text
        await owner.type("mon 12:00")
        assert owner.line("Monday 9 March, 12:00")
        await owner.press("enter")
        assert "Do they know of it?" in owner.text
        await owner.press("enter")
        assert "Moved to Monday 9 March, 12:00: send a new hinge." in owner.text
        move = book.promise(1).moves[0]
        assert move.told
        assert move.to == datetime(2026, 3, 9, 12, tzinfo=WEDNESDAY.tzinfo)


async def test_a_move_that_was_not_told_says_so_in_the_book(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("m", *"mon", "enter", "down", "enter")
        assert not book.promise(1).moves[0].told


async def test_a_when_that_reads_two_ways_is_asked_about_and_nothing_moves(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("m", *"10/11", "enter")
        assert "10 November" in owner.text
        assert "11 October" in owner.text
        assert not book.promise(1).moves
        await owner.press("escape")
        assert "Move to when" not in owner.text
        assert "send a new hinge" in owner.line("›")


async def test_m_puts_a_follow_up_off_to_a_day_that_is_offered(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("ask how the bread was")
        await owner.press("m")
        assert owner.line("tomorrow, Thursday 5 March")
        await owner.press("enter")
        assert "Put off until tomorrow, Thursday 5 March: ask how the bread was." in owner.text
        assert str(book.follow_up(1).snoozed_until) == "2026-03-05"


async def test_n_ends_the_waiting_without_an_answer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("n")
        assert "No reply needed: 언제 와요" in owner.text
        assert not owner.text.partition("No reply")[0].count("김민준")
        assert len(book.timeline(3)) == 1


async def test_t_hands_it_on_by_name_and_it_stays_ours(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t")
        await owner.type("ACS courier")
        await owner.press("enter")
        assert "Waits on ACS courier" in owner.text
        state = book.conversation_state(book.conversations(3)[0].id)
        assert state.waiting_on == "third_party"


async def test_t_offers_the_customer_and_us(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t", "enter")
        assert book.conversation_state(book.conversations(3)[0].id).waiting_on == "customer"


@pytest.mark.parametrize(
    ("typed", "whom"),
    [("customer", "customer"), ("them", "customer"), ("müşteri", "customer"), ("us", "us"), ("You", "us")],
)
async def test_t_knows_the_customer_and_us_by_their_words_too(book: Book, typed: str, whom: str) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t")
        await owner.type(typed)
        await owner.press("enter")
        assert book.conversation_state(book.conversations(3)[0].id).waiting_on == whom


async def test_a_choice_that_tab_has_taken_is_that_choice(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t", "tab", "enter")
        assert book.conversation_state(book.conversations(3)[0].id).waiting_on == "customer"


@pytest.mark.parametrize(("keys", "state"), [(("enter",), "released"), (("down", "enter"), "broken")])
async def test_x_asks_what_became_of_a_promise(book: Book, keys: tuple[str, ...], state: str) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("x")
        assert "What became of it?" in owner.text
        assert book.promise(1).state == "open"
        await owner.press(*keys)
        assert book.promise(1).state == state
        await owner.press("u")
        assert book.promise(1).state == "open"


async def test_x_closes_a_matter_with_what_they_got(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("x")
        await owner.type("a loaf on the house")
        await owner.press("enter")
        conversation = book.conversations(3, settled=True)[0]
        assert conversation.settled is not None
        assert conversation.outcome == "a loaf on the house"


async def test_x_closes_a_matter_without_words(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("x", "enter")
        assert book.conversations(3, settled=True)[0].settled is not None


async def test_x_drops_a_follow_up_or_only_this_time(book: Book) -> None:
    with book.transact("followup.add") as change:
        make_follow_up(book, change, 1, "check the oven", change.now.date(), rule="FREQ=WEEKLY")
    async with counter(book) as owner:
        await owner.stand_on("ask how the bread was")
        await owner.press("x", "enter")
        assert book.follow_up(1).state == "dropped"
        await owner.stand_on("check the oven")
        await owner.press("x")
        assert owner.line("only this time")
        await owner.press("enter")
        assert book.follow_up(2).state == "skipped"
        assert book.follow_up(3).due is not None


async def test_x_drops_a_parked_line_and_u_brings_it_back(book: Book) -> None:
    book.park("@ayse half a sent", book.now() - timedelta(minutes=5), 1)
    async with counter(book) as owner:
        await owner.stand_on("half a sent")
        await owner.press("x", "enter")
        assert not book.drafts()
        await owner.press("u")
        assert [draft.line for draft in book.drafts()] == ["@ayse half a sent"]


async def test_marked_rows_are_done_together_and_undone_together(book: Book) -> None:
    book.log("@ayse /phone +promise thu: bring flour +promise thu: bring salt")
    async with counter(book) as owner:
        await owner.stand_on("bring flour")
        await owner.press("space", "space")
        assert "2 marked" in owner.text
        assert "*" in owner.line("bring flour")
        await owner.press("d")
        assert "Kept: 2 promises. u undoes it." in owner.text
        assert [book.promise(number).state for number in (2, 3)] == ["kept", "kept"]
        await owner.press("u")
        assert [book.promise(number).state for number in (2, 3)] == ["open", "open"]


async def test_marks_of_two_kinds_leave_only_what_can_be_done_to_both(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("space")
        await owner.stand_on("ask how the bread was")
        await owner.press("space", "n", "x", "a")
        assert "2 marked" in owner.text
        await owner.press("m", *"mon", "enter", "enter")
        assert book.promise(1).moves
        assert book.follow_up(1).snoozed_until is not None
        await owner.press("u")
        assert not book.promise(1).moves
        assert book.follow_up(1).snoozed_until is None


async def test_escape_takes_the_marks_away(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("space", "escape")
        assert "marked" not in owner.text
        assert "*" not in owner.text


async def test_what_another_session_has_dealt_with_is_refused_and_nothing_is_changed(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        with elsewhere.transact("promise.keep") as change:
            keep_promise(elsewhere, change, 1)
        await owner.press("d")
        assert "u undoes it" not in owner.text
        assert book.promise(1).state == "kept"
    elsewhere.close()


async def test_an_answer_is_for_what_was_asked_about_and_not_for_what_stands_there_now(
    book: Book, clock: Clock
) -> None:
    with book.transact("followup.add") as change:
        first = make_follow_up(book, change, 1, "first", WEDNESDAY - timedelta(days=2))
        second = make_follow_up(book, change, 1, "second", WEDNESDAY - timedelta(days=1))
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.stand_on("first")
        for keys in (["x"], ["m"]):
            await owner.press(*keys)
            with elsewhere.transact("followup.done") as change:
                finish_follow_up(elsewhere, change, first.id)
            owner.app.follow()
            await owner.pilot.pause()
            await owner.press("enter")
            assert book.follow_up(second.id) == second
            assert "u undoes it" not in owner.text
            elsewhere.undo()
            owner.app.follow()
            await owner.stand_on("first")
    elsewhere.close()


async def test_p_and_f_note_a_promise_or_follow_up_and_no_contact_that_never_was(book: Book) -> None:
    async with counter(book) as owner:
        contacts = book.timeline(3)
        await owner.stand_on("김민준")
        await owner.press("p", *"bread", "tab", *"fri", "enter")
        assert [promise.what for promise in book.promises(3)] == ["bread"]
        assert book.timeline(3) == contacts
        await owner.stand_on("ask how the bread was")
        await owner.press("f", *"call", "tab", *"tomorrow", "enter")
        assert "call" in [one.what for one in book.follow_ups(2)]
        assert len(book.timeline(2)) == 1


async def test_p_on_several_customers_begins_the_line_for_all_of_them(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("home", "space", "space", "space", "p")
        assert owner.app.half_typed.line.endswith("+promise ")
        assert owner.app.half_typed.line.count("@") > 1


async def test_only_the_few_that_matter_stand_there_and_enter_shows_the_rest(book: Book) -> None:
    for number in range(12):
        book.log(f"@ayse /counter hello +promise in {number + 10} days: loaf {number}")
    async with counter(book) as owner:
        assert owner.line("Waiting and promised 14")
        assert "loaf 9" not in owner.text
        await owner.stand_on("and 9 more")
        await owner.press("enter")
        await owner.press("end")
        assert "more: Enter" not in owner.text
        assert "ask how the bread was" in owner.text
        await owner.press("escape")
        assert owner.line("and 9 more")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_stands_at_the_bottom_at_every_size(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.stand_on("Ayşe")
        await owner.press("m")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"question-{size[0]}")


async def test_keys_that_arrive_together_end_up_where_they_belong(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.arrive("m", *"mon 12:00", "enter", "enter", "c", *"@ayse hello", "enter")
        assert book.promise(1).moves[0].told
        assert book.timeline(1)[0].text == "hello"


async def test_a_name_in_markup_is_drawn_as_it_is_in_a_question(book: Book) -> None:
    book.log("@new [/foo] /chat [red]{name} huh?")
    async with counter(book) as owner:
        await owner.stand_on("[/foo]")
        await owner.press("x")
        assert "[red]{name} huh?" in owner.text


async def test_what_the_rest_of_a_section_offers_is_said_as_soon_as_it_is_shown(book: Book) -> None:
    for number in range(12):
        book.log(f"@ayse /counter hello +promise in {number + 10} days: loaf {number}")
    async with counter(book) as owner:
        await owner.stand_on("more: Enter")
        await owner.press("enter")
        assert "m Move" in owner.lines[-1]


async def test_a_promise_moved_too_late_says_that_and_its_new_day(book: Book, clock: Clock) -> None:
    clock.now = WEDNESDAY + timedelta(days=5)
    with book.transact("promise.move") as change:
        move_promise(book, change, 1, WEDNESDAY.date() + timedelta(days=9), told=True)
    async with counter(book) as owner:
        assert "overdue, now by Fri" in owner.line("send a new hinge")
        await owner.stand_on("send a new hinge")
        await owner.press("enter")
        assert "promise late, now by Fri" in owner.line("send a new hinge")


async def test_a_promise_whose_move_was_not_told_stands_under_the_old_day(book: Book) -> None:
    with book.transact("promise.move") as change:
        move_promise(book, change, 1, WEDNESDAY.date() + timedelta(days=9), told=False)
    async with counter(book) as owner:
        assert "by Fri 17:00, not told" in owner.line("send a new hinge")
        await owner.stand_on("send a new hinge")
        await owner.press("enter")
        assert "promised by Fri 17:00, not told" in owner.line("send a new hinge")


async def test_what_was_said_does_not_outlive_its_undo(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        assert "Kept: send a new hinge. u undoes it." in owner.text
        await owner.press("2", "1")
        assert "u undoes it" not in owner.text


async def test_a_matter_that_waits_on_somebody_else_names_them_on_the_page(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t", *"ACS", "enter", "enter")
        assert "unanswered since today 09:30, on ACS" in owner.text


async def test_what_answers_mean_is_read_whole(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("x")
        assert "they want it no more" in owner.text
        await owner.press("escape", "m", *"mon", "enter")
        assert "the old date still counts" in owner.text


async def test_a_parked_promise_says_what_it_is_about(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("p", *"bread", "escape")
        assert "Parked: bread · New promise to 김민준. It waits on Today." in owner.text


async def test_a_paste_on_the_desk_begins_a_line_with_it(book: Book) -> None:
    async with counter(book) as owner:
        await owner.paste("@ayse the door again")
        await owner.pilot.pause()
        assert owner.app.half_typed.line == "@ayse the door again"
        await owner.press("enter")
        assert book.timeline(1)[0].text == "the door again"


async def test_what_waits_on_somebody_else_names_them_on_the_desk(book: Book) -> None:
    async with counter(book) as owner:
        await owner.stand_on("김민준")
        await owner.press("t", *"ACS", "enter")
        assert "chat, with ACS: 언제" in owner.line("김민준")
        await owner.press("t", "down", "enter")
        assert "chat: 언제" in owner.line("김민준")
        await owner.stand_on("김민준")
        await owner.press("t", "enter")
        # That they have to say something does not answer what they asked.
        assert "chat, their turn: 언" in owner.line("김민준")


async def test_a_promise_in_a_matter_that_somebody_else_has_names_them(book: Book) -> None:
    conversation = book.promise(1).conversation
    assert conversation is not None
    with book.transact("wait") as change:
        wait_on(book, change, conversation, "third_party", name="Hinges [b]Ltd[/b]")
    async with counter(book, (120, 24)) as owner:
        assert "with Hinges [b]Ltd[/b]: send a new" in owner.line("Ayşe")


async def test_news_that_is_due_is_told_with_one_key_and_needs_no_reply_key(book: Book, clock: Clock) -> None:
    conversation = book.promise(1).conversation
    assert conversation is not None
    with book.transact("wait") as change:
        wait_on(book, change, conversation, "third_party", name="ACS")
    clock.now = WEDNESDAY + timedelta(days=1, hours=7)
    async with counter(book) as owner:
        await owner.stand_on("news, with ACS")
        await owner.press("n")
        assert "No reply needed" not in owner.text
        await owner.press("d")
        assert "Answered" in owner.text
        assert (book.timeline(1)[0].direction, book.timeline(1)[0].when) == ("out", clock.now)
        assert "news, with ACS" not in owner.text
        assert book.conversation_state(conversation).waiting_on == "third_party"
        await owner.press("u")
        assert owner.line("news, with ACS")


async def test_promises_that_are_marked_are_released_moved_and_kept_together(book: Book) -> None:
    book.log("@ayse /phone +promise thu: bring flour +promise thu: bring salt")
    async with counter(book) as owner:
        for keys, state in ((("x", "enter"), "released"), (("x", "down", "enter"), "broken"), (("d",), "kept")):
            await owner.stand_on("bring flour")
            await owner.press("space", "space", *keys)
            assert [book.promise(number).state for number in (2, 3)] == [state, state]
            await owner.press("u")
            assert [book.promise(number).state for number in (2, 3)] == ["open", "open"]
        await owner.stand_on("bring flour")
        await owner.press("space", "space", "m", *"fri", "enter", "enter")
        assert [str(book.promise(number).due) for number in (2, 3)] == ["2026-03-06", "2026-03-06"]


async def test_messages_that_are_marked_are_answered_handed_on_and_closed_together(book: Book) -> None:
    book.log("@γιώργος /chat have you got rye?")
    conversations = [book.conversations(number)[0].id for number in (2, 3)]
    async with counter(book) as owner:
        for keys, waiting_on in (
            (("d",), "customer"),
            (("n",), "us"),
            (("t", "enter"), "customer"),
            (("t", *"ACS", "enter"), "third_party"),
        ):
            await owner.press("home", "space", "space", *keys)
            states = [book.conversation_state(one) for one in conversations]
            assert [state.waiting_on for state in states] == [waiting_on] * 2 or keys == ("n",)
            if keys == ("n",):
                assert [state.wants_answer_since for state in states] == [None, None]
            await owner.press("u")
        await owner.press("home", "space", "space", "x", "enter")
        assert all(book.conversation(one).settled is not None for one in conversations)
        await owner.press("u")
        await owner.press("home", "space", "space", "a")
        assert owner.app.half_typed.line.count("@") == 2


async def test_a_clock_says_how_long_they_have_really_waited_where_that_is_something_else(
    book: Book, clock: Clock
) -> None:
    clock.now = WEDNESDAY + timedelta(days=1)
    for size in (*SIZES, (120, 24)):
        async with counter(book, size) as owner:
            assert "late by 8 h; waiting 1 day" in owner.line("김민준")
    clock.now = WEDNESDAY + timedelta(days=5, minutes=90)
    async with counter(book, (40, 20)) as owner:
        assert owner.line("김민준").rstrip().endswith("  late by 27 h 30 m")


async def test_the_state_of_a_row_stands_there_in_words(book: Book, clock: Clock) -> None:
    book.log("@ayse /phone +promise today 11:00: flour")
    clock.now = WEDNESDAY + timedelta(minutes=50)
    async with counter(book) as owner:
        assert owner.line("Waiting and promised 3 · 2 at risk")
        assert "at risk, 10 m left of 1 h" in owner.line("김민준")
        assert "by today 11:00, at risk" in owner.line("flour")
    clock.now = WEDNESDAY + timedelta(hours=2)
    async with counter(book) as owner:
        assert owner.line("Waiting and promised 3 · 2 overdue")
        assert "late by 1 h" in owner.line("김민준")
        assert "overdue by 30 m" in owner.line("flour")


@pytest.mark.parametrize("size", SIZES)
async def test_a_full_desk_has_what_presses_first(book: Book, clock: Clock, size: tuple[int, int]) -> None:
    book.log("@ayse /phone +promise today 18:00: flour +promise tomorrow 12:00: salt +promise next week: a mixer")
    clock.now = WEDNESDAY + timedelta(days=1)
    book.log("@γιώργος /email have you got rye? *today 09:05")
    book.log("@+49301234567 /sms :( where is my order *yesterday 17:10")
    for number in range(6):
        book.log(f"@ayse /counter bought bread +follow today: ask number {number}")
        book.park(f"@ayse half {number}", book.now() - timedelta(minutes=number + 1), 1)
    async with counter(book, size) as owner:
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"today-full-{size[0]}")
