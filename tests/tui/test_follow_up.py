"""`regulars followup`: noted, done, put off, and coming again."""

from __future__ import annotations

import pytest

from tests.tui.conftest import NOW, Run

ASK = ("--customer", "ayse", "--what", "ask about the oven")


def test_a_follow_up_is_noted_and_shown_on_its_day(shop: Run) -> None:
    noted = shop("followup", "add", *ASK, "--due", "tomorrow", "--json").json
    assert (
        noted.items()
        >= {
            "id": 1,
            "customer": 1,
            "customer_name": "Ayşe Yılmaz",
            "what": "ask about the oven",
            "due": "2026-03-05",
            "made": NOW,
            "status": "open",
            "rule": "",
            "source": "owner",
        }.items()
    )
    assert shop("today", "--json").json["follow_ups"] == []
    assert [one["id"] for one in shop("today", "--json", now="2026-03-05T00:00:00+03:00").json["follow_ups"]] == [1]


def test_one_that_is_done_is_over(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today")
    assert shop("followup", "done", "1").out == "Done: Ayşe Yılmaz: ask about the oven; follow-up 1.\n"
    assert shop("followup", "list").out == "No follow-up is open.\n"
    assert [one["status"] for one in shop("followup", "list", "--all", "--json").json] == ["done"]
    assert "is over already" in shop("followup", "done", "1").err


def test_one_with_a_rule_makes_the_next_one(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today", "--rule", "freq=weekly")
    done = shop("followup", "done", "1", "--json").json
    assert done["status"] == "done"
    assert (done["next"]["id"], done["next"]["due"]) == (2, "2026-03-11")
    skipped = shop("followup", "skip", "2")
    assert skipped.out.splitlines()[1] == "Again Wednesday 18 March, follow-up 3."
    shop("followup", "drop", "3")
    assert shop("followup", "list", "--json").json == []
    shop("undo")
    shop("undo")
    assert [one["id"] for one in shop("followup", "list", "--json").json] == [2]


def test_one_that_was_missed_for_weeks_comes_again_in_the_future(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today", "--rule", "FREQ=WEEKLY")
    done = shop("followup", "done", "1", "--json", now="2026-03-24T10:00:00+03:00").json
    assert done["next"]["due"] == "2026-03-25"


def test_snoozing_puts_it_out_of_sight(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today")
    assert shop("followup", "snooze", "1", "in", "3", "days", "--json").json["status"] == "snoozed"
    assert shop("today").out == "Nothing is waiting for you.\n"
    assert shop("followup", "list").out.splitlines()[1].endswith("snoozed until Saturday 7 March")
    assert "ask about the oven" in shop("today", now="2026-03-07T08:00:00+03:00").out


@pytest.mark.parametrize(
    "words",
    [
        ("add", *ASK, "--due", "today", "--rule", "FREQ=SOMETIMES"),
        ("add", *ASK, "--due", "whenever"),
        ("add", "--customer", "1", "--what", "", "--due", "today"),
        ("snooze", "1", "today"),
        ("snooze", "1"),
        ("done", "99"),
    ],
)
def test_what_cannot_be_is_refused(shop: Run, words: tuple[str, ...]) -> None:
    shop("followup", "add", *ASK, "--due", "today")
    assert shop("followup", *words).status == 2
    assert [one["status"] for one in shop("followup", "list", "--json").json] == ["open"]


def test_one_that_waits_for_something_says_for_what(shop: Run) -> None:
    shop("log", "@1 /phone hello +follow when frost: ask about the heating")
    (waiting,) = shop("followup", "list", "--json").json
    assert (waiting["due"], waiting["occasion"]) == (None, "frost")
    assert "when frost" in shop("followup", "list").out
    assert shop("followup", "done", "1").out == "Done: Ayşe Yılmaz: ask about the heating; follow-up 1.\n"
