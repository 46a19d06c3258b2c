"""Logging a contact at the counter: one key, the line, Enter."""

from __future__ import annotations

import errno
import os

import pytest

from screens.widgets.capture_input import CaptureInput
from store.book import Book
from tests.books import Clock, add_customer
from tests.screens.counter import Counter, counter


def field_of(owner: Counter) -> CaptureInput:
    return owner.app.screen.query_one(CaptureInput)


async def test_known_customer_one_contact_with_a_promise_takes_one_key_the_line_and_enter(book: Book) -> None:
    line = "@ayse /phone asks again +promise fri 17:00: send a new hinge"
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        await owner.press("enter")
        assert owner.keys == 1 + len(line) + 1
        assert "Saved: a contact with Ayşe Yılmaz, 1 promise. u undoes it." in owner.text
        assert owner.text.count("send a new hinge") == 2
    assert book.timeline(1)[0].text == "asks again"
    assert book.promises(1)[-1].what == "send a new hinge"


async def test_tab_completes_who_channel_kind_and_plus_word(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ay")
        assert "red Vespa" in owner.line("› Ayşe Yılmaz")
        await owner.press("tab")
        await owner.type("/vi")
        await owner.press("tab")
        await owner.type("oven !comp")
        await owner.press("down")
        assert "› !compliment" in owner.text
        await owner.press("up", "tab")
        await owner.type("#whole")
        await owner.press("tab")
        await owner.type("+pr")
        await owner.press("tab")
        assert field_of(owner).value == '@"Ayşe Yılmaz" /visit oven !complaint #wholesale +promise '


async def test_a_namesake_is_completed_by_number(book: Book) -> None:
    other = add_customer(book, "Ayşe Yılmaz", recognise_by="tall, with a dog")
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse")
        assert "red Vespa" in owner.text
        assert "tall, with a dog" in owner.text
        while "tall" not in owner.line("› Ayşe"):
            await owner.press("down")
        await owner.press("tab")
        await owner.type("came by")
        await owner.press("enter")
    assert [one.text for one in book.timeline(other.id)] == ["came by"]


async def test_the_line_says_what_was_understood_before_it_is_saved(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /phone squeaks :( +promise fri 17:00: oil +follow 2 weeks: ask ")
        assert "Ayşe Yılmaz · say “Ayşe Hanım”, formal, Turkish · red Vespa" in owner.text
        assert "Promise by Friday 6 March, 17:00: oil" in owner.text
        assert "Follow-up Wednesday 18 March: ask" in owner.text
        assert "They, phone: squeaks :(" in owner.text
        assert "Goes into conversation 1: the oven door squeaks" in owner.text
        await owner.press("escape")
    assert len(book.timeline(1)) == 2


async def test_the_last_matter_and_the_open_promise_stand_under_a_name(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse ")
        assert "Open promise 1, by Fri 17:00: send a new hinge" in owner.text
        assert "Last: today 09:00, phone: told her we look into it" in owner.text


async def test_a_wrong_word_is_marked_in_place_with_the_nearest_right_one(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse !complant about bread")
        field = field_of(owner)
        assert field.highlighter is not None
        marked = field.highlighter(field.value).get_style_at_offset(owner.app.console, field.value.index("!"))
        assert marked.underline
        assert "!complaint" in owner.text
        await owner.press("enter")
        assert field.value == "@ayse !complant about bread"
        assert "!complaint" in owner.text
    assert len(book.timeline(1)) == 2


@pytest.mark.parametrize("line", ["", "@nobody called", "@ayse +promise fri 17:00", "hello"])
async def test_a_refused_line_keeps_its_text_and_says_why(book: Book, line: str) -> None:
    before = book.sequence
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        await owner.press("enter")
        assert owner.app.screen.line_is_open
        assert field_of(owner).value == line
        assert "Saved" not in owner.text
    assert book.sequence == before


async def test_u_takes_the_contact_back_and_capital_u_brings_it_again(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse came by")
        await owner.press("enter", "u")
        assert "U does it again." in " ".join(owner.text.split())
        assert [one.text for one in book.timeline(1)] == ["told her we look into it", "the oven door squeaks"]
        await owner.press("U")
        assert book.timeline(1)[0].text == "came by"


async def test_only_this_sessions_changes_are_undone(book: Book, clock: Clock) -> None:
    other = Book.open(book.folder, clock=clock)
    async with counter(other) as owner:
        await owner.press("u")
        assert "There is nothing to undo." in owner.text
    other.close()
    assert len(book.timeline(1)) == 2


async def test_on_a_customers_page_the_customer_is_filled_in(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "enter", "c")
        assert "Log a contact with Ayşe Yılmaz" in owner.text
        await owner.type("paid the bill !sale")
        await owner.press("enter")
        assert "sale: paid the bill" in owner.text
    assert book.timeline(1)[0].kind == "sale"


async def test_a_first_word_on_a_customers_page_is_no_other_customer(book: Book) -> None:
    add_customer(book, "Paidinger")
    async with counter(book) as owner:
        await owner.press("2", "enter", "c")
        await owner.type("paid")
        assert "Paidinger" not in owner.text.split("Log a contact")[1]
        await owner.press("escape", "1", "c", "escape", "c")
        await owner.type("paid")
        assert "› Paidinger" in owner.text


async def test_a_new_customer_can_be_logged_from_a_customers_page(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "enter", "c")
        await owner.type("@new Jane Doe 555 0123 /phone asks for prices")
        assert "New customer: Jane Doe, 555 0123" in owner.text
        await owner.press("enter")
    assert book.who("Jane Doe").phones[0].value == "555 0123"


# Half-typed lines


async def test_escape_keeps_the_line_and_the_next_c_parks_it(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse half a sent")
        await owner.press("escape")
        assert not owner.app.screen.line_is_open
        assert "What you typed is kept." in owner.text
        await owner.press("c")
        assert field_of(owner).value == ""
        [draft] = book.drafts()
        assert draft.line == "@ayse half a sent"
        assert draft.begun == clock.now
        await owner.press("escape")
        assert "@ayse half a sent" in owner.text.split("Parked lines")[1]


async def test_enter_on_a_parked_line_takes_it_up_and_saving_finishes_it(book: Book) -> None:
    book.park("@ayse half a sent", book.now(), None)
    async with counter(book) as owner:
        await owner.press("end", "enter")
        assert field_of(owner).value == "@ayse half a sent"
        await owner.type("ence")
        await owner.press("enter")
        assert book.timeline(1)[0].text == "half a sentence"
        assert book.drafts() == []
        assert "Parked lines" not in owner.text
        await owner.press("u")
        assert [draft.line for draft in book.drafts()] == ["@ayse half a sent"]
        assert len(book.timeline(1)) == 2
        await owner.press("U")
        assert (book.drafts(), book.timeline(1)[0].text) == ([], "half a sentence")


async def test_up_on_an_empty_line_takes_up_the_line_parked_last(book: Book) -> None:
    book.park("@ayse one", book.now(), None)
    book.park("@ayse two", book.now(), 2)
    async with counter(book) as owner:
        await owner.press("c", "up")
        assert field_of(owner).value == "@ayse two"
        await owner.type(" and a half")
        await owner.press("escape", "c")
        assert sorted(draft.line for draft in book.drafts()) == ["@ayse one", "@ayse two and a half"]


async def test_the_half_typed_line_goes_along_from_screen_to_screen(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "enter", "c")
        await owner.type("half")
        await owner.press("escape", "1", "c")
        assert [(draft.line, draft.customer) for draft in book.drafts()] == [("half", 1)]


async def test_an_empty_line_is_not_parked(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("   ")
        await owner.press("escape", "c", "escape", "c")
        assert book.drafts() == []


# Pasting


async def test_a_paste_of_several_lines_is_kept_whole_as_the_text(book: Book) -> None:
    mail = "Dear Usta,\nis my oven ready? /phone me\n@all\n"
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /email ")
        await owner.paste(mail)
        assert field_of(owner).value == "@ayse /email Dear Usta,"
        assert "3 pasted lines are kept with it" in owner.text
        await owner.press("enter")
    assert book.timeline(1)[0].text == mail.strip()


async def test_the_whole_paste_is_kept_where_its_first_line_was_edited(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.paste("Hello\nwhere is it")
        await owner.press("ctrl+u")
        await owner.type("@ayse asks")
        await owner.press("enter")
    assert book.timeline(1)[0].text == "asks\nHello\nwhere is it"


async def test_a_parked_paste_comes_back_whole_and_backspace_drops_it(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.paste("@ayse one\ntwo\nthree")
        await owner.press("escape", "c", "up")
        assert field_of(owner).value == "@ayse one"
        assert "3 pasted lines are kept with it" in owner.text
        await owner.press("ctrl+u", "backspace")
        assert "pasted" not in owner.text


async def test_what_is_pasted_cannot_steer_the_terminal(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.paste("@ayse \x1b]52;c;aGk=\x07hi\x00\u202e \x1b[31mred")
        assert field_of(owner).value == "@ayse hi red"


# Keys that arrive together


async def test_keys_that_arrive_all_at_once_do_what_they_would_one_by_one(book: Book) -> None:
    async with counter(book) as owner:
        await owner.arrive(*"c@ayse quick", "backspace", *"k work", "enter", *"2/minjun", "enter", *"cask me", "enter")
        assert book.timeline(1)[0].text == "quick work"
        assert book.timeline(3)[0].text == "ask me"


async def test_a_letter_typed_behind_enter_is_a_key_again(book: Book) -> None:
    async with counter(book) as owner:
        await owner.arrive(*"c@ayse oh no", "enter", "u")
        assert len(book.timeline(1)) == 2
        assert "Undone" in owner.text


# When nothing can be saved


async def test_a_full_disk_keeps_what_was_typed(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse important")
        monkeypatch.setattr(os, "fsync", full)
        await owner.press("enter")
        assert field_of(owner).value == "@ayse important"
        assert "Saving failed: No space left on device." in " ".join(owner.text.split())
        monkeypatch.undo()
        await owner.press("escape", "c")
        assert field_of(owner).value == "@ayse important"
        assert owner.text.count("Saving failed") >= 1
    assert len(book.timeline(1)) == 2


async def test_a_book_that_can_only_be_read_says_so_and_keeps_the_line(
    book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    reader = Book.open(book.folder, clock=clock)
    async with counter(reader) as owner:
        assert "nothing can be saved" in " ".join(owner.text.split())
        await owner.press("c")
        await owner.type("@ayse important")
        await owner.press("enter")
        assert field_of(owner).value == "@ayse important"
        assert " ".join(owner.text.split()).count("nothing can be saved") == 2
        await owner.press("escape", "u")
        assert "Undone" not in owner.text
    reader.close()
