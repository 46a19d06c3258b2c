"""The forms that words take inside a phrase: a table of worked words a language, and days with their prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from store.rules.forms import forms_known, inflect
from store.rules.forms.greek import syllables
from store.rules.forms.word import Word

_HERE = Path(__file__).parent
_TABLES = {"tr": "turkish", "ko": "korean", "el": "greek", "bg": "bulgarian"}
_LEAST = 60


def _worked(language: str) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Give word, kind, gender, form and what it gives, line by line."""
    kind, gender = "text", "unknown"
    for line in (_HERE / f"{_TABLES[language]}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            kind, _space, gender = line.strip("[]").partition(" ")
            continue
        if not line or line.startswith("#"):
            continue
        word, *forms = line.split("  ")
        for given in forms:
            form, _space, expected = given.partition(" ")
            yield word, kind, gender or "unknown", form, None if expected == "-" else expected


_ALL = [(language, *case) for language in _TABLES for case in _worked(language)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "gender", "form", "expected"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}-{case[2]}-{case[4]}") for case in _ALL],
)
def test_a_worked_word_has_its_form(language, text, kind, gender, form, expected):
    word = Word(text=text, kind=kind, gender=gender)

    assert form in forms_known(language)
    assert inflect(word, form, language) == expected


@pytest.mark.parametrize("language", _TABLES)
def test_each_table_has_sixty_words_and_every_form(language):
    cases = list(_worked(language))

    assert len({case[0] for case in cases}) >= _LEAST
    # Pairs are known in either order; what never changes has one word in the tables that stands for all.
    asked = {part for case in cases for part in (case[3], "/".join(reversed(case[3].split("/"))))}
    assert forms_known(language) - asked <= {
        *("nom", "στις"),
        *("께서", "의", "에", "에서", "까지", "부터", "도", "만", "에게"),
        *("на", "към", "при", "по", "преди", "след"),
    }


@pytest.mark.parametrize(("language", "form"), [("tr", "dat"), ("ko", "께"), ("el", "voc"), ("bg", "voc")])
def test_what_the_record_brings_wins_over_every_rule(language, form):
    word = Word(text="Αλέξανδρος", kind="person", gender="male", given={form: "Αλέκο μου"})

    assert inflect(word, form, language) == "Αλέκο μου"


@pytest.mark.parametrize("language", [*_TABLES, "en", "xx"])
def test_nothing_has_no_form(language):
    assert inflect(Word(text=" ", kind="person"), "dat", language) is None


def test_turkish_says_your_by_formality():
    assert inflect(Word(text="sipariş", kind="common"), "poss", "tr", formal=False) == "siparişin"
    assert inflect(Word(text="araba", kind="common"), "poss", "tr", formal=False) == "araban"
    assert inflect(Word(text="çamaşır makinesi", kind="common"), "poss", "tr", formal=False) == "çamaşır makinen"


_FRIDAY, _SATURDAY, _MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
_AT_FIVE = datetime(2026, 3, 6, 17, 0)


@pytest.mark.parametrize(
    ("language", "form", "moment", "long", "brief"),
    [
        ("tr", "dat", _FRIDAY, "6 Mart Cuma'ya", "cumaya"),
        ("tr", "dat", _AT_FIVE, "6 Mart Cuma 17.00'ye", "cuma 17.00'ye"),
        ("tr", "loc", date(2026, 3, 3), "3 Mart Salı'da", "3 Mart Salı'da"),
        ("tr", "abl", _MONDAY, "9 Mart Pazartesi'den", "pazartesiden"),
        ("ko", "으로/로", _FRIDAY, "3월 6일 금요일로", "금요일로"),
        ("ko", "까지", _AT_FIVE, "3월 6일 금요일 오후 5시까지", "금요일 오후 5시까지"),
        ("el", "acc", _FRIDAY, "την Παρασκευή 6 Μαρτίου", "την Παρασκευή"),
        ("el", "acc", _SATURDAY, "το Σάββατο 7 Μαρτίου", "το Σάββατο"),
        ("el", "acc", _MONDAY, "τη Δευτέρα 9 Μαρτίου", "τη Δευτέρα"),
        ("el", "acc", _AT_FIVE, "την Παρασκευή 6 Μαρτίου στις 17:00", "την Παρασκευή στις 17:00"),
        ("el", "gen", _SATURDAY, "του Σαββάτου 7 Μαρτίου", "του Σαββάτου"),
        ("el", "στις", _FRIDAY, "στις 6 Μαρτίου", "στις 6 Μαρτίου"),
        ("el", "στις", date(2027, 5, 1), "την 1η Μαΐου 2027", "την 1η Μαΐου 2027"),
        ("bg", "в", _FRIDAY, "в петък, 6 март", "в петък"),
        ("bg", "в", date(2026, 3, 10), "във вторник, 10 март", "във вторник, 10 март"),
        ("bg", "в", _AT_FIVE, "в петък, 6 март, в 17:00 ч.", "в петък в 17:00 ч."),
        ("bg", "до", _SATURDAY, "до събота, 7 март", "до събота"),
        ("bg", "с", _SATURDAY, None, None),
    ],
)
def test_days_with_what_stands_before_them(language, form, moment, long, brief):
    word = Word(kind="moment", moment=moment, today=date(2026, 3, 3))

    assert inflect(word, form, language) == long
    assert inflect(Word(kind="moment", moment=moment, today=date(2026, 3, 3), brief=True), form, language) == brief


@pytest.mark.parametrize(
    ("name", "count"), [("Γιώργος", 2), ("Μάιος", 2), ("Αλέξανδρος", 4), ("Παύλος", 2), ("Νίκος", 2), ("Ιωάννα", 4)]
)
def test_greek_syllables(name, count):
    assert syllables(name) == count
