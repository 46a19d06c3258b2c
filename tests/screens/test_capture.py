"""Logging a contact at the counter: one key, the line, Enter."""

from __future__ import annotations

import errno
import os
from datetime import timedelta

import pytest

from screens.widgets.capture_input import CaptureInput
from store.book import Book
from store.rules.promises import keep
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
        assert "Goes into “the oven door squeaks”, open since yesterday 16:20 (=1)" in owner.text
        await owner.press("escape")
    assert len(book.timeline(1)) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("@γιώργος /email where is it", "Opens a conversation of its own"),
        ("@ayse fine =done", "Goes into “the oven door squeaks”, open since yesterday 16:20 (=1)"),
        ("@김민준 /chat again", "Opens again “언제 와요”, begun today 09:30 (=2)"),
        ("@ayse +kept", "Kept: send a new hinge"),
        ("@ayse +moved mon 12:00", "Moved to Monday 9 March, 12:00, and told: send a new hinge"),
    ],
)
async def test_the_preview_says_where_it_goes_and_what_becomes_of_promises(book: Book, line: str, said: str) -> None:
    book.log("@김민준 all done =done")
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        assert said in " ".join(owner.text.split())


async def test_the_last_matter_and_the_open_promise_stand_under_a_name(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse ")
        assert "Open promise 1, by Fri 17:00: send a new hinge" in owner.text
        assert "Last: today 09:00, phone: told her we look into it" in owner.text


async def test_a_wrong_word_is_marked_in_place_and_tab_takes_the_nearest_right_one(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse !complant about bread")
        field = field_of(owner)
        assert field.highlighter is not None
        marked = field.highlighter(field.value).get_style_at_offset(owner.app.console, field.value.index("!"))
        assert marked.underline
        assert "in place of !complant" in owner.line("› !complaint")
        await owner.press("enter")
        assert field.value == "@ayse !complant about bread"
        await owner.press("tab")
        await owner.type("s")
        assert field.value == "@ayse !complaint about breads"
        await owner.press("enter")
    assert (book.timeline(1)[0].kind, book.timeline(1)[0].text) == ("complaint", "about breads")


async def test_every_wrong_word_is_mended_in_turn_and_a_doubtful_one_offers_what_it_may_be(book: Book) -> None:
    other = add_customer(book, "Ayşe Kaya", recognise_by="tall, with a dog")
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /fone !com hello there")
        assert "› !complaint" in owner.text
        assert "!compliment" in owner.text
        await owner.press("down", "tab")
        assert "› /phone" in owner.text
        await owner.press("tab")
        assert "tall, with a dog" in owner.text
        while "tall" not in owner.line("› Ayşe"):
            await owner.press("down")
        await owner.press("tab")
        assert field_of(owner).value == '@"Ayşe Kaya" /phone !compliment hello there'
        await owner.press("enter")
    assert [one.text for one in book.timeline(other.id)] == ["hello there"]


async def test_a_name_with_a_slip_in_it_offers_whom_it_nearly_names(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@yilmazz called")
        await owner.press("tab")
        assert field_of(owner).value == '@"Ayşe Yılmaz" called'


async def test_how_long_it_took_so_far_stands_by_a_promise_and_a_tight_one_is_only_warned_of(
    book: Book, clock: Clock
) -> None:
    for _each in range(8):
        [made] = book.log("@γιώργος *yesterday 10:00: +promise fri: bread")
        with book.transact("promise.keep") as change:
            change.put(keep(book.promise(made.promises[0]), clock.now - timedelta(hours=18, minutes=30)))
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse again +promise mon 12:00: look")
        assert "Usually 5 open hours, four times of five up to 5 open hours (8 kept)" in owner.text
        await owner.press("escape", "c")
        await owner.type("@ayse again +promise today 12:00: look")
        assert "Tight: that leaves 2 open hours. Usually it takes 5 open hours," in " ".join(owner.text.split())
        await owner.press("enter")
        assert "Saved" in owner.text


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
        assert "This session has nothing to undo. L shows all changes." in owner.text
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


# Pasting


async def test_a_parked_line_with_a_long_text_comes_back_whole_and_backspace_drops_that(book: Book) -> None:
    book.park("@ayse one\ntwo\nthree", book.now(), None)
    async with counter(book) as owner:
        await owner.press("c", "up")
        assert field_of(owner).value == "@ayse one"
        assert "2 pasted lines are kept with it" in owner.text
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
