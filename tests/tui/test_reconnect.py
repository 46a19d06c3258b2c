"""Whom to come back to on the command line: `today` tells the few that matter, `reconnect list` all of them."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Run

WEEKS = ("2025-09-01", "2025-10-06", "2025-11-10", "2025-12-15")
DAY = 86_400


@pytest.fixture
def quiet_shop(shop: Run) -> Run:
    """Ayşe comes every five weeks and was last there on 15 December; it is 4 March now."""
    for day in WEEKS:
        shop("log", "@ayse /counter bought bread", now=f"{day}T12:00:00+03:00")
    return shop


def test_who_has_gone_quiet_is_told_with_all_that_the_contract_names(quiet_shop: Run) -> None:
    (row,) = quiet_shop("today", "--json").json["quiet"]
    assert row["customer_name"] == "Ayşe Yılmaz"
    assert row["customer"] == 1
    assert row["last"] == "2025-12-15T12:00:00+03:00"
    assert row["usual_gap_s"] == 35 * DAY
    assert row["silent_s"] == 79 * DAY - 9000
    assert row["mood"] == ""
    assert row["why"] == "quiet"


def test_in_words_they_are_told_with_why(quiet_shop: Run) -> None:
    assert quiet_shop("today").out.splitlines() == [
        "Gone quiet, to reconnect with:",
        "  Ayşe Yılmaz: usually every 5 weeks, silent for 11 (customer 1)",
    ]
    assert "usually every 5 weeks, silent for 11" in quiet_shop("reconnect", "list").out
    assert quiet_shop("today", "--quiet").out == "", "that can wait until tomorrow"


def test_the_book_need_not_be_opened_for_it(quiet_shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = quiet_shop("today", "--json").json["quiet"]
    monkeypatch.setattr("store.book.Book.open", None)
    assert quiet_shop("today", "--json").json["quiet"] == before
    later = quiet_shop("today", "--json", now="2026-03-05T09:30:00+03:00").json["quiet"]
    assert later[0]["silent_s"] == before[0]["silent_s"] + DAY


def test_ten_weeks_of_silence_are_still_usual(quiet_shop: Run) -> None:
    assert quiet_shop("today", "--json", now="2026-02-23T12:00:00+03:00").json["quiet"] == []
    assert len(quiet_shop("today", "--json", now="2026-02-23T12:00:01+03:00").json["quiet"]) == 1


def test_an_acknowledgement_is_no_contact_and_a_backdated_one_undoes_no_newer_one(quiet_shop: Run) -> None:
    quiet_shop("log", "@ayse /email > !ack thanks, we look into it")
    quiet_shop("log", "@ayse /counter bought cake *2025-11-20 12:00")
    (row,) = quiet_shop("today", "--json").json["quiet"]
    assert row["last"] == "2025-12-15T12:00:00+03:00"
    quiet_shop("log", "@ayse /phone > asked how she is *yesterday 16:00")
    assert quiet_shop("today", "--json").json["quiet"] == []


@pytest.mark.parametrize("option", [("--do-not-contact",), ("--stage", "former"), ("--leave-until", "1 may")])
def test_who_is_to_be_left_alone_is_not_told_of(quiet_shop: Run, option: tuple[str, ...]) -> None:
    assert quiet_shop("customer", "edit", "ayse", *option).status == 0
    assert quiet_shop("today", "--json").json["quiet"] == []
    assert "Nobody has gone quiet" in quiet_shop("reconnect", "list").out


def test_left_be_until_a_day_they_come_back_on_it(quiet_shop: Run) -> None:
    quiet_shop("customer", "edit", "ayse", "--leave-until", "2026-05-01")
    assert quiet_shop("today", "--json", now="2026-04-30T23:59:59+03:00").json["quiet"] == []
    assert len(quiet_shop("today", "--json", now="2026-05-01T00:00:00+03:00").json["quiet"]) == 1
    assert quiet_shop("customer", "edit", "ayse", "--leave-until", "").status == 0
    assert len(quiet_shop("today", "--json").json["quiet"]) == 1


def test_a_cadence_is_kept_with_a_customer_or_with_a_tag(quiet_shop: Run) -> None:
    quiet_shop("log", "@2 /phone > rang", now="2026-01-10T10:00:00+03:00")
    assert quiet_shop("customer", "edit", "2", "--cadence", "every 6 weeks", "--json").json["cadence"] == "6w"
    row = quiet_shop("today", "--json", now="2026-02-21T00:00:00+03:00").json["quiet"][-1]
    assert (row["customer"], row["why"], row["cadence"], row["cadence_passed"]) == (2, "cadence", "6w", "gentle")
    row = quiet_shop("today", "--json", now="2026-03-14T00:00:00+03:00").json["quiet"][-1]
    assert row["cadence_passed"] == "firm"
    quiet_shop("customer", "edit", "2", "--cadence", "", "--tag", "Oven")
    assert len(quiet_shop("today", "--json").json["quiet"]) == 1
    assert quiet_shop("shop", "set", "cadence.oven=1mo").status == 0
    assert quiet_shop("shop", "show", "--json").json["cadence"] == {"oven": "1mo"}
    row = quiet_shop("today", "--json").json["quiet"][-1]
    assert (row["customer"], row["cadence"], row["cadence_tag"]) == (2, "1mo", "Oven")
    assert quiet_shop("reconnect", "list", "--tag", "oven", "--json").json == [row]
    quiet_shop("customer", "edit", "2", "--cadence", "off")
    assert len(quiet_shop("today", "--json").json["quiet"]) == 1


@pytest.mark.parametrize("cadence", ["10000 years", "0", "every 0 weeks", "often"])
def test_a_cadence_without_sense_changes_nothing(quiet_shop: Run, cadence: str) -> None:
    said = quiet_shop("customer", "edit", "2", "--cadence", cadence)
    assert (said.status, said.out) == (2, "")
    assert "between a day and ten years" in said.err
    assert quiet_shop("shop", "set", f"cadence.oven={cadence}").status == 2
    assert quiet_shop("show", "2", "--json").json["customer"]["cadence"] == ""


def test_with_fewer_contacts_the_rhythm_of_their_tag_counts(shop: Run) -> None:
    for number in range(3):
        shop("customer", "add", "--name", f"Baker {number}", "--tag", "baker")
        for day in WEEKS:
            shop("log", f"@{number + 3} /counter flour", now=f"{day}T12:00:00+03:00")
    shop("customer", "add", "--name", "New Baker", "--tag", "Baker")
    shop("log", "@6 /counter first flour", now="2025-12-01T12:00:00+03:00")
    rows = shop("today", "--json").json["quiet"]
    assert [(row["customer"], row["rhythm_tag"]) for row in rows if row["customer"] == 6] == [(6, "Baker")]
    assert "others tagged Baker" in shop("today").out


def test_the_upset_come_first_and_only_a_few_stand_in_words(shop: Run) -> None:
    for number in range(8):
        shop("customer", "add", "--name", f"Guest {number}")
        for day in WEEKS:
            mood = ":( cold bread" if (number, day) == (3, WEEKS[-1]) else "bread"
            shop("log", f"@{number + 3} /counter {mood}", now=f"{day}T12:00:0{number}+03:00")
    assert [row["customer"] for row in shop("today", "--json").json["quiet"]] == [6, 10, 9, 8, 7, 5, 4, 3]
    lines = shop("today").out.splitlines()
    assert lines[1].startswith("  Guest 3, upset: ")
    assert lines[-1] == "  … and 3 more: regulars reconnect list"
