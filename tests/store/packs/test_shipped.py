"""Every shipped phrase, in every language that is there: it fills without a gap, fits its channel, and is the same
phrase everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.composing import fill_phrase, reply_to
from store.packs import WORDED, shipped
from store.phrases import find_phrase
from store.promising import make_promise
from store.records.contact_person import ContactPerson
from store.records.customer import Customer
from store.records.interaction import CHANNELS
from store.records.phrase import CATEGORIES, CAUSES
from store.records.thing import Thing
from store.rules.filling import Formality
from store.rules.placeholders import ASK, ASKED_FOR, parse, placeholders_of
from store.rules.sms_length import sms_length
from tests.books import Clock, open_book

PACKS = shipped()
LANGUAGES = PACKS.languages()
LEAST = 90
NAMES = {
    "en": ("Jane Miller", "female"),
    "tr": ("Ayşe Yılmaz", "female"),
    "ko": ("김민준", "male"),
    "el": ("Γιώργος Παπαδόπουλος", "male"),
    "bg": ("Мария Иванова", "female"),
}
CALLED = {"en": "Jane", "tr": "Ayşe Hanım", "ko": "김민준 님", "el": "κύριε Παπαδόπουλε", "bg": "госпожо Иванова"}
COMPANIES = {"en": "Acme", "tr": "Yıldız Pastanesi", "ko": "마음상사", "el": "Φούρνος της Άννας", "bg": "Слънце"}
THINGS = {"en": "the bicycle", "tr": "bisiklet", "ko": "자전거", "el": "ποδήλατο", "bg": "велосипед"}
SHOPS = {"en": "Miller's", "tr": "Fırın Usta", "ko": "마음빵집", "el": "Ο φούρνος", "bg": "Пекарна Мая"}
# What the owner would answer in an ordinary case, short as such answers are.
ANSWER = {"en": "a new part", "tr": "yeni parça", "ko": "새 부품", "el": "νέο κομμάτι", "bg": "нова част"}
WORKED = [pytest.param(key, language, id=f"{key}-{language}") for language in LANGUAGES for key in PACKS.heads]

SHORT = [one for one in WORKED if PACKS.wordings(one.values[1])[one.values[0]].sms]


def customers(language: str) -> Iterator[Customer]:
    """Somebody with an honorific, with a bare name, of unknown gender; a business, and one with its person."""
    name, gender = NAMES[language]
    known = Customer(language=language, name=name, gender=gender)  # type: ignore[arg-type]
    yield replace(known, call_by=CALLED[language], company=COMPANIES[language])
    yield known
    yield replace(known, gender="unknown", formality="familiar")
    yield replace(known, call_by=CALLED[language], formality="familiar")
    yield Customer(language=language, company=COMPANIES[language])
    yield Customer(
        language=language,
        company=COMPANIES[language],
        contacts=(ContactPerson(name=name, gender=gender),),  # type: ignore[arg-type]
    )
    yield Customer(language=language, name="Kim Wright {name}")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Book, list[tuple[int, bool]]]]]:
    """A book a language, its customers each with and without a promise."""
    made = {}
    for language in LANGUAGES:
        book = open_book(tmp_path_factory.mktemp(language) / "book", Clock())
        book.set_shop(
            {
                "name": SHOPS[language], "owner": CALLED[language].split()[0], "language": language, "country": "TR",
                "address": "1 High St", "phone": "0212 1234567", "email": "a@b.example", "web": "b.example",
                "review": "b.example/r",
            }
        )  # fmt: skip
        made[language] = book, list(_fill(book, language))
    yield made
    for book, _who in made.values():
        book.close()


def _fill(book: Book, language: str) -> Iterator[tuple[int, bool]]:
    for promised in (False, True):
        for customer in customers(language):
            with book.transact("customer.add") as change:
                kept = change.add(replace(customer, since=book.now().date() - timedelta(days=1200)))
                change.add(Thing(customer=kept.id, name=THINGS[language]))
            book.log('/email where is it? "it is late" !complaint *today 08:00', customer=kept.id)
            if promised:
                (conversation,) = book.conversations(kept.id)
                due = book.now() + timedelta(days=2, hours=7)
                with book.transact("promise.add") as change:
                    make_promise(
                        book, change, kept.id, ANSWER[language], due, conversation=conversation.id, cause="ACS",
                        condition="" if kept.id % 2 else ANSWER[language],
                    )  # fmt: skip
            yield kept.id, promised


def answers(language: str, missing: tuple[str, ...]) -> dict[str, str]:
    """What the owner answers where the book knows nothing."""
    ordinary = {"amount": "20", "promise.due": "fri", "opens": "mon 9:00"}
    return {
        name: "female" if name.partition(":")[0] in ("g", "owner.g") else ordinary.get(name, ANSWER[language])
        for name in missing
    }


def channels_of(key: str) -> tuple[str, ...]:
    return PACKS.heads[key].channels or CHANNELS


@pytest.mark.parametrize(("key", "language"), WORKED)
def test_every_phrase_fills_without_a_gap_for_everybody(books, key: str, language: str) -> None:
    book, who = books[language]
    phrase = find_phrase(book, key, (language, "en"))
    channel = next(one for one in channels_of(key) if one != "sms" or phrase.wording.sms)
    asked_for = {*ASKED_FOR, "promise.what", "promise.due", "promise.condition", "third_party", "occasion", "waited"}
    for customer, promised in who:
        reply = reply_to(book, customer, channel=channel)
        first = fill_phrase(book, reply, phrase)
        for name in first.filled.missing:
            # The record has a name, a thing, their words and the shop: only what no book knows may be asked for.
            assert name in asked_for or name.startswith(ASK), (customer, promised, name)
        if promised:
            assert not {"promise.what", "promise.due"} & set(first.filled.missing), (customer, first.filled.missing)
        whole = fill_phrase(book, reply, phrase, answers(language, first.filled.missing))
        text = whole.filled.text
        assert text is not None, (customer, whole.filled.missing)
        assert text.strip() == text
        assert "{" not in text.replace("{name}", ""), text
        assert "  " not in text, text
        assert " ." not in text.replace(" ...", ""), text
        assert ".." not in text.replace("...", ""), text


@pytest.mark.parametrize(("key", "language"), SHORT)
def test_a_text_message_is_one_message(books, key: str, language: str) -> None:
    book, who = books[language]
    phrase = find_phrase(book, key, (language, "en"))
    for customer, _promised in who[1:4]:
        reply = reply_to(book, customer, channel="sms")
        first = fill_phrase(book, reply, phrase)
        text = fill_phrase(book, reply, phrase, answers(language, first.filled.missing)).filled.text
        assert text is not None
        length = sms_length(text)
        assert length.is_one, (length, text)


@pytest.mark.parametrize(("key", "language"), WORKED)
def test_a_phrase_has_what_its_kind_has(key: str, language: str) -> None:
    head, wording = PACKS.heads[key], PACKS.wordings(language)[key]
    if head.category == "questions":
        assert 3 <= len(wording.questions) <= 7
    if head.category == "explanation":
        for text in filter(None, (wording.text, wording.familiar)):
            assert len(text.split("\n\n")) == 3
    if "sms" in head.channels:
        assert wording.sms
    for formality in ("formal", "familiar"):
        needs_sibling = any(
            placeholder.form and placeholder.name != "promise.due"
            for placeholder in placeholders_of(_text(key, language, formality), language)
            if language in ("el", "bg", "tr") and placeholder.name in ("g", "owner.g", "name", "item", "third_party")
        )
        assert not needs_sibling or wording.plain, "a form can fail: it needs a sibling"
    for placeholder in placeholders_of(wording.plain, language) if wording.plain else ():
        assert placeholder.name not in ("g", "owner.g")


def _text(key: str, language: str, formality: Formality | str) -> str:
    wording = PACKS.wordings(language)[key]
    return (wording.familiar if formality == "familiar" else "") or wording.text


def test_there_are_ninety_and_two_for_every_cause() -> None:
    assert len(PACKS.heads) >= LEAST
    assert {head.category for head in PACKS.heads.values()} == set(CATEGORIES)
    for cause in CAUSES:
        assert sum(head.cause == cause for head in PACKS.heads.values()) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_is_in_every_language(language: str) -> None:
    assert set(PACKS.wordings(language)) == set(PACKS.heads)


@pytest.mark.parametrize(("key", "language"), WORKED)
def test_placeholders_are_the_same_in_every_language(key: str, language: str) -> None:
    def used(in_language: str) -> set[str]:
        wording = PACKS.wordings(in_language)[key]
        texts = [getattr(wording, name) for name in WORDED if name.startswith(("text", "familiar"))]
        texts += wording.questions
        found = {one.name for text in texts for one in placeholders_of(text, in_language)}
        return found - {"g", "owner.g"}  # whether words go by gender is a matter of the language

    assert used(language) == used("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_values_stay_text(books, language: str) -> None:
    book, _who = books[language]
    with book.transact("customer.add") as change:
        one = change.add(Customer(language=language, name="{item:acc|x} [b]%s\\n}{", gender="male"))
    for key in PACKS.heads:
        phrase = find_phrase(book, key, (language, "en"))
        reply = reply_to(book, one.id, channel="email")
        first = fill_phrase(book, reply, phrase)
        answered = {one: "fri" if one in ("promise.due", "opens") else "{{}} {name}" for one in first.filled.missing}
        filled = fill_phrase(book, reply, phrase, answered).filled
        assert filled.text is not None, filled.missing
        for piece in filled.pieces:
            # Nothing in a value was read as a placeholder: what was answered stands there as it is.
            if piece.placeholder in answered and piece.placeholder not in ("promise.due", "opens"):
                assert "{{}} {name}" in piece.text
            elif piece.placeholder == "name":
                assert "{item:acc|x} [b]%s\\n}{" in piece.text


def test_the_clock_of_these_tests_stands() -> None:
    assert Clock()() == datetime.fromisoformat("2026-03-04T09:30:00+03:00")


def test_packs_lie_beside_the_code() -> None:
    folder = Path("store/packs")
    assert {file.stem for file in folder.glob("*.toml")} - {"index"} == set(LANGUAGES)


@pytest.mark.parametrize(("key", "language"), WORKED)
def test_no_sentence_begins_with_a_thing_as_it_is_kept(key: str, language: str) -> None:
    """A thing is kept as "frame repair": nothing re-capitalises it, so that no sentence may begin with it."""
    if language == "ko":
        return
    wording = PACKS.wordings(language)[key]
    for text in (
        wording.text,
        wording.familiar,
        wording.sms,
        wording.sms_familiar,
        wording.plain,
        wording.plain_familiar,
    ):
        before = ""
        for piece in parse(text, language):
            if isinstance(piece, str):
                before = piece
                continue
            begins = not before.strip() or before.rstrip().endswith((".", "!", "?")) or before.endswith("\n")
            assert not (begins and piece.name in ("item", "occasion")), text
            before = "filled"
