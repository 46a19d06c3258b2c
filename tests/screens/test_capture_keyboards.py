"""The line on every keyboard: five languages, layouts left on by mistake, and input methods."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from screens.widgets.capture_input import CaptureInput
from store.book import Book
from store.rules.keyboard_layouts import LAYOUTS, Layout, sent_by
from tests.books import add_customer
from tests.screens.counter import SIZES, Counter, counter

WRONG: tuple[Layout, ...] = ("el", "bg-bds", "bg-phonetic", "bg-phonetic-2006", "ko")


def field_of(owner: Counter) -> CaptureInput:
    return owner.app.screen.query_one(CaptureInput)


async def type_all(owner: Counter, text: str) -> None:
    """Type as over a slow line: everything arrives together."""
    await owner.arrive(*text)


async def test_c_opens_the_line_whatever_layout_is_on(book: Book) -> None:
    async with counter(book) as owner:
        for layout in LAYOUTS:
            await owner.press(sent_by("c", layout))
            assert owner.app.screen.line_is_open, layout
            assert field_of(owner).value == ""
            await owner.press("escape")


async def test_slash_colon_and_question_mark_are_keys_and_not_typed(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("/")
        assert "Customers" in owner.lines[0]
        await owner.press("escape", "escape", "1", "?")
        assert owner.app.screen.PLACE == "show_help"
        await owner.press("escape", ":")
        assert owner.app.screen.id == "--command-palette"
    async with counter(book) as owner:
        await owner.press("c")
        await type_all(owner, "@ayse /phone ? a:b")
        assert field_of(owner).value == "@ayse /phone ? a:b"


async def test_tokens_typed_in_the_wrong_layout_are_understood(book: Book) -> None:
    async with counter(book) as owner:
        for layout in WRONG:
            words = {sign + sent_by(word, layout) for sign, word in (("/", "phone"), ("!", "question"))}
            promise = "+" + sent_by("promise", layout)
            await owner.press("c")
            await type_all(owner, f"@1 {' '.join(words)} hello {promise} 2026-03-06 17:00: look")
            assert "Promise by Friday 6 March, 17:00: look" in owner.text
            await owner.press("enter")
            entry = book.timeline(1)[0]
            assert (entry.channel, entry.kind, entry.text) == ("phone", "question", "hello"), layout


async def test_a_name_and_a_channel_are_completed_in_the_wrong_layout(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        for layout in WRONG:
            await type_all(owner, "@" + sent_by("yilmaz", layout))
            await owner.press("tab")
            await type_all(owner, "/" + sent_by("pho", layout))
            await owner.press("tab")
            assert field_of(owner).value == '@"Ayşe Yılmaz" /phone ', layout
            await owner.press("ctrl+u")


async def test_the_greek_question_mark_wants_an_answer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await type_all(owner, "@γιώργος /τηλ είναι έτοιμο ;")
        assert "wants an answer" in owner.text
        await owner.press("enter")
    assert book.timeline(2)[0].wants_answer


async def test_channels_kinds_and_plus_words_are_completed_in_five_languages(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        for language, typed, whole in (
            ("en", ("/pho", "!compla", "+fol"), "/phone !complaint +follow "),
            ("tr", ("/tele", "!şik", "+sö"), "/telefon !şikayet +söz "),
            ("ko", ("/전", "!불", "+약"), "/전화 !불만 +약속 "),
            ("el", ("/τηλ", "!παρ", "+υπ"), "/τηλέφωνο !παράπονο +υπόσχεση "),
            ("bg", ("/тел", "!жал", "+об"), "/телефон !жалба +обещание "),
        ):
            book.set_shop({"language": language})
            await type_all(owner, "@1 ")
            for part in typed:
                await type_all(owner, part)
                await owner.press("tab")
            assert field_of(owner).value == f"@1 {whole}"
            await owner.press("ctrl+u")


async def test_names_are_completed_in_any_spelling_inside_quotes_and_one_after_the_other(book: Book) -> None:
    add_customer(book, "Καίτη Δημητρίου")
    add_customer(book, "Иван Петров")
    async with counter(book) as owner:
        await owner.press("c")
        for typed in ('@"Ayşe Yı', "@dimitri", "@petrov", "@김"):
            await type_all(owner, typed)
            await owner.press("tab")
        assert field_of(owner).value == '@"Ayşe Yılmaz" @"Καίτη Δημητρίου" @"Иван Петров" @김민준 '
        await type_all(owner, "#wh")
        await owner.press("tab")
        await type_all(owner, "the fair")
        await owner.press("enter")
    assert [book.timeline(customer)[0].text for customer in (1, 3, 5, 6)] == ["the fair"] * 4


async def test_a_conversation_is_completed_by_what_it_is_about(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await type_all(owner, "@ayse hello =")
        assert "the oven door squeaks, opened yesterday 16:20" in owner.line("› =1")
        await owner.press("tab")
        assert field_of(owner).value == "@ayse hello =1 "


# Input methods


def drawn_cursor(owner: Counter) -> tuple[int, int]:
    """The cell on which the cursor of the field is drawn."""
    y = field_of(owner).region.y
    x = 0
    for segment in owner.app.screen._compositor.render_strips()[y]:
        if segment.style is not None and segment.style.reverse:
            return x, y
        x += cell_len(segment.text)
    raise AssertionError("no cursor is drawn")


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
async def test_an_input_method_composes_where_the_cursor_is_drawn(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("c")
        assert tuple(owner.app.cursor_position) == drawn_cursor(owner)
        for keys in (
            ("김", "민", "준", " ", "a"),
            ("left", "left", "left"),
            ("end",),
            tuple("언제와요" * 12),
            ("home",),
        ):
            await owner.press(*keys)
            assert tuple(owner.app.cursor_position) == drawn_cursor(owner), keys
        await owner.press("escape", "c", "x")
        assert tuple(owner.app.cursor_position) == drawn_cursor(owner)


async def test_marks_stand_under_their_words_behind_wide_characters(book: Book) -> None:
    line = "@김민준 전화가 !complant 왔어요"
    async with counter(book) as owner:
        await owner.press("c")
        await type_all(owner, line)
        y = field_of(owner).region.y
        underlined = "".join(
            segment.text
            for segment in owner.app.screen._compositor.render_strips()[y]
            if segment.style is not None and segment.style.underline
        )
    assert underlined == "!complant"
