"""Public holidays by country and region, named in the shop's language where they are known in it."""

from __future__ import annotations

import pytest

from store.errors import NotUnderstoodError
from store.rules.holidays_of import check_country, public_holidays


@pytest.mark.parametrize(
    ("country", "language", "day", "name"),
    [
        ("TR", "tr", "2026-10-29", "Cumhuriyet Bayramı"),
        ("TR", "en", "2026-10-29", "Republic Day"),
        ("GR", "el", "2026-01-01", "Πρωτοχρονιά"),
        ("BG", "bg", "2026-01-01", "Нова година"),
        ("KR", "ko", "2026-02-17", "설날"),
        ("DE", "ko", "2026-01-01", "Neujahr"),
    ],
)
def test_holidays_are_named_as_the_shop_speaks(country, language, day, name):
    assert public_holidays(country, [2026], language)[day] == name


def test_a_region_has_holidays_of_its_own():
    bavaria = public_holidays("DE-BY", [2026], "de")
    assert "2026-01-06" in bavaria
    assert "2026-01-06" not in public_holidays("DE", [2026], "de")


def test_no_country_has_no_holidays():
    assert public_holidays("", [2026], "en") == {}
    assert public_holidays("TR", [], "en") == {}


@pytest.mark.parametrize(
    ("typed", "country"),
    [("TR", "TR"), (" gr ", "GR"), ("de-by", "DE-BY"), ("UK", "GB"), ("GB-sct", "GB-SCT")],
)
def test_a_country_is_known_by_its_code(typed, country):
    assert check_country(typed) == country


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ZZ", "No country is known as ZZ"),
        ("Turkey", "No country is known as Turkey"),
        ("__doc__", "No country is known as __doc__"),
        ("DE-XX", "DE has no region XX. Known are: BB, BE, BW, BY"),
        ("TR-34", "No regions are known of TR"),
    ],
)
def test_another_country_is_refused_with_what_to_give(typed, sentence):
    with pytest.raises(NotUnderstoodError) as refused:
        check_country(typed)
    assert sentence in refused.value.sentence
