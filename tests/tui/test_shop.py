"""`regulars shop`: the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Run
from tests.tui.test_glance import modules_after


def test_settings_are_shown_nested_by_their_dots(shop: Run) -> None:
    settings = shop("shop", "show", "--json").json
    assert settings["zone"] == "Europe/Istanbul"
    assert settings["country"] == "TR"
    assert settings["hours"]["mon"] == "09:00-18:00"
    assert settings["channel"]["email"]["first_answer"] == "4h"
    assert "zone=Europe/Istanbul" in shop("shop", "show").out.splitlines()


def test_what_was_shown_can_be_set_again(shop: Run) -> None:
    shown = shop("shop", "show").out.splitlines()
    assert shop("shop", "set", *shown).out == "That is how it was already.\n"
    assert shop("shop", "show").out.splitlines() == shown


def test_setting_says_what_is_different_now(shop: Run) -> None:
    said = shop("shop", "set", "name=Tamirci Ayşe", "hours.sat=10:00-14:00", "closed.2026-03-09=fair")
    assert said.out.splitlines() == ["name=Tamirci Ayşe", "hours.sat=10:00-14:00", "closed.2026-03-09=fair"]
    assert shop("shop", "set", "name=", "--json").json["name"] == ""
    shop("undo")
    assert shop("shop", "show", "--json").json["name"] == "Tamirci Ayşe"


def test_what_is_set_no_more_is_said_too(shop: Run) -> None:
    shop("shop", "set", "cadence.commuter=6w", "closed.2026-12-31=stocktaking")
    assert (
        shop("shop", "set", "cadence.commuter=", "closed.2026-12-31=").out == "closed.2026-12-31=\ncadence.commuter=\n"
    )
    assert shop("shop", "set", "cadence.commuter=").out == "That is how it was already.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["zonne=Europe/Athens"], "Did you mean zone?"),
        (["zone=Europe/Atlantis"], "Europe/Atlantis"),
        (["hours.mon=9 to 5"], "9 to 5"),
        (["zone"], "not KEY=VALUE"),
        (["name=A", "name=B"], "given twice"),
        (["name=A", "zone=Nowhere"], "Nowhere"),
        ([], "KEY=VALUE… is missing"),
    ],
)
def test_a_wrong_key_or_value_changes_nothing(shop: Run, words: list[str], said: str) -> None:
    before = shop("shop", "show", "--json").json
    failed = shop("shop", "set", *words)
    assert failed.status == 2
    assert said in failed.err
    assert shop("shop", "show", "--json").json == before


def test_public_holidays_are_worked_out_when_a_country_is_set_and_only_then(shop: Run, folder: Path) -> None:
    assert "holidays" not in modules_after(
        folder, "promise", "add", "--customer", "1", "--what", "call", "--due", "fri"
    )
    assert "holidays" not in modules_after(folder, "shop", "set", "closed.2026-03-06=fair", "hours.sat=10:00-14:00")
    assert "holidays" in modules_after(folder, "shop", "set", "country=DE-BY")
    assert "holidays" not in modules_after(folder, "promise", "list", "--all")
