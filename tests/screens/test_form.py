"""A form at the counter: typed in, checked where the field is, saved, left, taken up again."""

from __future__ import annotations

from typing import Any

import pytest

from screens.customer_form import CustomerForm
from store.book import Book
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import form, go_to, open_form, row


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_stands_in_a_form_with_everything_that_is_kept(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await open_form(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"form-{size[0]}")
        await owner.press("pagedown", "pagedown", "pagedown", "down", "down")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"form-end-{size[0]}")


async def test_what_is_typed_is_saved_from_any_field_and_the_customer_is_as_before_in_all_else(book: Book) -> None:
    before = book.customer(1)
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type(" (baker)")
        await go_to(owner, "note")
        await owner.type("likes tea")
        await owner.press("f2")
        assert "Saved: Ayşe Yılmaz (baker)." in owner.text
        assert "Today" in owner.lines[0]
    after = book.customer(1)
    assert (after.name, after.note) == ("Ayşe Yılmaz (baker)", "likes tea")
    for name in ("phones", "addresses", "allowances", "tags", "since", "terms", "stage"):
        assert getattr(after, name) == getattr(before, name)
    assert book.undo().sentence
    assert book.customer(1) == before


async def test_enter_in_a_line_saves_and_in_a_text_begins_a_new_line(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "phones")
        await owner.press("enter")
        await owner.type("shop: 0212 555 00 11")
        assert isinstance(owner.app.screen, CustomerForm)
        await owner.press("down", "enter")
        await owner.press("backspace")
        await go_to(owner, "stage")
        await owner.press("enter")
        assert "Saved: Ayşe Yılmaz." in owner.text
    assert [(one.label, one.value) for one in book.customer(1).phones] == [
        ("mobile", "+90 532 123 45 67"),
        ("shop", "0212 555 00 11"),
    ]


async def test_saving_what_was_not_touched_writes_nothing(book: Book) -> None:
    sequence = book.sequence
    async with counter(book) as owner:
        await open_form(owner)
        await owner.press("f2")
        assert "Nothing was changed." in owner.text
    assert book.customer(1).name == "Ayşe Yılmaz"
    assert book.sequence == sequence


