"""One matter from start to end: what it waits on, its response times and their arithmetic, and what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from store.answering import resolve, wait_on
from store.book import Book
from store.joining import join_conversations
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


async def open_conversation(owner: Counter, conversation: int) -> None:
    """Open one conversation."""
    await owner.app.run_action(f"app.show_conversation({conversation})")
    await owner.pilot.pause()


def hand_on(book: Book, conversation: int, name: str) -> None:
    """Have a conversation wait on a third party."""
    with book.transact("conversation.wait") as change:
        wait_on(book, change, conversation, "third_party", name)


@pytest.fixture
def matter(book: Book, clock: Clock) -> int:
    """The squeaking oven door: handed on twice, promised, followed up, and asked about again."""
    book.set_shop({f"hours.{day}": "09:00-18:00" for day in ("mon", "tue", "wed", "thu", "fri")})
    clock.now += timedelta(minutes=10)
    hand_on(book, 1, "Usta Metal")
    clock.now += timedelta(hours=2)
    book.log("@ayse /phone > the hinge is ordered =1 +follow in 2 weeks: ask how it holds")
    clock.now += timedelta(minutes=5)
    hand_on(book, 1, "Usta Metal")
    clock.now += timedelta(minutes=5)
    hand_on(book, 1, "the carrier")
    clock.now += timedelta(hours=1)
    book.log("@ayse /email where is it? =1")
    clock.now += timedelta(minutes=40)
    return 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_matter_is_told_from_start_to_end(book: Book, matter: int, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await open_conversation(owner, matter)
        assert_fits(owner.lines, size)
        top = owner.text
        await owner.stand_on("a first answer")
        await owner.press("enter")
        assert_fits(owner.lines, size)
        sums = owner.text
        await owner.press("enter", "end")
        assert_fits(owner.lines, size)
        rule = "=" * size[0]
        assert_snapshot(f"{top}\n{rule}\n{sums}\n{rule}\n{owner.text}", f"conversation-{size[0]}")


async def test_enter_on_an_open_matter_of_the_customer_opens_it(book: Book) -> None:
    async with counter(book) as owner:
        await owner.app.run_action("app.show_customer(1)")
        await owner.pilot.pause()
        await owner.stand_on("your turn since")
        await owner.press("enter")
        assert "Conversation 1" in owner.lines[0]
        await owner.press("end", "up")
        await owner.press("escape")
        assert "Open matters" in owner.text


async def test_an_entry_leads_to_its_matter_and_back(book: Book) -> None:
    async with counter(book) as owner:
        await owner.app.run_action("app.show_entry(1)")
        await owner.pilot.pause()
        await owner.stand_on("your turn since")
        await owner.press("enter")
        assert "Conversation 1" in owner.lines[0]
        await owner.stand_on("< e-mail")
        await owner.press("enter")
        assert "e-mail, yesterday 16:20" in owner.lines[0]


async def test_who_has_it_is_named_and_counted(book: Book, matter: int) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        assert "3 times: Usta Metal (2 times), the carrier" in owner.line("Handed on")
        assert "your" in owner.line("Now  ") or "unanswered since" in owner.line("Now  ")


async def test_the_arithmetic_of_a_clock_opens_and_closes_with_enter(book: Book, matter: int) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        await owner.stand_on("a first answer")
        assert "Counted" not in owner.text
        await owner.press("enter")
        # Asked at 16:20 with the shop open until 18:00, told at 9:00 sharp when it opened again.
        assert "1 h 40 m of working time" in owner.line("Counted")
        assert "yesterday, Tuesday 3 March, 16:20" in owner.line("From  ")
        assert "today, Wednesday 4 March, 09:00" in owner.line("To  ")
        assert "yesterday 18:00 to today 09:00: closed" in owner.line("Left out")
        await owner.press("enter")
        assert "Counted" not in owner.text
        assert "a first answer" in owner.line("›")


async def test_a_clock_says_what_is_left_and_by_how_much_it_is_late(book: Book, matter: int, clock: Clock) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        assert "left of" in owner.line("an answer")
        assert "━" in owner.line("a first answer")
    clock.now += timedelta(days=30)
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        assert "late by" in owner.line("an answer")
        assert "─" not in owner.line("an answer"), "all of its time is used"


async def test_the_keys_of_the_matter_work_wherever_one_stands(book: Book, matter: int) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        await owner.stand_on("where is it?")
        assert "a Answer" in owner.lines[-1]
        await owner.press("a")
        await owner.type("on the truck")
        await owner.press("enter")
        assert "Saved" in owner.text
        assert book.timeline(1)[0].conversation == matter
        assert book.conversation_state(matter).wants_answer_since is None
        await owner.press("u")
        await owner.press("n")
        assert "No reply needed: the oven door squeaks." in owner.text
        await owner.press("u", "t")
        await owner.type("the roofer")
        await owner.press("enter")
        assert book.conversation_state(matter).third_party == "the roofer"
        assert "waits on the roofer" in owner.text


async def test_an_entry_under_the_cursor_is_what_x_and_e_are_for(book: Book, matter: int) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        await owner.press("x")
        assert "the oven door squeaks" in owner.text
        await owner.press("escape")
        await owner.stand_on("where is it?")
        await owner.press("x", "enter")
        assert "where is it?" not in owner.text.partition("Deleted")[0]
        await owner.press("home", "e")
        assert "Conversation with Ayşe Yılmaz" in owner.lines[0]


async def test_a_promise_of_it_is_kept_from_here(book: Book, matter: int) -> None:
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        assert book.promise(1).state == "kept"
        assert "kept early" in owner.line("› send a new hinge")
        assert "d Done" not in owner.lines[-1]


async def test_a_closed_matter_says_what_the_customer_got(book: Book, matter: int) -> None:
    with book.transact("conversation.resolve") as change:
        resolve(book, change, matter, outcome="a new hinge, free of charge")
    async with counter(book) as owner:
        await open_conversation(owner, matter)
        assert "a new hinge, free of charge" in owner.line("Outcome")
        assert "closed today" in owner.line("Now  ")
        assert "n No reply" not in owner.text


async def test_a_matter_that_fell_silent_closed_by_itself(book: Book, clock: Clock) -> None:
    book.log("@김민준 /phone > at ten =2")
    clock.now += timedelta(days=20)
    async with counter(book) as owner:
        await open_conversation(owner, 2)
        assert "closed by itself, after two weeks of silence" in owner.text


async def test_many_clocks_are_folded(book: Book, clock: Clock) -> None:
    for _turn in range(6):
        clock.now += timedelta(hours=1)
        book.log("@ayse /email and now? =1")
        clock.now += timedelta(minutes=5)
        book.log("@ayse /email > soon =1")
    async with counter(book) as owner:
        await open_conversation(owner, 1)
        await owner.stand_on("more: Enter")
        await owner.press("enter")
        await owner.press("home")
        await owner.stand_on("a first answer")


async def test_a_matter_that_became_part_of_another_leads_there(book: Book) -> None:
    book.log("@γιώργος /email is it open on sunday")
    with book.transact("import") as change:
        other = change.add(replace(book.conversations(2)[0], id=0, subject="sunday again"))
    with book.transact("conversation.merge") as change:
        join_conversations(book, change, book.conversations(2)[-1].id, other.id)
    async with counter(book) as owner:
        await open_conversation(owner, other.id)
        await owner.stand_on("It is part of conversation")
        await owner.press("enter")
        assert f"Conversation {book.conversation(other.id).merged_into}" in owner.lines[0]


async def test_a_matter_that_is_gone_says_so(book: Book) -> None:
    async with counter(book, (40, 20)) as owner:
        await open_conversation(owner, 99)
        assert "This conversation is no longer" in owner.text
        await owner.press("a", "n", "t", "x", "e", "p", "enter", "space", "escape")
        assert "Today" in owner.lines[0]


async def test_words_made_to_break_things_are_only_words(book: Book) -> None:
    from tests.screens.test_hostile import HOSTILE

    async with counter(book, (40, 20)) as owner:
        for hostile in HOSTILE:
            with book.transact("import") as change:
                former = book.conversation(1)
                event = replace(former.events[0], kind="waiting_on_third_party", at=change.now, name=hostile)
                events = (*former.events, event)
                change.put(replace(former, subject=hostile, outcome=hostile, events=events))
            await open_conversation(owner, 1)
            assert_fits(owner.lines, (40, 20))
            await owner.press("end", "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_a_clock_that_cannot_end_says_so(book: Book, matter: int, size: tuple[int, int]) -> None:
    book.set_shop({f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    async with counter(book, size) as owner:
        await open_conversation(owner, matter)
        await owner.stand_on("an answer")
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert "no opening hours ahead" in " ".join(owner.text.split())
