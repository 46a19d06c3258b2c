"""Names and words that were made to break things are only names and words, on every screen at every width."""

from __future__ import annotations

from typing import Any

import pytest

from store import change
from store.book import Book
from store.records.codec import to_plain
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.thing import Thing
from tests.screens.counter import SIZES, Counter, assert_fits, counter

HOSTILE = [
    "[/foo]",
    "Bob [red]Smith",
    "$name {name} %s",
    "\u0301",
    "x" * 10_000,
    "e" + "\u0301" * 10_000,
    "שלום עולם \u0645\u0631\u062d\u0628\u0627",
    "\x1b]52;c;aGk=\x07\x1b[31mred\x1b[2J",
    "nul\x00nul \x9b31m",
    "\u202egnp.exe",
    "line\nline\rline\u2028line\tline",
    "👩\u200d👩\u200d👧 ❤\ufe0f 🇹🇷",
    "https://[link=x]y[/link]",
]


WORDS = "hostile words"


class Smuggler:
    """Puts a text into records as another program, or a hand, would write it: past the door where it is cleaned."""

    def __init__(self) -> None:
        self.text = ""

    def to_plain(self, record: object) -> dict[str, Any]:
        plain: dict[str, Any] = self._put_in(to_plain(record))
        return plain

    def _put_in(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._put_in(key): self._put_in(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._put_in(one) for one in value]
        return self.text if value == WORDS else value


@pytest.fixture
def smuggler(monkeypatch: pytest.MonkeyPatch) -> Smuggler:
    smuggler = Smuggler()
    monkeypatch.setattr(change, "to_plain", smuggler.to_plain)
    return smuggler


def hostile_customer(book: Book, smuggler: Smuggler, hostile: str) -> int:
    """Put `hostile` wherever there is room for text."""
    smuggler.text, text = hostile, WORDS
    now = book.now()
    labelled = (Labelled(value=text, label=text),)
    with book.transact("import") as open_change:
        customer = open_change.add(
            Customer(
                name=text,
                call_by=text,
                company=text,
                recognise_by=text,
                preferences=text,
                terms=text,
                note=text,
                phones=labelled,
                emails=labelled,
                handles=labelled,
                tags=(text,),
                fields={text: text},
                contacts=(ContactPerson(name=text, role=text),),
            )
        ).id
        open_change.add(Thing(customer=customer, name=text, serial=text))
        open_change.add(
            Interaction(customer=customer, when=now, channel="chat", channel_name=text, text=text, words=(text,))
        )
        open_change.add(
            Promise(customer=customer, what=text, made=now, due=now, original_due=now, aim=now, condition=text)
        )
        open_change.add(FollowUp(customer=customer, what=text, made=now, due=now.date()))
        open_change.add(Draft(line=text, begun=now, customer=customer))
    return customer


async def look_everywhere(owner: Counter, size: tuple[int, int]) -> None:
    assert_fits(owner.lines, size)
    await owner.press("2")
    assert_fits(owner.lines, size)
    await owner.press("enter")
    assert_fits(owner.lines, size)
    await owner.press("pagedown", "end")
    assert_fits(owner.lines, size)
    await owner.press("enter")
    assert_fits(owner.lines, size)
    await owner.press("c")
    await owner.type("note")
    assert_fits(owner.lines, size)
    await owner.press("enter")
    assert "Saved" in owner.text
    assert_fits(owner.lines, size)
    await owner.press("u")
    assert_fits(owner.lines, size)
    await owner.press("question_mark")
    assert_fits(owner.lines, size)
    await owner.press("escape", "colon")
    assert_fits(owner.lines, size)
    await owner.press("escape", "1", "end", "enter")
    assert_fits(owner.lines, size)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_harmless_on_every_screen(
    empty_book: Book, smuggler: Smuggler, size: tuple[int, int]
) -> None:
    customers = [hostile_customer(empty_book, smuggler, text) for text in HOSTILE]
    assert [empty_book.customer(customer).name for customer in customers] == HOSTILE
    async with counter(empty_book, size) as owner:
        await look_everywhere(owner, size)
        for customer in customers:
            await owner.app.action_show_customer(customer)
            await owner.arrive("end", "c")
            assert_fits(owner.lines, size)
            await owner.arrive("escape", "escape")


async def test_markup_in_names_is_shown_as_it_was_typed(empty_book: Book, smuggler: Smuggler) -> None:
    for text in ("[/foo]", "Bob [red]Smith", "$name"):
        hostile_customer(empty_book, smuggler, text)
    async with counter(empty_book) as owner:
        await owner.press("2")
        assert "[/foo]" in owner.text
        assert "Bob [red]Smith" in owner.text
        assert "$name" in owner.text


async def test_hostile_names_can_be_completed_and_logged(empty_book: Book, smuggler: Smuggler) -> None:
    customers = [hostile_customer(empty_book, smuggler, text) for text in ("[/foo] bar", 'quo"te bar', "b\\ack bar")]
    async with counter(empty_book) as owner:
        for number in range(len(customers)):
            await owner.press("c")
            await owner.type("@bar")
            await owner.arrive(*["down"] * number)
            await owner.press("tab")
            await owner.type("hello there")
            await owner.press("enter")
            assert "Saved" in owner.text
    said = [[one.text for one in empty_book.timeline(customer)].count("hello there") for customer in customers]
    assert said == [1, 1, 1]


@pytest.mark.parametrize("keys", [("2", "slash"), ("2", "g"), ("2", "m"), ("9", "enter"), ("c",), ("I",)])
async def test_what_is_pasted_into_a_field_is_drawn_as_wide_as_it_is(book: Book, keys: tuple[str, ...]) -> None:
    async with counter(book, (40, 20)) as owner:
        await owner.press(*keys)
        for text in HOSTILE:
            if "\n" not in text:
                await owner.paste(text)
                await owner.pilot.pause()
                assert_fits(owner.lines, (40, 20))
