"""A half-written reply is never lost: Escape, a kill and another screen park it on Today, and it goes on from there."""

from __future__ import annotations

import pytest

from store.book import Book
from store.half_typed_file import HalfTypedFile, take_over
from store.merging import merge_customers
from tests.screens.counter import Counter, counter
from tests.screens.form_counter import said
from tests.screens.test_compose import composer, shop, text_of, write_to

__all__ = ["shop"]


async def half_write(owner: Counter) -> str:
    """Take the explanation out, answer nothing, promise a hinge, and write a word; return the text."""
    await write_to(owner, "Emma")
    await owner.press("down", "down", "down", "x", "p")
    await owner.type("fri 17:00")
    await owner.press("enter")
    await owner.type("a new hinge")
    await owner.press("enter", "e")
    await owner.type(" P.S. {mine}")
    await owner.press("escape")
    return text_of(owner)


async def test_what_was_only_looked_at_is_not_parked(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "up", "escape")
        assert shop.drafts() == []
        assert "Parked" not in owner.text


async def test_escape_parks_it_and_enter_on_today_goes_on_with_it(shop: Book) -> None:
    async with counter(shop) as owner:
        text = await half_write(owner)
        assert text.endswith("P.S. {mine}")
        await owner.press("escape")
        assert "It waits on Today." in said(owner)
        [draft] = shop.drafts()
        assert (draft.form, draft.customer) == ("compose", 5)
        await owner.stand_on("Reply:")
        await owner.press("enter")
        assert text_of(owner) == text
        assert composer(owner).composition.promising is not None
        # Logged, it is gone from Today in the same change, and back with the same undo.
        await owner.press("enter", "enter")
        assert shop.drafts() == []
        assert shop.timeline(5, limit=1)[0].text == text
        assert [promise.what for promise in shop.promises(5)] == ["a new hinge"]
        await owner.press("u")
        assert [one.id for one in shop.drafts()] == [draft.id]
        assert shop.promises(5) == []


async def test_what_goes_on_unchanged_is_not_parked_twice(shop: Book) -> None:
    async with counter(shop) as owner:
        await half_write(owner)
        await owner.press("escape")
        before = shop.sequence
        await owner.stand_on("Reply:")
        await owner.press("enter", "escape")
        assert shop.sequence == before
        assert len(shop.drafts()) == 1


async def test_what_is_being_written_at_the_moment_of_a_kill_is_parked_by_the_next_session(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "e")
        await owner.type(" and one more thing")
        drafts = owner.app._typed_forms()
        assert [one.values["own"].endswith("and one more thing") for one in drafts] == [True]
        left = HalfTypedFile(shop.folder)
        left.typed(drafts, shop.sequence)
        left.keep()
        left.let_go()
        [parked] = take_over(shop)
        assert parked.form == "compose"
        assert parked.values["own"].endswith("and one more thing")
        await owner.press("escape")


async def test_another_screen_on_top_keeps_it_and_today_parks_it(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("down", "down", "down", "x", "question_mark", "escape")
        assert len(composer(owner).composition.parts) == 5
        await owner.press("1")
        [draft] = shop.drafts()
        assert draft.values["parts"].count("\n") == 4


async def test_the_line_can_be_opened_over_it(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("c")
        await owner.type("/counter she came in .")
        await owner.press("enter")
        assert shop.timeline(5, limit=1)[0].text == "she came in"
        assert composer(owner)


async def test_a_read_only_book_keeps_what_was_written_on_the_screen(
    shop: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store.errors import BookReadOnlyError

    async with counter(shop) as owner:
        text = await half_write(owner)

        def refuse(*_of: object, **_more: object) -> None:
            raise BookReadOnlyError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(shop, "transact", refuse)
            await owner.press("enter", "enter")
            assert "The disk is full." in said(owner)
            assert text_of(owner) == text
            await owner.press("escape")
            assert "Esc again leaves without what you typed." in said(owner)
            assert text_of(owner) == text
        await owner.press("enter", "enter")
        assert shop.timeline(5, limit=1)[0].text == text


async def test_a_customer_who_is_gone_is_said_and_nothing_is_lost(shop: Book) -> None:
    async with counter(shop) as owner:
        text = await half_write(owner)
        merge_customers(shop, 4, 5)
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "is no longer in the book" in said(owner)
        assert text_of(owner) == text
        await owner.press("escape")
        [draft] = shop.drafts()
        assert draft.values["own"] == text


async def test_an_answer_that_was_begun_is_kept_too(shop: Book) -> None:
    async with counter(shop) as owner:
        await write_to(owner, "Emma")
        await owner.press("enter")
        await owner.type("the hinge is be")
        [draft] = owner.app._typed_forms()
        assert "the hinge is be" in draft.values["half"]
        await owner.press("escape", "enter")
        assert "What happened: the hinge is be." in said(owner)
        await owner.press("escape", "escape")
        assert "It waits on Today." in said(owner)
        await owner.stand_on("Reply:")
        await owner.press("enter", "enter")
        assert "What happened: the hinge is be." in said(owner)
        await owner.press("end")
        await owner.type("nt")
        await owner.press("enter")
        assert composer(owner).composition.answers["problem"] == "the hinge is bent"
        assert composer(owner).half_answers() == {}
        await owner.press("escape", "escape")
