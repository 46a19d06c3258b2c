"""The forms for what belongs to a customer: persons, things, contacts, promises, follow-ups, conversations."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import pytest

from screens.forms import form_screen
from screens.half_typed import HalfTyped
from store.book import Book
from store.errors import NotFoundError
from store.records.contact_person import ContactPerson
from store.records.interaction import Interaction
from store.records.thing import Thing
from tests.books import ISTANBUL
from tests.screens.counter import assert_fits, assert_snapshot, counter
from tests.screens.form_counter import form, go_to, open_form, put, row, said


async def test_a_person_is_added_and_changed(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "person", -1)
        await owner.type("Mehmet Demir")
        await put(owner, "role", "buyer")
        await go_to(owner, "phones")
        await owner.type("office: 0212 555 00 11")
        await owner.press("f2")
        assert "Added: Mehmet Demir." in owner.text
        await open_form(owner, "person", 0)
        assert owner.lines[0].startswith(" Mehmet Demir at Ayşe Yılmaz")
        assert_snapshot(owner.text, "form-person-80")
        await put(owner, "call_by", "Mehmet Bey")
        await go_to(owner, "gender")
        await owner.press("m", "enter")
    (person,) = book.customer(1).contacts
    assert (person.name, person.role, person.call_by, person.gender) == ("Mehmet Demir", "buyer", "Mehmet Bey", "male")
    assert [(one.label, one.value) for one in person.phones] == [("office", "0212 555 00 11")]


async def test_a_person_needs_a_name(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "person", -1)
        await owner.press("enter")
        assert "! Write the name of the person." in owner.text
    assert book.customer(1).contacts == ()


async def test_a_thing_is_added_and_changed(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing", 0)
        await owner.type("Mixer")
        await put(owner, "warranty_until", "31 may 2028")
        assert "= Wednesday 31 May 2028" in owner.line("Warranty until")
        await owner.press("enter")
        assert "Added: Mixer." in owner.text
        await open_form(owner, "thing", 2)
        await put(owner, "warranty_until", "")
        await owner.press("enter")
    assert book.thing(2) == Thing(id=2, customer=1, name="Mixer")


async def test_what_is_nobodys_yet_asks_whose_it_is(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing", 0, 0)
        await owner.press("tab")
        await owner.type("Bicycle")
        await owner.press("enter")
        assert "! Write whose it is" in owner.text
        await owner.type("kim")
        await owner.press("tab")
        await owner.press("f2")
        assert "Added: Bicycle." in owner.text
    assert [thing.name for thing in book.things(3)] == ["Bicycle"]


async def test_an_entry_of_the_history_is_put_right(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "interaction", 1)
        assert_fits(owner.lines, (80, 24))
        assert_snapshot(owner.text, "form-interaction-80")
        await owner.type(" badly")
        await go_to(owner, "words")
        await owner.type("it screams")
        await go_to(owner, "mood")
        await owner.press("u")
        await put(owner, "when", "monday 10:00")
        assert "= Monday 2 March, 10:00" in owner.line("When")
        await go_to(owner, "thing")
        await owner.press("right")
        await owner.press("f2")
        assert "Saved: the oven door squeaks badly" in owner.text
    entry = book.interaction(1)
    assert (entry.text, entry.words, entry.mood, entry.thing) == (
        "the oven door squeaks badly", ("it screams",), "upset", 1
    )  # fmt: skip
    assert entry.when == datetime(2026, 3, 2, 10, 0, tzinfo=ISTANBUL)
    assert entry.conversation is not None
    assert book.conversation(entry.conversation).opened == entry.when, "what hangs on it is put right with it"


async def test_an_entry_cannot_lie_ahead(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "interaction", 1)
        await put(owner, "when", "2026-12-01 10:00")
        await owner.press("enter")
        assert "! That time lies ahead. Give one that has passed." in said(owner)
    assert book.interaction(1).when < book.now()


async def test_an_entry_is_said_to_want_an_answer_or_none(book: Book) -> None:
    conversation = book.interaction(1).conversation
    assert conversation is not None
    async with counter(book) as owner:
        await open_form(owner, "interaction", 1)
        await go_to(owner, "answer")
        assert "[wants one]" in owner.line("Answer")
        await owner.press("left", "f2")
        assert book.interaction(1).wants_answer is False
        await open_form(owner, "interaction", 2)
        await go_to(owner, "answer")
        await owner.press("right", "f2")
        assert "What you said yourself waits for no answer of yours." in owner.text


async def test_every_field_of_an_entry_that_is_not_worked_out_is_in_its_form(book: Book) -> None:
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), contacts=(ContactPerson(name="Mehmet"),)))
    async with counter(book) as owner:
        await open_form(owner, "interaction", 1)
        keys = {one.field.key for one in form(owner).form.rows}
        worked_out = {"id", "customer", "noted", "conversation", "wants_answer", "answered", "phrases"}
        assert keys - {"answer"} == {one.name for one in fields(Interaction)} - worked_out
        await go_to(owner, "contact")
        await owner.type("meh")
        await owner.press("tab", "f2")
    assert book.interaction(1).contact == "Mehmet"


async def test_a_promise_is_made_and_its_words_are_changed(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "promise", 0)
        await owner.type("a new door")
        await put(owner, "due", "someday")
        await owner.press("enter")
        assert row(owner).field.key == "due"
        await put(owner, "due", "in 2 weeks")
        await put(owner, "cause", "the wholesaler")
        await owner.press("enter")
        made = book.promises(1)[0]
        assert (made.what, made.due, made.cause) == ("a new door", date(2026, 3, 18), "the wholesaler")
        await open_form(owner, "promise", made.id)
        assert "Due" not in owner.text, "when it is due is moved by its own key, and told"
        await put(owner, "kind", "repair")
        await owner.press("enter")
    changed = book.promise(made.id)
    assert (changed.kind, changed.due, changed.moves) == ("repair", made.due, ())


async def test_a_promise_needs_a_due(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "promise", 0)
        await owner.type("a new door")
        await owner.press("enter")
        assert "! Write by when, such as fri 17:00." in owner.text
        assert row(owner).field.key == "due"


async def test_a_follow_up_comes_again_in_words(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("ask how the oven bakes")
        await put(owner, "rule", "every 2 weeks")
        assert "= next Wednesday 18 March" in owner.line("Again")
        await owner.press("enter")
        noted = book.follow_ups(1)[0]
        assert (noted.rule, noted.due) == ("FREQ=WEEKLY;INTERVAL=2", date(2026, 3, 18))
        await open_form(owner, "follow_up", noted.id)
        assert "every 2 weeks" in owner.line("Again")
        await put(owner, "rule", "FREQ=MONTHLY;BYDAY=1MO")
        await put(owner, "due", "next monday 9:00")
        await owner.press("enter")
    changed = book.follow_up(noted.id)
    assert (changed.rule, changed.due) == ("FREQ=MONTHLY;BYDAY=1MO", datetime(2026, 3, 9, 9, tzinfo=ISTANBUL))


@pytest.mark.parametrize(
    ("due", "rule", "occasion", "key", "sentence"),
    [
        ("", "", "", "due", "Write when, or below what has to happen first."),
        ("", "FREQ=DAILY", "frost", "due", "Write when it comes first."),
        ("friday", "", "frost", "occasion", "not both."),
        ("friday", "sometimes", "", "rule", "is no repetition."),
    ],
)
async def test_a_follow_up_says_when(book: Book, due: str, rule: str, occasion: str, key: str, sentence: str) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("ask")
        for name, text in (("due", due), ("rule", rule), ("occasion", occasion)):
            await put(owner, name, text)
        await owner.press("f2")
        assert row(owner).field.key == key
        assert sentence in said(owner)
    assert book.follow_ups(1) == []


async def test_a_follow_up_may_wait_for_something_to_happen(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "follow_up", 0)
        await owner.type("offer covers")
        await put(owner, "occasion", "frost")
        await owner.press("enter")
    assert [(one.due, one.occasion) for one in book.follow_ups(1)] == [(None, "frost")]


async def test_a_conversation_is_named_and_its_outcome_noted(book: Book) -> None:
    conversation = book.conversations(1)[0]
    async with counter(book) as owner:
        await open_form(owner, "conversation", conversation.id)
        await put(owner, "subject", "The oven")
        await go_to(owner, "outcome")
        await owner.press(*"door", "enter", *"paid")
        await owner.press("f2")
        assert "Saved." in owner.text
    changed = book.conversation(conversation.id)
    assert (changed.subject, changed.outcome) == ("The oven", "door\npaid")
    assert changed.events == conversation.events


def test_a_form_that_is_not_there_is_said(book: Book) -> None:
    with pytest.raises(NotFoundError, match="There is no form for “invoice”"):
        form_screen(book, HalfTyped(), "invoice")
