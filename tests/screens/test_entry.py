"""One entry of the history, whole: what was said, what came of it, and what came before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from store.book import Book
from store.correcting import delete_interaction
from store.records.interaction import Interaction
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter

LONG = "\n".join(f"line {number} of what she told" for number in range(60))


def entry(book: Book, customer: int, words: str) -> Interaction:
    """Return the entry that says `words`."""
    return next(one for one in book.timeline(customer) if words in one.text)


async def open_entry(owner: Counter, interaction: int) -> None:
    """Open one entry."""
    await owner.app.run_action(f"app.show_entry({interaction})")
    await owner.pilot.pause()


@pytest.fixture
def full(book: Book) -> Interaction:
    """An entry with all that an entry can have."""
    book.log('@ayse /instagram the door squeaks again "not again!" !complaint :( #oven #urgent *today 08:15')
    book.log("@ayse /phone > called back +promise fri 12:00: come by +follow in 2 weeks: ask how it holds *today 08:30")
    with book.transact("interaction.edit") as change:
        return change.put(
            replace(
                entry(book, 1, "squeaks again"),
                contact="Deniz",
                thing=1,
                public=True,
                link="https://example.org/post/1",
                noted=change.now,
            )
        )


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_tells_everything_of_itself(book: Book, full: Interaction, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await open_entry(owner, full.id)
        assert_fits(owner.lines, size)
        top = owner.text
        await owner.press("left")
        assert_fits(owner.lines, size)
        assert_snapshot(f"{top}\n{'=' * size[0]}\n{owner.text}", f"entry-{size[0]}")


async def test_the_channel_stands_under_the_name_by_which_the_owner_knows_it(book: Book, full: Interaction) -> None:
    async with counter(book) as owner:
        await open_entry(owner, full.id)
        said = owner.line("from them")
        for words in ("instagram (social)", "complaint", "upset :(", "asked for an answer"):
            assert words in said
        assert "today, Wednesday 4 March, 08:15; noted 09:30" in owner.text
        assert "Stone oven, SO-7" in owner.text
        assert "“not again!”" in owner.text
        assert "https://example.org/post/1" in owner.text


async def test_what_was_promised_and_followed_with_it_can_be_acted_on(book: Book, full: Interaction) -> None:
    async with counter(book) as owner:
        await open_entry(owner, entry(book, 1, "called back").id)
        assert "promised by Fri 12:00" in owner.line("come by")
        assert "follow-up due 18 Mar" in owner.line("ask how it holds")
        while "come by" not in owner.line("›"):
            await owner.press("down")
        await owner.press("d")
        assert "kept early, today 09:30" in owner.line("› come by")
        assert "d Done" not in owner.lines[-1]
        await owner.press("u")
        assert "promised by Fri 12:00" in owner.line("› come by")


async def test_left_and_right_lead_through_the_history(book: Book, full: Interaction) -> None:
    async with counter(book) as owner:
        await open_entry(owner, full.id)
        await owner.press("right")
        assert "called back" in owner.line("›")
        await owner.press("left", "left")
        assert "the oven door squeaks" in owner.line("›")
        assert "Earlier" not in owner.lines[-1]
        await owner.press("left")
        assert "the oven door squeaks" in owner.line("›")
        await owner.press("escape")
        assert "Today" in owner.lines[0]


async def test_what_came_after_is_opened_with_enter(book: Book, full: Interaction) -> None:
    async with counter(book) as owner:
        await open_entry(owner, full.id)
        await owner.press("end", "up")
        assert "called back" in owner.line("›")
        await owner.press("enter")
        assert "phone, today 08:30" in owner.lines[0]


async def test_a_long_text_is_read_to_its_end(book: Book) -> None:
    book.log("@ayse /letter", text=LONG)
    async with counter(book) as owner:
        await open_entry(owner, entry(book, 1, "line 30").id)
        seen = ""
        for _page in range(20):
            seen += owner.text
            await owner.press("down")
        assert all(f"line {number} of" in seen for number in range(60))
        assert "told her we look into it" in owner.text


async def test_an_entry_is_deleted_after_a_question_and_brought_back(book: Book) -> None:
    wanted = entry(book, 1, "the oven door squeaks")
    async with counter(book) as owner:
        await open_entry(owner, wanted.id)
        await owner.press("x")
        assert "Delete the entry?" in owner.text
        await owner.press("escape")
        assert book.interaction(wanted.id)
        await owner.press("x", "enter")
        assert "This entry is no longer in the book." in owner.text
        await owner.press("u")
        assert "the oven door squeaks" in owner.line("›")
        assert book.interaction(wanted.id) == wanted
        await owner.press("e")
        assert "Contact with Ayşe Yılmaz" in owner.lines[0]


async def test_an_entry_that_another_session_deletes_says_so(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    wanted = entry(book, 1, "the oven door squeaks")
    async with counter(book, (40, 20)) as owner:
        await open_entry(owner, wanted.id)
        delete_interaction(elsewhere, wanted.id)
        owner.app.follow()
        await owner.pilot.pause()
        assert "This entry is no longer in the book." in owner.text
        assert "Another session has just changed" in owner.text
        await owner.press("left", "right", "x", "e", "p", "enter", "escape")
        assert "Today" in owner.lines[0]
    elsewhere.close()


async def test_a_line_typed_here_is_about_the_customer(book: Book) -> None:
    async with counter(book) as owner:
        await open_entry(owner, entry(book, 2, "bread").id)
        await owner.press("c")
        await owner.type("/phone wants rye next time")
        await owner.press("enter")
        assert "Saved" in owner.text
        assert "wants rye next time" in owner.line("< phone")
        assert book.timeline(2)[0].text == "wants rye next time"


async def test_an_entry_without_words_says_how_to_add_some(book: Book) -> None:
    with book.transact("import") as change:
        bare = change.add(
            Interaction(customer=3, when=change.now - timedelta(days=800), channel="sms", direction="out")
        )
    async with counter(book) as owner:
        await open_entry(owner, bare.id)
        assert "Nothing was written down. e adds it." in owner.text
        assert "Later" in owner.lines[-1]


async def test_words_made_to_break_things_are_only_words(book: Book) -> None:
    from tests.screens.test_hostile import HOSTILE

    async with counter(book, (40, 20)) as owner:
        for hostile in HOSTILE:
            with book.transact("import") as change:
                one = change.add(
                    Interaction(
                        customer=1, when=change.now, channel="social", channel_name=hostile, text=hostile,
                        words=(hostile,), tags=(hostile,), contact=hostile, link=hostile, thing=999, conversation=999,
                    )
                )  # fmt: skip
            await open_entry(owner, one.id)
            assert_fits(owner.lines, (40, 20))
            await owner.press("end", "escape")
