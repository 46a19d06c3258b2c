"""Nothing typed into a form is lost: it waits on Today, is taken up again, and outlives what cannot be saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screens.customer_form import CustomerForm
from store.book import Book, Touched
from store.errors import BookReadOnlyError
from store.merging import merge_customers
from store.records.contact_person import ContactPerson
from store.records.customer import Customer
from tests.books import Clock, open_book
from tests.screens.counter import Counter, counter
from tests.screens.form_counter import form, go_to, open_form, put, row, said


def edit(book: Book, identity: int, **fields: object) -> None:
    """Change a customer."""
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(identity), **fields))  # type: ignore[arg-type]


async def follow(owner: Counter) -> None:
    """Have the app look what others have changed."""
    owner.app.follow()
    for _turn in range(3):
        await owner.pilot.pause()


async def test_escape_leaves_a_form_that_was_not_touched(book: Book) -> None:
    sequence = book.sequence
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("x")
        await owner.press("backspace", "escape")
        assert "Today" in owner.lines[0]
    assert book.drafts() == []
    assert book.sequence == sequence


async def test_escape_parks_what_was_typed_and_it_is_taken_up_from_today(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "terms", "")
        await owner.type("pays at once")
        await put(owner, "call_by", "Ayşe Abla")
        await owner.press("escape")
        assert "Parked: Customer: Ayşe Yılmaz. It waits on Today." in owner.text
        draft = book.drafts()[0]
        assert (draft.form, draft.record, draft.customer) == ("customer", 1, 1)
        assert draft.former == {"terms": "pays by the month", "call_by": "Ayşe Hanım"}
        edit(book, 1, recognise_by="no more Vespa")
        await owner.press("end", "enter")
        assert isinstance(owner.app.screen, CustomerForm)
        assert "Ayşe Abla" in owner.line("You say")
        assert "no more Vespa" in owner.line("Know them by"), "what was not touched is as the book has it"
        await owner.press("f2")
    assert book.drafts() == []
    assert book.customer(1).call_by == "Ayşe Abla"
    assert book.customer(1).recognise_by == "no more Vespa"
    assert book.undo().what == "customer.edit"
    assert [one.line for one in book.drafts()] == ["Customer: Ayşe Yılmaz"], "undone with the rest: one change"


async def test_a_parked_form_is_parked_again_in_its_own_place(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        await owner.press("escape")
        await owner.press("end", "enter")
        await owner.press("escape")
        sequence = book.sequence
        assert len(book.drafts()) == 1
        await owner.press("end", "enter")
        await owner.type("!")
        await owner.press("escape")
    assert [dict(draft.values) for draft in book.drafts()] == [{"name": "Ayşe Yılmaz!!"}]
    assert book.sequence == sequence + 1


async def test_a_new_customer_is_parked_with_all_that_stood_in_the_form(book: Book) -> None:
    async with counter(book) as owner:
        await owner.app.push_screen(CustomerForm(book, owner.app.half_typed, start={"name": "Zoe"}))
        await owner.pilot.pause()
        await owner.press("escape")
        assert book.drafts() == [], "nothing was typed yet"
        await owner.app.push_screen(CustomerForm(book, owner.app.half_typed, start={"name": "Zoe"}))
        await owner.pilot.pause()
        await go_to(owner, "phones")
        await owner.type("0555 1")
        await owner.press("escape")
        await owner.press("end", "enter")
        assert "Zoe" in owner.line("Name")
        await owner.press("f2")
    added = book.customer(book.search_customers("zoe")[0])
    assert (added.name, added.phones[0].value, added.since) == ("Zoe", "0555 1", book.now().date())
    assert book.drafts() == []


async def test_a_form_that_is_left_for_another_screen_is_parked(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        await owner.app.action_show_today()
        await owner.pilot.pause()
        assert "Customer: Ayşe Yılmaz" in owner.text
    assert [dict(draft.values) for draft in book.drafts()] == [{"name": "Ayşe Yılmaz!"}]


async def test_a_form_that_is_open_when_the_app_ends_is_parked(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
    assert [draft.form for draft in book.drafts()] == ["customer"]


async def test_the_app_is_told_what_is_being_typed(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        assert form(owner).as_draft() is None
        await owner.type("!")
        draft = form(owner).as_draft()
        assert draft is not None
        assert (draft.id, draft.form, draft.record, draft.customer) == (0, "customer", 1, 1)
        assert form(owner).typed_values == draft.values == {"name": "Ayşe Yılmaz!"}
        assert draft.former == {"name": "Ayşe Yılmaz"}
        assert draft.begun == book.now()
        await owner.press("f2")


async def test_a_book_that_cannot_be_written_says_why_and_keeps_what_was_typed(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_notes: object) -> None:
        raise BookReadOnlyError("The disk is full. Nothing can be saved.")

    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        monkeypatch.setattr(book, "transact", refuse)
        await owner.press("f2")
        assert "The disk is full. Nothing can be saved." in owner.text
        assert "Ayşe Yılmaz!" in owner.line("Name")
        await owner.press("escape")
        assert "Nothing can be saved. Esc again leaves without what you typed." in said(owner)
        await owner.type("!")
        await owner.press("escape")
        assert "Ayşe Yılmaz!!" in owner.line("Name"), "something was typed since: it is asked again"
        await owner.press("escape")
        assert "Today" in owner.lines[0]
        monkeypatch.undo()
    assert book.drafts() == []
    assert book.customer(1).name == "Ayşe Yılmaz"


async def test_what_another_session_changes_stands_in_the_form_but_where_one_has_typed(
    book: Book, clock: Clock
) -> None:
    other = open_book(book.folder, clock)
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "call_by", "Ayşe Abla")
        edit(other, 1, call_by="Frau Yılmaz", company="Fırın", name="Ayşe Y.")
        await follow(owner)
        assert "Fırın" in owner.line("Company")
        assert "Ayşe Abla" in owner.line("You say")
        assert "! Meanwhile the book says: Frau Yılmaz. Ctrl+O takes that." in said(owner)
        assert owner.lines[0].startswith(" Customer: Ayşe Y.")
        await owner.press("ctrl+o")
        assert "Frau Yılmaz" in owner.line("You say")
        assert "Meanwhile" not in owner.text
        await owner.type("!")
        await owner.press("f2")
    other.close()
    assert (book.customer(1).call_by, book.customer(1).company) == ("Frau Yılmaz!", "Fırın")


async def test_saving_over_what_another_session_changed_keeps_what_was_typed_once_that_was_seen(
    book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_book(book.folder, clock)
    monkeypatch.setattr(book, "follow", lambda: Touched(frozenset()))
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "call_by", "Ayşe Abla")
        edit(other, 1, call_by="Frau Yılmaz", company="Fırın")
        await go_to(owner, "note")
        await owner.press("f2")
        assert row(owner).field.key == "call_by"
        assert "Somebody has just changed this too." in owner.text
        assert "Meanwhile the book says: Frau Yılmaz." in owner.text
        await owner.press("f2")
        assert "Saved: Ayşe Yılmaz." in owner.text
    other.close()
    assert (book.customer(1).call_by, book.customer(1).company) == ("Ayşe Abla", "Fırın")


async def test_a_field_that_both_changed_alike_needs_no_word(book: Book, clock: Clock) -> None:
    other = open_book(book.folder, clock)
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "company", "Fırın")
        edit(other, 1, company="Fırın")
        await follow(owner)
        assert "Meanwhile" not in owner.text
        assert form(owner).typed_values == {}
    other.close()


async def test_what_changed_while_a_form_was_parked_is_said_when_it_is_taken_up(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "company", "Fırın")
        await owner.press("escape")
        edit(book, 1, company="Bakery")
        await owner.press("end", "enter")
        await go_to(owner, "company")
        assert "Fırın" in owner.line("Company")
        assert "Meanwhile the book says: Bakery." in owner.text


async def test_a_customer_who_is_gone_meanwhile_takes_nothing_with_them(book: Book, clock: Clock) -> None:
    other = open_book(book.folder, clock)
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        merge_customers(other, 2, 1)
        await follow(owner)
        assert "is no longer in the book. Nothing can be saved here. Esc keeps what you typed on Today." in said(owner)
        await owner.press("f2")
        assert "Ayşe Yılmaz!" in owner.line("Name")
        await owner.press("escape")
        assert "Parked:" in owner.text
        await owner.press("end", "enter")
        assert "Ayşe Yılmaz!" in owner.line("Name")
        assert "Nothing can be saved here" in owner.text
    other.close()
    assert [dict(draft.values) for draft in book.drafts()] == [{"name": "Ayşe Yılmaz!"}]


async def test_a_contact_person_is_found_again_where_others_went(book: Book, clock: Clock) -> None:
    people = tuple(ContactPerson(name=name) for name in ("Ali", "Mehmet", "Zeynep"))
    edit(book, 1, contacts=people)
    other = open_book(book.folder, clock)
    async with counter(book) as owner:
        await open_form(owner, "person", 1)
        await put(owner, "role", "buyer")
        edit(other, 1, contacts=people[1:])
        await owner.press("f2")
    other.close()
    assert [(one.name, one.role) for one in book.customer(1).contacts] == [("Mehmet", "buyer"), ("Zeynep", "")]


async def test_a_parked_person_is_found_again_by_name(book: Book) -> None:
    people = tuple(ContactPerson(name=name) for name in ("Ali", "Mehmet", "Zeynep"))
    edit(book, 1, contacts=people)
    async with counter(book) as owner:
        await open_form(owner, "person", 1)
        await put(owner, "role", "buyer")
        await owner.press("escape")
        edit(book, 1, contacts=people[1:])
        await owner.press("end", "enter")
        await owner.press("f2")
    assert [(one.name, one.role) for one in book.customer(1).contacts] == [("Mehmet", "buyer"), ("Zeynep", "")]


async def test_a_contact_person_who_is_gone_is_nobody_else(book: Book, clock: Clock) -> None:
    people = tuple(ContactPerson(name=name) for name in ("Ali", "Mehmet", "Zeynep"))
    edit(book, 1, contacts=people)
    other = open_book(book.folder, clock)
    async with counter(book) as owner:
        await open_form(owner, "person", 1)
        await put(owner, "role", "buyer")
        edit(other, 1, contacts=(people[0], people[2]))
        await follow(owner)
        assert "is no longer in the book." in owner.text
        await owner.press("f2")
        assert row(owner).typed == "buyer"
    other.close()
    assert [one.role for one in book.customer(1).contacts] == ["", ""]


async def test_undo_after_saving_a_form_takes_back_the_whole_form(book: Book) -> None:
    before: Customer = book.customer(1)
    async with counter(book) as owner:
        await open_form(owner)
        await owner.type("!")
        await put(owner, "company", "Fırın")
        await owner.press("f2", "u")
        assert "U does it again." in owner.text
    assert book.customer(1) == before


async def test_a_form_that_was_parked_goes_along_when_two_customers_become_one(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner)
        await put(owner, "company", "Fırın")
        await owner.press("escape")
        merge_customers(book, 2, 1)
        await owner.press("end", "enter")
        assert owner.lines[0].startswith(" Customer: Γιώργος Παπαδόπουλος")
        await owner.press("f2")
    assert book.customer(2).company == "Fırın"
