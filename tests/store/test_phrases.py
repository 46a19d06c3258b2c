"""The phrases of the book: shipped ones with what is noted about them, and the owner's own, found, kept and undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.doctor import examine
from store.errors import NotFoundError, NotUnderstoodError, WrongStateError
from store.exchange.book_json import export_json
from store.exchange.importing import import_files
from store.packs import Packs
from store.phrase_keeping import add_phrase, copy_phrase, drop_phrase, edit_phrase, mark_phrase
from store.phrase_search import search_phrases
from store.phrases import fallback_words, find_phrase, languages_for, phrases_in, with_shortcut
from store.records.customer import Customer
from store.records.phrase import CATEGORIES, Phrase
from tests.books import Clock, add_customer, open_book

_INDEX = """
[apology-one]
category = "apology"
cause = "ours"
[apology-two]
category = "apology"
cause = "ours"
[greeting-one]
category = "greeting"
[answer-one]
category = "answer"
"""
_ENGLISH = """
language = "en"
version = 1
[phrases.greeting-one]
title = "Hello"
text = "Hello {name}"
[phrases.apology-one]
title = "Sorry"
text = "I'm sorry, {name}."
[phrases.apology-two]
title = "Sorry again"
text = "Sorry once more about {item}."
[phrases.answer-one]
title = "When are you open?"
text = "{hours}"
"""
_GREEK = """
language = "el"
version = 1
[phrases.apology-one]
title = "Συγγνώμη"
text = "Λυπάμαι, {name:voc}."
"""
PACKS = Packs({"index.toml": _INDEX, "en.toml": _ENGLISH, "el.toml": _GREEK}.get)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    opened = open_book(tmp_path / "book", clock)
    opened.set_shop({"language": "en", "name": "Fırın Usta"})
    yield opened
    opened.close()


def kept(book: Book, **fields: object) -> Phrase:
    """Keep a phrase of the owner's own."""
    phrase = Phrase(language="en", category="apology", title="My sorry", text="Sorry, {name}!")
    with book.transact("phrase.add") as change:
        return add_phrase(book, change, replace(phrase, **fields))  # type: ignore[arg-type]


def test_phrases_stand_category_by_category_in_the_order_of_the_pack(book: Book) -> None:
    keys = [one.key for one in phrases_in(book, ("en",), packs=PACKS)]
    assert keys == ["greeting-one", "apology-one", "apology-two", "answer-one"]


def test_a_language_without_words_falls_back_and_says_so(book: Book) -> None:
    customer = Customer(language="ko", second_language="el")
    languages = languages_for(book, customer)
    assert languages == ("ko", "el", "en")
    found = {one.key: one for one in phrases_in(book, languages, packs=PACKS)}
    assert found["apology-one"].language == "el"
    assert found["apology-two"].language == "en"
    assert fallback_words(found["apology-one"]) == "There are no words for this in Korean; this is Greek."
    assert fallback_words(find_phrase(book, "apology-one", ("el",), packs=PACKS)) == ""


def test_own_phrases_are_those_in_the_language_that_is_spoken(book: Book) -> None:
    english, french, greek = kept(book), kept(book, language="fr"), kept(book, language="el")
    keys = {one.key for one in phrases_in(book, ("fr", "en"), packs=PACKS)}
    assert {english.key, french.key} <= keys
    assert greek.key not in keys
    assert english.key not in {one.key for one in phrases_in(book, ("el", "en"), packs=PACKS)}


def test_a_customer_without_a_language_gets_the_shops(book: Book) -> None:
    assert languages_for(book, Customer()) == ("en",)
    book.set_shop({"language": "el"})
    assert languages_for(book, Customer()) == ("el", "en")
    assert languages_for(book, Customer(), "tr") == ("tr", "el", "en")


def test_an_own_phrase_stands_before_the_shipped_ones_and_survives(book: Book, tmp_path: Path) -> None:
    mine = kept(book)
    assert (mine.id, mine.key) == (1, "#1")
    assert [one.key for one in phrases_in(book, ("en",), packs=PACKS)][1] == "#1"
    book.compact()
    book.close()
    again = open_book(tmp_path / "book")
    assert again.phrase(1) == mine
    again.close()