async def test_keys_that_arrive_together_do_their_work_in_order(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.arrive(*"!", "down", *"Abla", "down", "backspace", *"y", "down", *"Fırın", "f2")
        for _turn in range(5):
            await owner.pilot.pause()
        assert "Saved:" in owner.text
    customer = book.customer(1)
    assert customer.name == "Ayşe Yılmaz!"
    assert customer.call_by == "Ayşe HanımAbla"
    assert customer.recognise_by == "red Vespa, always in a hurry"
    assert customer.company == "Fırın"


async def test_tab_goes_round_and_shift_tab_back(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing")
        keys = []
        for _field in range(7):
            keys.append(row(owner).field.key)
            await owner.press("tab")
        assert keys == ["name", "serial", "warranty_until", "service_next", "service_every", "note", "name"]
        await owner.press("shift+tab", "shift+tab")
        assert row(owner).field.key == "note"


async def test_arrows_move_inside_a_text_and_out_at_its_ends(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing")
        await go_to(owner, "note")
        await owner.press(*"one", "enter", *"two", "enter", *"three")
        await owner.press("up", "up")
        await owner.type("!")
        assert form(owner).typed_values == {"note": "one!\ntwo\nthree"}
        await owner.press("up")
        assert "›" in owner.line("Service every")
        await owner.press("down", "down", "down", "down")
        assert "›" in owner.line("Note")


async def test_a_choice_takes_arrows_space_and_letters_and_no_letter_does_what_the_app_has_it_for(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "stage")
        assert "lead  new [regular] lapsed  former" in owner.line("Stage")
        await owner.press("right")
        assert "[lapsed]" in owner.line("Stage")
        await owner.press("l")
        assert "[lead]" in owner.line("Stage")
        await owner.press("left")
        assert "[lead]" in owner.line("Stage")
        await owner.press("q", "c", "2", "/", "?", ":", "u", "space")
        assert "[new]" in owner.line("Stage")
        await owner.press("end", "home", "f", "f2")
    assert book.customer(1).stage == "former"


async def test_letters_with_names_of_their_own_are_typed(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("/?:@+ q1")
        await go_to(owner, "note")
        await owner.type("/?:@+ q1")
        assert form(owner).typed_values == {"name": "Ayşe Yılmaz/?:@+ q1", "note": "/?:@+ q1"}


async def test_what_was_understood_stands_beside_the_field(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "promise", 0)
        await owner.type("a hinge")
        await owner.press("down")
        await owner.type("fri")
        assert "= Friday 6 March" in owner.line("Due")
        await owner.type(" 17:00")
        assert "= Friday 6 March, 17:00" in owner.line("Due")
        await owner.press("enter")
        assert "Promised: a hinge, by Friday 6 March, 17:00." in owner.text
    assert "a hinge" in [promise.what for promise in book.promises(1)]


async def test_what_is_wrong_is_said_under_its_field_when_it_is_left_and_gone_when_it_is_right(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "since")
        await owner.press("ctrl+u")
        await owner.type("someday")
        assert "no time" not in owner.text, "nobody is corrected while they type"
        await owner.press("down")
        at = owner.lines.index(owner.line("Customer since"))
        assert "! “someday” is no time" in owner.lines[at + 1]
        await owner.press("f2")
        assert "Not saved yet: 1 field needs another look, marked with !." in owner.text
        assert "›" in owner.line("Customer since"), "the cursor is where the fault is"
        await owner.press("ctrl+u")
        await owner.type("2 may 2023")
        assert "!" not in owner.text.replace("marked with !.", "")
        await owner.press("f2")
        assert "Saved: Ayşe Yılmaz." in owner.text


async def test_saving_goes_to_the_first_of_several_wrong_fields(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        for key, text in (("dates", "4 march"), ("phones", "none"), ("emails", "nobody")):
            await go_to(owner, key)
            await owner.press("end", "enter")
            await owner.type(text)
        await owner.press("ctrl+s")
        assert "3 fields need another look" in owner.text
        assert "›" in owner.line("Phones")
        assert "! “none” is no phone number." in owner.text
    assert book.customer(1).phones[0].value == "+90 532 123 45 67"


async def test_a_field_may_be_refused_by_what_the_others_say(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, record=0, customer=0)
        await owner.press("f2")
        assert "! Write a name here, or a company, a phone number" in owner.text
        assert "›" in owner.line("Name")
        await go_to(owner, "phones")
        await owner.type("0555 000 11 22")
        await owner.press("f2")
        assert "Added: 0555 000 11 22." in owner.text
        assert owner.lines[0].startswith(" 0555 000 11 22"), "a new customer is met on their page"


async def test_a_customer_is_named_with_completion(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "referred_by")
        await owner.type("giorg")
        assert "Γιώργος Παπαδόπουλος" in owner.text
        await owner.press("tab")
        assert "Γιώργος Παπαδόπουλος" in owner.line("Sent by")
        await owner.press("f2")
    assert book.customer(1).referred_by == 2


async def test_completions_are_chosen_with_the_arrows_and_folded_away_with_escape(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, record=2, customer=2)
        await go_to(owner, "tags")
        await owner.type(", o")
        assert "oven" in owner.text
        await owner.press("escape")
        assert "oven" not in owner.text
        assert isinstance(owner.app.screen, CustomerForm)
        await owner.press("backspace")
        await owner.type("#ov")
        await owner.press("down", "up", "tab")
        assert "wholesale, oven" in owner.line("Tags")
        await owner.press("tab")
        assert "›" not in owner.line("Tags"), "with nothing to take, Tab goes on"


async def test_nobody_sends_themselves(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "referred_by")
        await owner.type("1")
        await owner.press("f2")
        assert "Nobody sends themselves." in owner.text


async def test_a_paste_is_cleaned_and_keeps_its_lines_where_there_is_room_for_them(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing")
        await owner.paste(", \x1b[31mred\x1b]52;c;aGk=\x07 \u202egnp\r\nsecond")
        await go_to(owner, "note")
        await owner.paste("one\x1b[2J\r\ntwo\x00\u2028three")
        await owner.press("f2")
    thing = book.thing(1)
    assert thing.name == "Stone oven, red gnp"
    assert thing.note == "one\ntwothree"


async def test_help_is_a_key_away_while_typing(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("x")
        await owner.press("f1")
        assert "Save the form" in owner.text
        await owner.press("escape")
        await owner.type("y")
        assert form(owner).typed_values == {"name": "Ayşe Yılmazxy"}


async def test_every_size_of_terminal_keeps_what_is_typed_and_where(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await go_to(owner, "note")
        await owner.type("likes tea")
        for size in ((40, 20), (20, 5), (80, 24)):
            await owner.pilot.resize_terminal(*size)
            await owner.pilot.pause()
            assert_fits(owner.lines, size)
            await owner.type("!")
        assert "›" in owner.line("likes tea!!!")
        await owner.press("f2")
    assert book.customer(1).note == "likes tea!!!"


async def test_the_form_of_a_customer_is_opened_by_keys_alone(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "e")
        assert isinstance(owner.app.screen, CustomerForm)
        await owner.press("escape")
        assert "Customers" in owner.lines[0]


async def test_a_key_in_a_form_paints_its_own_line_and_tab_two_of_them(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.press("tab", "shift+tab")
        await owner.type("a")
        cells: list[int] = []
        compositor = owner.app.screen._compositor
        render = compositor.render_update

        def render_update(full: bool = False, **more: Any) -> Any:
            regions = compositor._dirty_regions
            cells.append(80 * 24 if full else sum(region.area for region in regions))
            return render(full=full, **more)

        monkeypatch.setattr(compositor, "render_update", render_update)
        await owner.type("b")
        assert 0 < sum(cells) <= 80
        cells.clear()
        await owner.press("tab")
        assert 0 < sum(cells) <= 4 * 80


async def test_what_stands_under_a_field_at_the_bottom_comes_into_view(book: Book) -> None:
    async with counter(book, (80, 14)) as owner:
        await open_form(owner, record=2, customer=2)
        await go_to(owner, "tags")
        await owner.type(", ov")
        assert "oven" in owner.text
        await owner.press("escape")
        await go_to(owner, "phones")
        for number in range(5):
            await owner.press("enter")
            await owner.type(f"05{number}")
        assert "054" in owner.text
        await go_to(owner, "since")
        await owner.type("someday")
        await owner.press("f2")
        assert "! “someday” is no time" in owner.text


async def test_a_date_is_replaced_by_the_first_letter_and_a_name_goes_on(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        await go_to(owner, "since")
        await owner.type("march 2021")
        assert form(owner).typed_values == {"name": "Ayşe Yılmaz!", "since": "march 2021"}


async def test_names_in_every_script_are_typed_as_they_are(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, record=0, customer=0)
        await owner.type("김민준 Παπαδόπουλος")
        await owner.press("left", "left", "backspace")
        assert_fits(owner.lines, (80, 24))
        await owner.press("enter")
        assert "Added: 김민준 Παπαδόπουος." in owner.text
