"""Text made to break things is only text in every field of every form; and a form loses nothing of a record."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from screens.customer_form import CustomerForm
from screens.half_typed import HalfTyped
from store.book import Book
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.text import clean_line, clean_text
from tests.books import add_customer
from tests.screens.counter import Counter, assert_fits, counter
from tests.screens.form_counter import form, go_to, open_form
from tests.screens.test_hostile import HOSTILE, Smuggler, hostile_customer, smuggler

__all__ = ["smuggler"]

FORMS = [
    ("customer", 1, 1),
    ("customer", 0, 0),
    ("person", 0, 1),
    ("thing", 1, 1),
    ("interaction", 1, 1),
    ("promise", 1, 1),
    ("promise", 0, 0),
    ("follow_up", 1, 1),
    ("conversation", 1, 1),
]


@pytest.fixture
def whole_book(book: Book) -> Book:
    """The baker's book, in which Ayşe has somebody to talk to."""
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(1), contacts=(ContactPerson(name="Mehmet"),)))
    return book


async def paste_everywhere(owner: Counter, first: int) -> None:
    """Paste another hostile text into every field, looking at the screen after each, and try to save."""
    count = len(form(owner).form.rows)
    for number in range(count):
        owner.app.post_message(events.Paste(HOSTILE[(number + first) % len(HOSTILE)]))
        await owner.pilot.pause()
        assert_fits(owner.lines, owner.app.size)
        await owner.press("tab")
    await owner.press("f2")
    assert_fits(owner.lines, owner.app.size)


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: f"{kind[0]}-{kind[1]}")
async def test_hostile_text_is_harmless_in_every_field(whole_book: Book, kind: tuple[str, int, int]) -> None:
    async with counter(whole_book, (40, 20)) as owner:
        await open_form(owner, *kind)
        await paste_everywhere(owner, FORMS.index(kind))
        await owner.pilot.resize_terminal(80, 24)
        await owner.pilot.pause()
        assert_fits(owner.lines, (80, 24))
        await owner.press("escape", "escape")
    for draft in whole_book.drafts():
        assert all(text == clean_text(text) for text in draft.values.values())


async def test_ten_thousand_characters_are_typed_on_saved_and_parked(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "thing")
        await owner.paste("x" * 10_000)
        await owner.type("!")
        await owner.press("home")
        await owner.type("?")
        assert_fits(owner.lines, (80, 24))
        await owner.press(*["tab"] * 5)
        await owner.paste("word " * 2_000)
        await owner.type("end")
        assert_fits(owner.lines, (80, 24))
        await owner.press("escape")
        await owner.press("end", "enter", "f2")
    assert book.thing(1).name == "?Stone oven" + "x" * 10_000 + "!"
    assert book.thing(1).note == "word " * 2_000 + "end"


async def test_a_book_written_by_another_program_is_shown_and_left_as_it_is(
    empty_book: Book, smuggler: Smuggler
) -> None:
    for text in HOSTILE:
        hostile_customer(empty_book, smuggler, text)
    before = [empty_book.customer(number) for number in range(1, len(HOSTILE) + 1)]
    sequence = empty_book.sequence
    async with counter(empty_book) as owner:
        for customer in before:
            others = (("person", 0), ("thing", customer.id)) if customer.id % 4 == 1 else ()
            for kind, record in (("customer", customer.id), *others):
                await open_form(owner, kind, record, customer.id)
                assert_fits(owner.lines, (80, 24))
                assert form(owner).typed_values == {}
                await owner.press("f2")
                assert "Nothing was changed." in owner.text
    assert [empty_book.customer(number) for number in range(1, len(HOSTILE) + 1)] == before
    assert empty_book.sequence == sequence


async def test_changing_one_phone_leaves_what_no_field_would_take(empty_book: Book) -> None:
    odd = (Labelled(value="ask at the bar", label="home 2"), Labelled(value="0212 1"))
    add_customer(empty_book, "Zoe", phones=odd)
    async with counter(empty_book) as owner:
        await open_form(owner)
        await go_to(owner, "phones")
        await owner.type("23")
        await owner.press("f2")
        assert "Saved: Zoe." in owner.text
    assert empty_book.customer(1).phones == (odd[0], Labelled(value="0212 123"))


LINES = st.one_of(
    st.text(max_size=20), st.sampled_from(["a: b", '"x": 1', "a; b|c\\", "#tag, b", "1=2", "5 / 3", ": "])
).map(clean_line)
FILLED = LINES.filter(bool)
TEXTS = st.lists(LINES, max_size=3).map("\n".join).map(lambda text: clean_text(text).strip("\n"))
LABELLED = st.lists(st.builds(Labelled, value=FILLED, label=LINES), max_size=3, unique=True).map(tuple)
CUSTOMERS = st.builds(
    Customer,
    name=LINES,
    call_by=LINES,
    company=LINES,
    recognise_by=LINES,
    name_forms=st.dictionaries(FILLED, FILLED, max_size=2),
    gender=st.sampled_from(["unknown", "female", "male", "other"]),
    language=st.sampled_from(["", "tr", "fa"]),
    second_language=st.sampled_from(["", "el"]),
    formality=st.sampled_from(["", "formal", "familiar"]),
    stage=st.sampled_from(["lead", "new", "regular", "lapsed", "former"]),
    since=st.none() | st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 3, 4)),
    referred_by=st.sampled_from([None, 1, 2]),
    preferences=TEXTS,
    terms=TEXTS,
    note=TEXTS,
    allowances=st.lists(
        st.builds(Allowance, what=FILLED, total=st.integers(5, 900), used=st.integers(0, 5)), max_size=2, unique=True
    ).map(tuple),
    phones=LABELLED,
    emails=LABELLED,
    handles=LABELLED,
    addresses=st.lists(
        st.builds(
            PostalAddress, label=LINES, street=TEXTS, city=LINES, region=LINES, postal_code=LINES, country=FILLED
        ),
        max_size=2,
        unique=True,
    ).map(tuple),
    dates=st.lists(
        st.builds(
            MarkedDate,
            label=FILLED,
            month=st.integers(1, 12),
            day=st.integers(1, 28),
            year=st.sampled_from([0, 1850, 1980]),
        ),
        max_size=2,
        unique=True,
    ).map(tuple),
    tags=st.lists(FILLED, max_size=3, unique=True).map(tuple),
    fields=st.dictionaries(FILLED, FILLED, max_size=2),
    do_not_contact=st.booleans(),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(customer=CUSTOMERS)
def test_every_field_reads_back_what_it_writes(book: Book, customer: Customer) -> None:
    parts = CustomerForm(book, HalfTyped(), record=1).parts()
    assert {part.field.key for part in parts} == {
        one.name for one in fields(Customer) if one.name not in ("id", "uids", "contacts", "ticks")
    }
    for part in parts:
        assert part.read(part.write(customer), customer) == getattr(customer, part.field.key), part.field.key
