"""The parts of a contact: labels in plain words, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.contact import ContactParts, plain_label
from store.records.customer import Customer


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (["HOME", "VOICE", "PREF"], "home"),
        (["CELL"], "mobile"),
        (["work", "FAX"], "work fax"),
        (["_$!<HomeFAX>!$_"], "home fax"),
        (["_$!<Mobile>!$_"], "mobile"),
        (["* Work"], "work"),
        (["Ferienhaus"], "Ferienhaus"),
        (["İş"], "İş"),
        (["INTERNET"], ""),
        ([], ""),
    ],
)
def test_a_label_is_a_plain_word(words: list[str], label: str) -> None:
    assert plain_label(words) == label


def test_a_second_value_of_what_there_is_once_is_kept_beside_it() -> None:
    parts = ContactParts()
    parts.full_name("Ayşe Yılmaz")
    parts.full_name("Ayşe Kaya")
    parts.company("Fırın")
    parts.company("Pastane")
    parts.field("web", "a.example.org")
    parts.field("web", "b.example.org")
    parts.language("tr-TR")
    parts.language("klingon")
    parts.gender("nobody's business")
    customer = parts.customer()
    assert customer is not None
    assert (customer.name, customer.company, customer.language) == ("Ayşe Yılmaz", "Fırın", "tr")
    assert customer.fields == {
        "name": "Ayşe Kaya",
        "company": "Pastane",
        "web": "a.example.org, b.example.org",
        "language": "klingon",
        "gender": "nobody's business",
    }


def test_nothing_gathered_is_nobody() -> None:
    parts = ContactParts()
    parts.uid("abc")
    parts.address(label="home", street=["", "  "])
    parts.phone("")
    assert parts.customer() is None


@given(st.text(max_size=60))
def test_every_part_is_clean_and_stays_the_same_when_taken_again(text: str) -> None:
    def gather(name: str, note: str) -> Customer | None:
        parts = ContactParts()
        parts.full_name(name)
        parts.note(note)
        return parts.customer()

    first = gather(text, text)
    if first:
        assert gather(first.name, first.note) == first
        assert not set(first.name + first.note) & set("\x00\x1b\x9b\u202e\u2066")
