"""A reply in each of the five languages, from the complaint to what is logged; and text that looks like code."""

from __future__ import annotations

import pytest

from screens.compose import ComposeScreen
from store.book import Book
from store.phrase_keeping import add_phrase, copy_phrase, mark_phrase
from store.phrases import find_phrase
from store.records.customer import Customer
from store.records.phrase import Phrase
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import said
from tests.screens.test_compose import composer, shop

__all__ = ["shop"]

ANSWERS = {
    "en": ("the hinge is bent", "a new one is on its way", "it closes again"),
    "tr": ("menteşe eğilmiş", "yenisi yolda", "kapak yeniden kapanır"),
    "ko": ("경첩이 휘었습니다", "새것이 오고 있습니다", "다시 잘 닫힙니다"),
    "el": ("ο μεντεσές στράβωσε", "έρχεται καινούργιος", "κλείνει πάλι"),
    "bg": ("пантата се е изкривила", "нова е на път", "вратата пак се затваря"),
}
WHO = {
    "en": Customer(name="Nora Hill", call_by="Nora", language="en"),
    "tr": Customer(name="Işıl Çağlar", call_by="Işıl Hanım", language="tr", formality="formal", gender="female"),
    "ko": Customer(name="이서연", call_by="이서연 님", language="ko", formality="formal"),
    "el": Customer(name="Γιάννης Νίκου", call_by="Γιάννη", language="el", formality="familiar", gender="male"),
    "bg": Customer(name="Гергана Белчева", call_by="Гергана", language="bg", formality="familiar", gender="female"),
}
FRIDAY = {
    "en": "Friday 6 March",
    "tr": "6 Mart Cuma",
    "ko": "금요일",
    "el": "Παρασκευή",
    "bg": "петък",
}


async def open_on(owner: Counter, customer: int) -> ComposeScreen:
    """Open the composer for a customer."""
    await owner.app.action_compose(customer)
    for _turn in range(3):
        await owner.pilot.pause()
    return composer(owner)


@pytest.mark.parametrize("language", ["en", "tr", "ko", "el", "bg"])
async def test_a_complaint_is_answered_in_their_language(shop: Book, language: str) -> None:
    with shop.transact("customer.add") as change:
        customer = change.add(WHO[language])
    shop.log(f"@{customer.id} /email it is broken again !complaint :( *yesterday 16:20")
    async with counter(shop, (100, 30)) as owner:
        screen = await open_on(owner, customer.id)
        assert {part.language for part in screen.composition.parts} == {language}
        await owner.press("p")
        await owner.type("fri")
        await owner.press("enter")
        await owner.type(ANSWERS[language][1])
        await owner.press("enter", "enter")
        for _gap in range(8):
            if "How does it go out?" in owner.text:
                break
            assert screen.composed is not None
            name = screen.composed.gaps[0].name
            await owner.type(
                dict(zip(("problem", "solution", "benefit"), ANSWERS[language], strict=True)).get(name, "x")
            )
            await owner.press("enter")
        await owner.press("enter")
        [entry, *_older] = shop.timeline(customer.id, limit=1)
        assert WHO[language].call_by.split()[0] in entry.text
        assert ANSWERS[language][0] in entry.text
        assert FRIDAY[language] in entry.text
        assert not set("{}[]") & set(entry.text)
        assert [promise.what for promise in shop.promises(customer.id)] == [ANSWERS[language][1]]


@pytest.mark.parametrize(
    "name", ["{name}", "[/b]", "[bold]x", "a\u202eb", "{{", "x" * 10_000, "%s %(a)s $n", "\u0300" * 40]
)
async def test_a_name_is_text_whatever_it_looks_like(shop: Book, name: str) -> None:
    with shop.transact("customer.add") as change:
        customer = change.add(Customer(name=name, call_by=name, language="en"))
    shop.log(f"@{customer.id} /chat hello?")
    for size in SIZES:
        async with counter(shop, size) as owner:
            screen = await open_on(owner, customer.id)
            await owner.press("y")
            await owner.type("thank")
            await owner.press("enter", "b")
            await owner.type("e-mail")
            await owner.press("enter")
            assert_fits(owner.lines, size)
            assert screen.whole_text.startswith("Hello ")
            await owner.press("e", "escape", "enter", "escape", "+", "escape", "down", "up")
            assert_fits(owner.lines, size)
            await owner.press("escape")


