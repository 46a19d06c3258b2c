"""`regulars thanks`: what is to be marked and thanked for, with the address, ticked off by a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.conftest import Run


@pytest.fixture
def march(shop: Run) -> Run:
    """Ayşe praised the bread and has a birthday on Saturday."""
    shop("customer", "edit", "ayse", "--date", "birthday 1980-03-07", "--address", "Gül Sk. 4; 34710 Kadıköy; İstanbul")
    shop("log", '@ayse /counter :) "like my mother\'s" !compliment')
    return shop


def test_the_list_has_all_that_a_card_needs(march: Run) -> None:
    birthday, card = march("thanks", "list", "--json").json
    assert (birthday["kind"], birthday["reason"], birthday["on"], birthday["years"]) == (
        "date", "date", "2026-03-07", 46,
    )  # fmt: skip
    assert (card["kind"], card["reason"], card["what"]) == ("card", "compliment", "like my mother's")
    assert card["envelope"] == ["Ayşe Yılmaz", "Gül Sk. 4", "34710 Kadıköy/İstanbul"]
    assert (card["call_by"], card["mention"]) == ("Ayşe Yılmaz", "“like my mother's”")
    assert [line.split("  ")[0] for line in march("thanks", "list").out.splitlines()] == [
        "Customer", "Ayşe Yılmaz", "Ayşe Yılmaz",
    ]  # fmt: skip


def test_a_card_to_a_business_goes_to_a_person_there(march: Run, tmp_path: Path) -> None:
    book = {
        "format": "regulars", "version": 1,
        "customers": [
            {
                "id": 1, "company": "Fırın Ltd", "contacts": [{"name": "Deniz Kaya"}],
                "addresses": [{"street": "Bağdat Cad. 1", "city": "İstanbul"}],
                "dates": [{"label": "opening", "month": 3, "day": 6}],
            }
        ],
    }  # fmt: skip
    (tmp_path / "firm.json").write_text(json.dumps(book))
    march("import", str(tmp_path / "firm.json"))
    (card,) = march("thanks", "list", "--customer", "Fırın Ltd", "--json").json
    assert card["envelope"] == ["Deniz Kaya", "Fırın Ltd", "Bağdat Cad. 1", "İstanbul"]


def test_a_card_that_was_posted_is_a_letter_and_one_undo(march: Run) -> None:
    said = march("thanks", "done", "--customer", "ayse", "--reason", "compliment")
    assert said.out == "Posted, and logged as a letter: Ayşe Yılmaz, compliment: like my mother's.\n"
    letter = march("show", "ayse", "--json").json["timeline"][0]
    assert (letter["channel"], letter["direction"], letter["kind"]) == ("letter", "out", "thanks")
    assert [row["reason"] for row in march("thanks", "list", "--json").json] == ["date"]
    march("undo")
    assert len(march("show", "ayse", "--json").json["timeline"]) == 1
    assert [row["reason"] for row in march("thanks", "list", "--json").json] == ["date", "compliment"]


def test_a_greeting_is_ticked_and_logs_nothing(march: Run) -> None:
    assert march("thanks", "done", "--customer", "ayse", "--reason", "date", "--json").json["letter"] is None
    assert len(march("show", "ayse", "--json").json["timeline"]) == 1
    assert [row["reason"] for row in march("today", "--json").json["thanks"]] == ["compliment"]


def test_what_is_passed_over_comes_no_more(march: Run) -> None:
    march("thanks", "pass", "--customer", "ayse", "--reason", "compliment")
    assert [row["reason"] for row in march("thanks", "list", "--json").json] == ["date"]


def test_several_are_asked_about_and_none_is_said(march: Run) -> None:
    several = march("thanks", "done", "--customer", "ayse")
    assert several.status == 2
    assert "--reason compliment, --reason date" in several.err
    none = march("thanks", "done", "--customer", "giorgos")
    assert none.status == 2
    assert "nothing to mark" in none.err
    assert march("thanks", "done", "--customer", "ayse", "--reason", "fun").status == 2
    assert len(march("thanks", "list", "--json").json) == 2