def test_a_copy_stands_beside_the_shipped_one_which_stays(book: Book) -> None:
    shipped_one = find_phrase(book, "apology-one", ("en",), packs=PACKS)
    with book.transact("phrase.copy") as change:
        # The packs of this test are not those of the program: what a copy is of is told by the record alone.
        copied = copy_phrase(book, change, shipped_one, text="I am so sorry, {name}.")
    assert find_phrase(book, copied.key, ("en",), packs=PACKS).wording.text == "I am so sorry, {name}."
    assert find_phrase(book, "apology-one", ("en",), packs=PACKS).wording.text == "I'm sorry, {name}."


def test_a_new_version_of_the_pack_overwrites_nothing_of_the_owners(book: Book) -> None:
    mine = kept(book)
    with book.transact("phrase.mark") as change:
        known = find_phrase(book, "apology-one", ("en",), packs=PACKS)
        mark_phrase(book, change, known, favourite=True, shortcut=";sorry")
    newer = Packs({"index.toml": _INDEX, "en.toml": _ENGLISH.replace("I'm sorry", "So sorry")}.get)
    found = {one.key: one for one in phrases_in(book, ("en",), packs=newer)}
    assert found["apology-one"].wording.text == "So sorry, {name}."
    assert (found["apology-one"].favourite, found["apology-one"].shortcut) == (True, "sorry")
    assert found[mine.key].wording.text == "Sorry, {name}!"


def test_marks_are_kept_once_and_undone(book: Book) -> None:
    known = find_phrase(book, "apology-two", ("en",), packs=PACKS)
    with book.transact("phrase.mark") as change:
        mark_phrase(book, change, known, favourite=True)
    with book.transact("phrase.mark") as change:
        mark_phrase(book, change, known, hidden=True)
    assert len(book.phrases()) == 1
    assert "apology-two" not in [one.key for one in phrases_in(book, ("en",), packs=PACKS)]
    shown = [one for one in phrases_in(book, ("en",), hidden=True, packs=PACKS) if one.category == "apology"]
    assert [one.key for one in shown] == ["apology-two", "apology-one"]
    assert book.undo().sentence.endswith("phrase marked.")
    assert not find_phrase(book, "apology-two", ("en",), packs=PACKS).hidden


def test_a_phrase_is_found_by_id_number_and_shortcut(book: Book) -> None:
    mine = kept(book, shortcut=";Sorry")
    assert mine.shortcut == "Sorry"
    for name in ("1", "#1", ";sorry", "SORRY"):
        assert find_phrase(book, name, ("en",), packs=PACKS).key == "#1"
    assert with_shortcut(book, "sorry", ("en",)) == find_phrase(book, "1", ("en",), packs=PACKS)
    assert with_shortcut(book, "", ("en",)) is None
    with pytest.raises(NotFoundError, match=r"There is no phrase apologyone\. Did you mean apology-one\?"):
        find_phrase(book, "apologyone", ("en",), packs=PACKS)
    with pytest.raises(NotFoundError, match="regulars phrase list"):
        find_phrase(book, "77", ("en",), packs=PACKS)


