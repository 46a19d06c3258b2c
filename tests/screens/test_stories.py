"""Days in a shop, told through the keys that the owner presses; the first hour stands in `test_first_run.py`."""

from __future__ import annotations

from datetime import timedelta

from store.book import Book
from tests.books import Clock
from tests.screens.counter import counter


async def test_a_known_customer_one_contact_with_a_promise_is_one_key_the_line_and_enter(book: Book) -> None:
    line = "@γιώργος /phone wants two loaves +promise fri 12:00: two loaves"
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        await owner.press("enter")
        assert owner.keys == 1 + len(line) + 1
        assert [promise.what for promise in book.promises(2)] == ["two loaves"]


async def test_a_morning_at_the_counter(book: Book, clock: Clock) -> None:
    """Half a line, the phone rings, the half line is finished later; a promise is kept, a message answered."""
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@γιώργος /counter wants a ca")
        # The phone rings: the same key parks the line, and begins another.
        await owner.press("escape", "c")
        await owner.type("@ayse /phone asks again for the hinge")
        await owner.press("enter")
        assert owner.line("wants a ca")
        clock.now += timedelta(minutes=20)
        # Back to the half line, from Today.
        await owner.stand_on("wants a ca")
        await owner.press("enter")
        await owner.type("ke for saturday +promise sat 10:00: cake")
        await owner.press("enter")
        assert not book.drafts()
        assert book.timeline(2)[0].text == "wants a cake for saturday"
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        assert book.promise(1).state == "kept"
        await owner.stand_on("김민준")
        await owner.press("a")
        await owner.type("tomorrow at ten")
        await owner.press("enter")
        assert "김민준" not in owner.text.partition("Saved")[0]
        # All of it can be taken back, one by one.
        await owner.press("u", "u", "u")
        assert book.promise(1).state == "open"
        assert [draft.line for draft in book.drafts()] == ["@γιώργος /counter wants a ca"]


async def test_a_lost_line(book: Book, clock: Clock) -> None:
    """The line goes while a contact is typed: it waits on Today, with the time of its first key."""
    begun = clock.now
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /phone the door")
        clock.now += timedelta(minutes=3)
        owner.app.hang_up(1)
        await owner.pilot.pause()
    again = Book.open(book.folder, clock=clock)
    async with counter(again) as owner:
        assert owner.line("@ayse /phone the door")
        assert again.drafts()[0].begun == begun
        await owner.stand_on("@ayse /phone the door")
        await owner.press("enter")
        await owner.type(" fell off")
        await owner.press("enter")
        assert again.timeline(1)[0].text == "the door fell off"
        assert not again.drafts()
    again.close()


async def test_two_sessions(book: Book, clock: Clock) -> None:
    """One at the counter, one at home: each sees what the other does, and nobody undoes the other's work."""
    at_home, at_the_counter = book, Book.open(book.folder, clock=clock)
    async with counter(at_the_counter) as owner:
        at_home.log("@ayse /email any news of the hinge?")
        owner.app.follow()
        await owner.pilot.pause()
        assert "Waiting and promised 3" in owner.text
        await owner.press("u")
        assert "nothing to undo" in owner.text
        assert at_home.timeline(1)[0].text == "any news of the hinge?"
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        at_home.follow()
        assert at_home.promise(1).state == "kept"
    at_the_counter.close()
