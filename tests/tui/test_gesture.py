"""`regulars gesture`: what was given, and what is left of the year's budget."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.conftest import Run

VOUCHER = ("gesture", "add", "--customer", "ayse", "--kind", "voucher", "--cost", "12,50", "--why", "the late wheel")


@pytest.fixture
def budget(shop: Run) -> Run:
    """The shop may give 300 euros a year."""
    shop("shop", "set", "goodwill.budget=300", "currency=EUR")
    return shop


def test_a_gesture_is_noted_and_counts_against_the_budget(budget: Run) -> None:
    said = budget(*VOUCHER)
    assert said.out == (
        "Noted: voucher for Ayşe Yılmaz, number 1.\nGoodwill in 2026: 12.50 of 300 EUR spent, 287.50 left.\n"
    )
    (one,) = budget("gesture", "list", "--json").json
    assert one == {
        "id": 1,
        "customer": 1,
        "customer_name": "Ayşe Yılmaz",
        "kind": "voucher",
        "cost": 12.5,
        "date": "2026-03-04",
        "why": "the late wheel",
    }


def test_what_it_leaves_is_told_to_programs(budget: Run) -> None:
    added = budget(*VOUCHER, "--json").json
    assert added["budget"] == {"year": 2026, "budget": 300.0, "spent": 12.5, "left": 287.5, "currency": "EUR"}


def test_more_than_the_budget_is_said_and_not_forbidden(budget: Run) -> None:
    said = budget("gesture", "add", "--customer", "ayse", "--kind", "new wheel", "--cost", "310")
    assert said.status == 0
    assert "310 of 300 EUR spent, 10 over" in said.out


def test_without_a_budget_only_what_was_spent_is_said(shop: Run) -> None:
    assert "Goodwill in 2026: 12.50 TRY spent." in shop(*VOUCHER).out


def test_only_this_years_are_listed_and_counted_unless_others_are_asked_for(budget: Run) -> None:
    budget(*VOUCHER, "--date", "2025-12-31")
    budget("gesture", "add", "--customer", "giorgos", "--kind", "coffee")
    assert [one["kind"] for one in budget("gesture", "list", "--json").json] == ["coffee"]
    assert [one["kind"] for one in budget("gesture", "list", "--all", "--json").json] == ["coffee", "voucher"]
    assert [one["kind"] for one in budget("gesture", "list", "--year", "2025", "--json").json] == ["voucher"]
    assert [one["kind"] for one in budget("gesture", "list", "--customer", "giorgos", "--json").json] == ["coffee"]
    assert "Goodwill in 2026: 0 of 300 EUR spent, 300 left." in budget("gesture", "list").out
    assert "Goodwill in 2025: 12.50 of 300 EUR spent" in budget("gesture", "list", "--year", "2025").out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--kind", "voucher", "--cost", "a lot"), "cannot be read"),
        (("--kind", "voucher", "--cost", "-5"), "cannot be read"),
        (("--kind", "voucher", "--date", "tomorrow"), "lies ahead"),
        (("--kind", " "), "What was given?"),
        ((), "--kind KIND is missing"),
    ],
)
def test_what_cannot_be_noted_is_refused_and_nothing_is_saved(shop: Run, words: tuple[str, ...], why: str) -> None:
    said = shop("gesture", "add", "--customer", "ayse", *words)
    assert said.status == 2
    assert why in said.err
    assert shop("gesture", "list", "--all", "--json").json == []


def test_undo_takes_it_back(shop: Run) -> None:
    shop(*VOUCHER)
    assert shop("undo").out == "Undone: gesture noted: Ayşe Yılmaz.\n"
    assert shop("gesture", "list", "--json").json == []
    assert shop("redo").out == "Done again: gesture noted: Ayşe Yılmaz.\n"
    assert len(shop("gesture", "list", "--json").json) == 1


def test_it_lasts_through_tidying_export_merge_and_an_examination(shop: Run, folder: Path, tmp_path: Path) -> None:
    shop(*VOUCHER)
    assert shop("compact").status == 0
    assert shop("doctor").status == 0 or "no backup yet" in shop("doctor").out
    shop("export", str(tmp_path / "all.json"))
    (one,) = json.loads((tmp_path / "all.json").read_bytes())["gestures"]
    assert (one["kind"], one["cost"], one["on"], one["customer"]) == ("voucher", "12.50", "2026-03-04", 1)
    assert shop("import", str(tmp_path / "all.json"), "--json").json["added"] == 0
    shop("customer", "merge", "giorgos", "ayse")
    (one,) = shop("gesture", "list", "--json").json
    assert one["customer"] == 2
