"""By what a search found somebody, and where the words stand that it looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.found_by import field_for, hit_spans, holds, query_words, reasons
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Customer, PostalAddress
from store.records.interaction import Interaction
from store.records.thing import Thing
from tests.books import WEDNESDAY

AYSE = Customer(
    id=1,
    name="Ayşe Yılmaz",
    call_by="Ayşe Hanım",
    company="Fırın Yılmaz",
    recognise_by="red Vespa",
    phones=(Labelled(value="+90 532 123 45 67"), Labelled(value="(0212) 555-01-99")),
    emails=(Labelled(value="Ayse.Y@example.org"),),
    tags=("oven", "wholesale"),
    contacts=(ContactPerson(name="Παναγιώτης Δήμου", phones=(Labelled(value="0030 210 1234567"),)),),
    addresses=(PostalAddress(city="İzmir"),),
    note="pays by the month",
)
OVEN = Thing(id=1, customer=1, name="Stone oven", serial="SO-7")


def found(query: str) -> list[tuple[str, str]]:
    """By what Ayşe was found: the place, and the text with the hits in brackets."""
    told = []
    for reason in reasons(AYSE, [OVEN], query):
        text, shift = reason.text, 0
        for first, end in reason.spans:
            text = f"{text[: first + shift]}[{text[first + shift : end + shift]}]{text[end + shift :]}"
            shift += 2
        told.append((reason.place, text))
    return told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ayse", []),
        ("yilm ay", []),
        ("hanim", [("call_by", "Ayşe [Hanım]")]),
        ("ayse hanim", [("call_by", "Ayşe [Hanım]")]),
        ("firin", [("company", "[Fırın] Yılmaz")]),
        ("panagiotis", [("person", "[Παναγιώτης] Δήμου")]),
        ("532 123", [("phone", "+90 [532 123] 45 67")]),
        ("0212 555", [("phone", "(0[212) 555]-01-99")]),
        ("210123", [("phone", "0030 [210 123]4567")]),
        ("y@exam", [("email", "Ayse.[Y@exam]ple.org")]),
        ("example", [("email", "Ayse.Y@[example].org")]),
        ("vespa", [("recognise_by", "red [Vespa]")]),
        ("vesp whol", [("tag", "[wholesale]"), ("recognise_by", "red [Vespa]")]),
        ("oven", [("tag", "[oven]")]),
        ("stone", [("thing", "[Stone] oven SO-7")]),
        ("izmir", [("city", "[İzmir]")]),
        ("month", [("note", "pays by the [month]")]),
        ("", []),
        ("zzz", []),
    ],
)
def test_the_reason_is_what_the_name_does_not_show(query: str, told: list[tuple[str, str]]) -> None:
    assert found(query) == told


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("the oven door squeaks", "oven squeak", ["oven", "squeaks"]),
        ("Ο φούρνος δεν ζεσταίνει", "fournos", ["φούρνος"]),
        ("O'Brien's loaf", "obriens", ["O'Brien's"]),
        ("언제 와요", "언제", ["언제"]),
        ("order 1234 of 12", "12", ["1234", "12"]),
        ("order 41 234", "234", ["234"]),
        ("a STRASSE, a Straße", "strasse", ["STRASSE", "Straße"]),
    ],
)
def test_hits_are_whole_words_in_any_spelling(text: str, query: str, words: list[str]) -> None:
    assert [text[first:end] for first, end in hit_spans(text, query_words(query))] == words


def test_what_was_said_holds_words_tags_and_the_customers_own_words() -> None:
    said = Interaction(
        customer=1, when=WEDNESDAY, channel="phone", text="the door squeaks", words=("hâlâ ses",), tags=("oven",)
    )
    assert holds(said, query_words("squeak oven ses"))
    assert not holds(said, query_words("squeak hinge"))
    assert not holds(Interaction(customer=1, when=WEDNESDAY, channel="phone", text="no 41234"), query_words("234"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Zafer", "name"),
        ("0532 123 45 67", "phones"),
        ("zafer@example.org", "emails"),
        ("@zafer", "name"),
        ("Zafer 2", "name"),
    ],
)
def test_what_was_not_found_goes_into_the_field_where_it_belongs(typed: str, field: str) -> None:
    assert field_for(typed) == field


@given(st.text(), st.text())
def test_spans_are_in_order_and_inside_whatever_is_typed(text: str, query: str) -> None:
    end = 0
    for first, last in hit_spans(text, query_words(query)):
        assert end <= first < last <= len(text)
        end = last
    for reason in reasons(Customer(id=1, name=text[:3], note=text, phones=(Labelled(value=text),)), [], query):
        assert reason.spans
        assert all(0 <= first < last <= len(reason.text) for first, last in reason.spans)
