"""Name days: the days of Greek and Bulgarian names, fixed and movable, under their everyday forms."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from store.rules.capture_lookup import fold_word
from store.rules.name_days import name_day_of

GREEK = [
    ("Γιώργος Παπαδόπουλος", 2026, "2026-04-23"),  # Easter is on 12 April
    ("Γιώργος", 2024, "2024-05-06"),  # Easter is on 5 May: Saint George waits for the Monday after it
    ("Γεωργία", 2021, "2021-05-03"),  # Easter is on 2 May
    ("Γιωργάκης", 2023, "2023-04-23"),  # Easter is on 16 April
    ("ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ", 2026, "2026-04-23"),
    ("γιωργοσ", 2026, "2026-04-23"),
    ("Μάρκος", 2024, "2024-05-07"),
    ("Μάρκος", 2026, "2026-04-25"),
    ("Δημήτρης Νικολάου", 2026, "2026-10-26"),
    ("Μήτσος", 2026, "2026-10-26"),
    ("Ελένη", 2026, "2026-05-21"),
    ("Κώστας", 2026, "2026-05-21"),
    ("Μαρία-Ελένη Δήμου", 2026, "2026-08-15"),
    ("Κατερίνα", 2026, "2026-11-25"),
    ("Λάζαρος", 2026, "2026-04-04"),
    ("Βάια", 2026, "2026-04-05"),
    ("Θόδωρος", 2026, "2026-02-28"),
    ("Λαμπρινή", 2026, "2026-04-12"),
    ("Θωμάς", 2026, "2026-04-19"),
    ("Χρήστος", 2026, "2026-12-25"),
]
BULGARIAN = [
    ("Иван Петров", 2026, "2026-01-07"),
    ("Иванчо", 2026, "2026-01-07"),
    ("Георги", 2024, "2024-05-06"),  # 6 May whenever Easter is
    ("Гошо", 2021, "2021-05-06"),
    ("Тодорка", 2026, "2026-02-28"),
    ("Тодор", 2024, "2024-03-23"),
    ("Лазарина", 2026, "2026-04-04"),
    ("Цветанка", 2026, "2026-04-05"),
    ("ЦВЕТА", 2024, "2024-04-28"),
    ("Величка", 2025, "2025-04-20"),
    ("Томислав", 2025, "2025-04-27"),
    ("Спас", 2026, "2026-05-21"),
    ("Димитър", 2026, "2026-10-26"),
    ("Катя", 2026, "2026-11-24"),
    ("Никола", 2026, "2026-12-06"),
    ("Йордан", 2026, "2026-01-06"),
    ("Стефан", 2026, "2026-12-27"),
]


@pytest.mark.parametrize(("name", "year", "on"), GREEK)
def test_a_greek_name_has_its_day(name: str, year: int, on: str) -> None:
    day = name_day_of(name, "el")
    assert day is not None
    assert day.in_year(year) == date.fromisoformat(on)


@pytest.mark.parametrize(("name", "year", "on"), BULGARIAN)
def test_a_bulgarian_name_has_its_day(name: str, year: int, on: str) -> None:
    day = name_day_of(name, "bg")
    assert day is not None
    assert day.in_year(year) == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Мария", "el"),
        ("Μαρία", "bg"),
        ("Μαρία", "en"),
        ("Μαρία", ""),
        ("", "el"),
        ("   ", "bg"),
        ("Παπαδόπουλος", "el"),
    ],
)
def test_others_have_none(name: str, language: str) -> None:
    assert name_day_of(name, language) is None


@pytest.mark.parametrize("language", ["el", "bg"])
def test_the_table_names_at_least_a_hundred_names_each_once_on_a_day_that_there_is(language: str) -> None:
    text = resources.files("store.rules.name_days").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    days = tomllib.loads(text)["days"]
    folded = [fold_word(name) for entry in days for name in entry["names"]]
    assert len(folded) >= 250
    assert len(folded) == len(set(folded))
    for entry in days:
        assert entry["names"]
        assert set(entry) <= {"day", "easter", "moved", "names"}
        assert ("day" in entry) != ("easter" in entry)
        day = name_day_of(entry["names"][0], language)
        assert day is not None
        for year in (2023, 2024, 2025, 2026, 2027, 2035):
            assert day.in_year(year).year == year