async def test_an_answer_may_be_very_long_and_is_text(shop: Book) -> None:
    async with counter(shop) as owner:
        screen = await open_on(owner, 5)
        await owner.press("enter")
        await owner.paste("{solution} [/x] " + "word " * 2000)
        await owner.press("enter")
        assert screen.composed is not None
        assert "{solution} [/x] word word" in "".join(piece.text for piece in screen.composed.pieces)
        assert_fits(owner.lines, (80, 24))


@pytest.mark.parametrize("size", SIZES)
async def test_phrases_are_found_in_any_spelling_by_category_favourite_and_shortcut(
    shop: Book, size: tuple[int, int]
) -> None:
    with shop.transact("phrase.add") as change:
        own = add_phrase(
            shop,
            change,
            Phrase(
                language="en", category="closing", title="Çok teşekkürler, Γιώργο", text="Bye {name}!", shortcut="bye"
            ),
        )
        sorry = find_phrase(shop, "apology-ours", ("en",))
        mark_phrase(shop, change, sorry, favourite=True, shortcut=";sorry")
    async with counter(shop, size) as owner:
        screen = await open_on(owner, 5)
        await owner.press("+")
        await owner.type("cok giorgo")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"phrase-picker-{size[0]}")
        await owner.press("enter")
        assert f"#{own.id}" == screen.composition.parts[-1].key
        await owner.press("semicolon")
        await owner.type("sorry")
        assert "› * Sorry, our doing ;s" in owner.text
        await owner.press("enter")
        assert "That is in the reply already." in said(owner)
        assert [part.key for part in screen.composition.parts].count("apology-ours") == 1
        await owner.press("+", "tab")
        assert "favourites · 1 phrase" in said(owner)
        await owner.press("tab")
        assert "greeting · " in said(owner)
        await owner.type("zzz")
        assert "No phrase is like that." in said(owner)
        await owner.press("enter")
        assert screen.is_picking
        await owner.press("escape")
        assert not screen.is_picking


async def test_a_changed_copy_is_the_owners_and_is_offered_first(shop: Book) -> None:
    with shop.transact("phrase.copy") as change:
        copy_phrase(shop, change, find_phrase(shop, "apology-ours", ("en",)), text="So sorry, {name}. Mine.", sms="")
    async with counter(shop) as owner:
        screen = await open_on(owner, 5)
        assert screen.composition.parts[1].own is not None
        assert "So sorry, Emma. Mine." in owner.text


async def test_whoever_does_not_want_to_be_contacted_is_warned_of(shop: Book) -> None:
    with shop.transact("customer.add") as change:
        customer = change.add(Customer(name="Otto", language="de", do_not_contact=True))
    shop.set_shop({"languages.read": "tr"})
    async with counter(shop) as owner:
        await open_on(owner, customer.id)
        assert "They do not want to be contacted." in said(owner)
        assert "There are no words for this in de; this is English." in said(owner)


async def test_keys_that_arrive_at_once_do_their_work_in_turn(shop: Book) -> None:
    async with counter(shop) as owner:
        await owner.stand_on("Emma")
        await owner.arrive(
            "w", *["down"] * 3, "x", "+", *"no news yet", "enter", "p", *"fri", "enter", *"a hinge", "enter"
        )
        for _turn in range(10):
            await owner.pilot.pause()
        assert composer(owner).composition.promising is not None
        assert composer(owner).composition.promising.what == "a hinge"  # type: ignore[union-attr]
        await owner.arrive("e", *"Hm", "escape", "escape")
        for _turn in range(10):
            await owner.pilot.pause()
        [draft] = shop.drafts()
        assert draft.values["own"].endswith("Hm")