def test_a_shortcut_belongs_to_one_phrase(book: Book) -> None:
    mine = kept(book, shortcut="sorry")
    with pytest.raises(WrongStateError, match="is that of phrase #1 already"):
        kept(book, shortcut=";SORRY")
    with book.transact("phrase.edit") as change:
        assert edit_phrase(book, change, mine.id, shortcut="sorry", title="New").shortcut == "sorry"
    with pytest.raises(NotUnderstoodError, match="one short word"):
        kept(book, shortcut="two words")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "Hello {nmae}"}, "Did you mean {name}?"),
        ({"text": "Hello {name"}, "is not closed"),
        ({"sms": "{itme}"}, "sms: There is no placeholder {itme}"),
        ({"text": "{name:acc}"}, "this language has none"),
        ({"text": "  "}, "Write the words"),
        ({"language": "English"}, "in which language"),
        ({"category": "sorry"}, "category cannot be sorry"),
        ({"cause": "our"}, "It is one of: ours"),
        ({"channels": ("fax",)}, "There is no channel fax"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is(book: Book, fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        kept(book, **fields)
    assert sentence in refused.value.sentence
    assert book.phrases() == []


def test_control_characters_stay_out(book: Book) -> None:
    mine = kept(book, title="a\x1b[31mb\nc", text="x\x00y\r\nz", questions=("q\n1", " "))
    assert (mine.title, mine.text, mine.questions) == ("ab c", "xy\nz", ("q 1",))


def test_a_phrase_is_taken_out_and_brought_back(book: Book) -> None:
    mine = kept(book)
    with book.transact("phrase.drop") as change:
        drop_phrase(book, change, mine.id)
    assert book.phrases() == []
    assert book.undo().sentence.endswith("phrase taken out.")
    assert book.phrases() == [mine]


def test_an_answer_goes_stale_after_six_months_until_it_is_looked_at(book: Book, clock: Clock) -> None:
    kept(book, category="answer", title="Where can I park?", text="Behind the shop.")
    today = clock.now.date()
    assert not find_phrase(book, "1", ("en",)).is_stale(today + timedelta(days=183))
    assert find_phrase(book, "1", ("en",)).is_stale(today + timedelta(days=184))
    clock.now += timedelta(days=200)
    with book.transact("phrase.mark") as change:
        mark_phrase(book, change, find_phrase(book, "1", ("en",)), checked=clock.now.date())
    assert not find_phrase(book, "1", ("en",)).is_stale(clock.now.date())


def test_search_finds_in_any_spelling(book: Book) -> None:
    kept(book, language="el", title="Συγγνώμη", text="Λυπάμαι πολύ, το ψωμί άργησε")
    greek = phrases_in(book, ("el", "en"), packs=PACKS)
    for typed in ("ΨΩΜΊ", "psomi", "ψωμι", "lypam", "signomi", "arg psom"):
        assert "#1" in [one.key for one in search_phrases(greek, typed)], typed
    assert search_phrases(greek, "zzz") == []
    assert search_phrases(greek, " ") == greek


def test_search_puts_titles_first_and_knows_categories(book: Book) -> None:
    kept(book, title="Later", text="sorry is not in the title")
    found = [one.key for one in search_phrases(phrases_in(book, ("en",), packs=PACKS), "sorry")]
    assert found == ["apology-one", "apology-two", "#1"]
    assert len(search_phrases(phrases_in(book, ("en",), packs=PACKS), "apology our")) == 2


def test_phrases_leave_with_the_book_and_arrive_in_another(book: Book, tmp_path: Path) -> None:
    ayse = add_customer(book, "Ayşe")
    mine = kept(book, shortcut="sorry")
    with book.transact("phrase.mark") as change:
        mark_phrase(book, change, find_phrase(book, "greeting-name", ("en",)), favourite=True)
    book.log("@ayşe > we are sorry")
    (entry,) = book.timeline(ayse.id)
    with book.transact("interaction.edit") as change:
        change.put(replace(entry, phrases=("greeting-name", mine.key)))
    export_json(book, tmp_path / "book.json")

    empty = open_book(tmp_path / "empty")
    import_files(empty, [tmp_path / "book.json"])
    assert empty.phrases() == book.phrases()
    assert empty.timeline(1)[0].phrases == ("greeting-name", "#1")
    empty.close()

    other = open_book(tmp_path / "other")
    other.set_shop({"language": "en"})
    kept(other, title="Another", text="Another one", shortcut="sorry")
    report = import_files(other, [tmp_path / "book.json"])
    assert other.phrase(2).text == mine.text
    assert other.phrase(2).shortcut == ""
    assert other.timeline(1)[0].phrases == ("greeting-name", "#2")
    before = other.phrases()
    import_files(other, [tmp_path / "book.json"])
    assert other.phrases() == before
    assert report is not None
    other.close()


def test_a_customers_own_export_leaves_the_phrases_out(book: Book, tmp_path: Path) -> None:
    ayse = add_customer(book, "Ayşe")
    kept(book)
    export_json(book, tmp_path / "ayse.json", ayse.id)
    assert json.loads((tmp_path / "ayse.json").read_text(encoding="utf-8"))["phrases"] == []


def test_a_phrase_that_cannot_be_read_is_found_by_the_doctor(book: Book) -> None:
    kept(book)
    with book.transact("phrase.edit") as change:
        change.put(replace(book.phrase(1), mood="furious"))  # type: ignore[arg-type]
    found = [finding.sentence for finding in examine(book.folder, clock=Clock())]
    assert "Phrase 1 cannot be read: its mood is not what it should be." in found


def test_every_category_has_its_word() -> None:
    from store.phrases import category_words

    assert len({category_words(one) for one in CATEGORIES}) == len(CATEGORIES)
