"""The form of a contact: the line field by field, there and back, and a paste of many lines."""

from __future__ import annotations

import pytest

from screens.capture_form import CaptureFormScreen
from screens.widgets.capture_input import CaptureInput
from store.book import Book
from store.line_history import LineHistory
from tests.books import Clock, add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


def form_of(owner: Counter) -> CaptureFormScreen:
    assert isinstance(owner.app.screen, CaptureFormScreen)
    return owner.app.screen


def typed(owner: Counter, key: str) -> str:
    return form_of(owner).form.row_of(key).typed


async def go_to(owner: Counter, key: str) -> None:
    form_of(owner).form.go_to(form_of(owner).form.row_of(key))
    await owner.pilot.pause()


async def test_a_contact_is_logged_in_the_form(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("C")
        await owner.type("ayş")
        assert "red Vespa" in owner.text
        await owner.press("tab")
        assert typed(owner, "who") == "Ayşe Yılmaz"
        await go_to(owner, "happened")
        await owner.type("asks again")
        await go_to(owner, "promise_what")
        await owner.type("send a hinge")
        await go_to(owner, "promise_when")
        await owner.type("fri 17:00")
        assert "Friday 6 March, 17:00" in owner.text
        await owner.press("f2")
        assert "Saved: a contact with Ayşe Yılmaz, 1 promise. u undoes it." in owner.text
    assert book.timeline(1)[0].text == "asks again"
    assert book.promises(1)[0].what == "send a hinge"


async def test_a_half_typed_line_goes_into_the_form_and_is_saved_from_there(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /wa :( !complant oven +promise fri 17:00: oil ; squeaks #door")
        await owner.press("escape", "C")
        assert typed(owner, "who") == "ayse"
        assert typed(owner, "channel") == "whatsapp"
        assert typed(owner, "mood") == "upset"
        assert typed(owner, "tags") == "door"
        assert typed(owner, "happened") == "!complant oven squeaks"
        assert (typed(owner, "promise_when"), typed(owner, "promise_what")) == ("fri 17:00", "oil")
        assert form_of(owner).as_draft() is not None
        await owner.press("f2")
    [entry] = book.timeline(1)[:1]
    assert (entry.text, entry.channel_name, entry.tags) == ("!complant oven squeaks", "whatsapp", ("door",))
    assert book.drafts() == []


async def test_leaving_gives_the_line_back_as_it_was(book: Book) -> None:
    line = "@ayse /phone half a sent"
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        await owner.press("escape", "C", "escape")
        assert "What you typed is kept." in owner.text
        assert owner.app.half_typed.line == line
        await owner.press("c")
        assert [draft.line for draft in book.drafts()] == [line]


async def test_leaving_after_a_change_parks_the_form_and_it_comes_back_whole(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /phone half a sent")
        await owner.press("escape", "C")
        await go_to(owner, "tags")
        await owner.type("door")
        await owner.press("escape")
        [draft] = book.drafts()
        assert (draft.form, draft.values["who"], draft.values["tags"]) == ("contact", "ayse", "door")
        await owner.press("end", "enter")
        assert (typed(owner, "who"), typed(owner, "happened")) == ("ayse", "half a sent")
        await owner.press("f2")
        assert book.drafts() == []
        assert book.timeline(1)[0].tags == ("door",)
        await owner.press("u")
        assert [one.form for one in book.drafts()] == ["contact"]


async def test_a_parked_line_that_goes_through_the_form_is_finished_with_it(book: Book) -> None:
    book.park("@ayse half a sent", book.now(), None)
    before = book.sequence
    async with counter(book) as owner:
        await owner.press("end", "enter", "escape", "C", "f2")
        assert "Saved: a contact with Ayşe Yılmaz." in owner.text
    assert book.drafts() == []
    assert book.sequence == before + 1


async def test_on_a_customers_page_the_form_begins_with_them(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "enter", "C")
        assert typed(owner, "who") == "Ayşe Yılmaz"
        assert form_of(owner).as_draft() is None
        await owner.press("escape")
    assert book.drafts() == []


async def test_a_paste_of_several_lines_opens_the_form_with_the_whole_text(book: Book) -> None:
    mail = "Dear Usta,\n\nis my oven ready? /phone me\n@all +promise fri: x\n"
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /email ")
        await owner.paste(mail)
        await owner.pilot.pause()
        assert typed(owner, "who") == "ayse"
        assert typed(owner, "channel") == "email"
        assert typed(owner, "happened") == mail.strip()
        await owner.press("f2")
        assert "Saved" in owner.text
    assert book.timeline(1)[0].text == mail.strip()
    assert len(book.promises(1)) == 1


async def test_a_paste_behind_a_line_from_before_goes_into_the_form_with_it(book: Book) -> None:
    LineHistory(book.folder).add("@ayse /email")
    async with counter(book) as owner:
        await owner.press("c", "up")
        await owner.paste("one\ntwo")
        await owner.pilot.pause()
        assert (typed(owner, "who"), typed(owner, "happened")) == ("ayse", "one\ntwo")


async def test_a_long_text_that_cannot_be_logged_yet_is_parked_whole(book: Book) -> None:
    mail = "\n".join(f"line {number} " + "word " * 50 for number in range(100))
    async with counter(book) as owner:
        await owner.press("c")
        await owner.paste(mail)
        await owner.pilot.pause()
        await go_to(owner, "tags")
        await owner.type("mail")
        await owner.press("escape")
    [draft] = book.drafts()
    assert draft.values["happened"] == mail


async def test_several_customers_and_a_new_one(book: Book) -> None:
    add_customer(book, "Kaya, Mehmet")
    async with counter(book) as owner:
        await owner.press("C")
        await owner.type("ayse, kay")
        await owner.press("tab")
        assert typed(owner, "who") == 'ayse, "Kaya, Mehmet"'
        await owner.type(", new Jane Doe 555 0123")
        assert "New customer: Jane Doe, 555 0123" in " ".join(owner.text.split())
        await go_to(owner, "happened")
        await owner.type("the fair")
        await owner.press("f2")
        assert "Ayşe Yılmaz, Kaya, Mehmet, Jane Doe" in " ".join(owner.text.split())
    assert book.who("Jane Doe").phones[0].value == "555 0123"


async def test_conversation_and_promise_are_chosen_by_their_words(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("C")
        await owner.type("ayse")
        await go_to(owner, "happened")
        await owner.type("fetched it")
        await go_to(owner, "conversation")
        await owner.type("oven")
        await owner.press("tab")
        assert typed(owner, "conversation") == "1"
        assert "the oven door squeaks, opened yesterday 16:20" in " ".join(owner.text.split())
        await go_to(owner, "kept")
        await owner.type("hinge")
        await owner.press("tab")
        assert typed(owner, "kept") == "1"
        await owner.press("f2")
    assert book.promises(1) == []
    assert book.timeline(1)[0].conversation == 1


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("who", "nobody", "nobody"),
        ("conversation", "77", "Choose one"),
        ("tags", "12", "cannot be a tag"),
        ("promise_what", "send it", "Write a time"),
    ],
)
async def test_what_is_wrong_is_said_where_it_stands_and_nothing_is_saved(
    book: Book, field: str, text: str, said: str
) -> None:
    before = book.sequence
    async with counter(book) as owner:
        await owner.press("C")
        await owner.type("ayse" if field != "who" else "")
        await go_to(owner, "happened")
        await owner.type("hello")
        await go_to(owner, field)
        await owner.type(text)
        await owner.press("f2")
        assert "Not saved yet" in owner.text
        await owner.pilot.pause(0.1)
        assert said in " ".join(owner.text.split())
        assert typed(owner, field) == text
        assert book.sequence == before


async def test_hostile_text_is_only_text(book: Book) -> None:
    hostile = '[/foo] \x1b[31m +promise fri: x "open @ayse \\ ?'
    async with counter(book) as owner:
        await owner.press("C")
        await owner.paste("ayse")
        await go_to(owner, "happened")
        await owner.paste(hostile)
        assert "\x1b" not in owner.text
        await owner.press("f2")
        assert "Saved" in owner.text
    assert book.timeline(1)[0].text == '[/foo]  +promise fri: x "open @ayse \\ ?'


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_as_it_looks(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("c")
        await owner.type("@ayse /phone oven +promise fri 17:00: oil")
        await owner.press("escape", "C")
        assert owner.app.screen.query(CaptureInput) is not None
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"capture-form-{size[0]}")
