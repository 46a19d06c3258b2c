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


def test_it_is_done_and_logged_in_one_step(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today", "--rule", "FREQ=WEEKLY")
    done = shop("followup", "done", "1", "--log", "/phone the oven bakes well :)", "--json").json
    assert (done["status"], done["done_by"], done["next"]["id"]) == ("done", 1, 2)
    assert done["logged"] == {"interaction": 1, "conversation": None, "promises": [], "follow_ups": []}
    (entry,) = shop("show", "ayse", "--json").json["timeline"]
    assert (entry["direction"], entry["channel"], entry["mood"]) == ("out", "phone", "happy")
    shop("undo")
    assert shop("show", "ayse", "--json").json["timeline"] == []
    assert [one["id"] for one in shop("followup", "list", "--json").json] == [1]
    assert shop("followup", "done", "1", "--log", " ").status == 2
    assert shop("followup", "done", "1", "--log", "!nonsense").status == 2


def test_what_was_missed_is_said_and_kept(shop: Run) -> None:
    shop("followup", "add", *ASK, "--due", "today", "--rule", "every week")
    later = "2026-03-26T09:00:00+03:00"
    assert "(3 weeks late, since Wednesday 4 March; 3 more due since; follow-up 1)" in shop("today", now=later).out
    (listed,) = shop("followup", "list", "--json", now=later).json
    assert (listed["days_late"], listed["missed"], listed["status"]) == (22, 3, "open")
    assert shop("followup", "done", "1", now=later).out.splitlines() == [
        "Done: Ayşe Yılmaz: ask about the oven; follow-up 1.",
        "It was due Wednesday 4 March; 3 more due since.",
        "Again Wednesday 1 April, follow-up 2.",
    ]
    assert shop("followup", "list", "--all", "--json", now=later).json[1]["missed"] == 3


def test_the_frost_comes_and_everybody_who_waits_is_due(shop: Run) -> None:
    shop("followup", "add", *ASK, "--when", "frost")
    shop("log", "@2 +follow when Frost: bring in the lemon tree")
    assert shop("today", "--json").json["follow_ups"] == []
    fired = shop("followup", "fire", "FROST", "--json").json
    assert [(one["id"], one["due"], one["occasion"], one["kind"]) for one in fired] == [
        (1, "2026-03-04", "frost", "occasion"),
        (2, "2026-03-04", "Frost", "occasion"),
    ]
    assert len(shop("today", "--json").json["follow_ups"]) == 2
    shop("undo")
    said = shop("followup", "fire", "frost").out
    assert said.splitlines()[0] == "frost: 2 follow-ups are due now."
    assert "0532 123 45 67" in said
    assert shop("followup", "fire", "hail").status == 2
    shop("log", "@1 +follow when hail: look at the roof")
    assert "hail (1)" in shop("followup", "fire", "snow").err


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        (("--due", "2026-03-08", "--on-closed", "next"), {"due": "2026-03-08", "shown_due": "2026-03-09"}),
        (("--due", "2026-03-08", "--on-closed", "previous"), {"shown_due": "2026-03-06"}),
        (("--rule", "every last friday of the month"), {"due": "2026-03-27", "rule": "FREQ=MONTHLY;BYDAY=-1FR"}),
        (("--due", "today", "--rule", "every 2 weeks", "--from", "completion"), {"counts_from": "completion"}),
        (("--season", "03-01..04-15"), {"kind": "season", "due": "2026-03-01", "until": "2026-04-15", "gone": False}),
        (("--season", "1 december to 15 january"), {"season": "12-01..01-15", "due": "2026-12-01"}),
        (
            ("--due", "2026-09-01", "--renewal", "1 year", "--lead-days", "30"),
            {"kind": "renewal", "rule": "FREQ=YEARLY", "lead_days": 30, "shown_from": "2026-08-02T00:00:00+03:00"},
        ),
        (("--due", "2026-09-01", "--renewal", "FREQ=MONTHLY;INTERVAL=6"), {"rule": "FREQ=MONTHLY;INTERVAL=6"}),
        (("--when", "frost"), {"kind": "occasion", "due": None, "occasion": "frost", "shown_from": None}),
        (("--due", "fri 15:00"), {"due": "2026-03-06T15:00:00+03:00", "all_day": False, "kind": "once"}),
        (("--due", "fri 15:00", "--all-day"), {"due": "2026-03-06", "all_day": True}),
    ],
)
def test_every_sort_can_be_noted(shop: Run, options: tuple[str, ...], fields: dict[str, object]) -> None:
    noted = shop("followup", "add", *ASK, *options, "--json").json
    assert {key: noted[key] for key in fields} == fields


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--due", "today", "--rule", "FREQ=YEARLY;UNTIL=20250101"), "before it starts on 2026-03-04"),
        (("--due", "today", "--rule", "FREQ=YEARLY;INTERVAL=1000"), "in more than 100 years"),
        (("--due", "today", "--rule", "every 10000 years"), "1 to 1000"),
        (("--due", "today", "--rule", "FREQ=WEEKLY;INTERVAL=0"), "INTERVAL=0 cannot be read"),
        (("--due", "today", "--rule", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9"), "never comes"),
        (("--due", "today", "--from", "plan"), "Give it with --rule or --renewal"),
        (("--due", "today", "--rule", "FREQ=DAILY", "--from", "habit"), "plan, completion"),
        (("--due", "today", "--on-closed", "never"), "same, next, previous"),
        (("--due", "today", "--rule", "FREQ=DAILY", "--renewal", "1 year"), "Either --rule or --renewal"),
        (("--due", "today", "--renewal", "sometimes"), "is no repetition"),
        (("--renewal", "1 year"), "--due"),
        (("--due", "today", "--lead-days", "soon"), "is no number of days"),
        (("--due", "today", "--lead-days", "400"), "0 to 366"),
        (("--season", "spring"), "is no season"),
        (("--season", "03-01..04-15", "--rule", "FREQ=DAILY"), "every year by itself"),
        (("--when", "frost", "--due", "today"), "Either --when"),
        (("--when", "frost", "--on-closed", "next"), "Leave out --on-closed"),
        (("--due", "today", "--thing", "9"), "no thing 9"),
        ((), "--due"),
    ],
)
def test_what_does_not_go_together_is_refused(shop: Run, options: tuple[str, ...], said: str) -> None:
    refused = shop("followup", "add", *ASK, *options)
    assert (refused.status, said in refused.err) == (2, True), refused.err
    assert shop("followup", "list", "--json").json == []


def test_a_season_that_ended_while_nobody_looked_is_told_until_it_is_skipped(shop: Run) -> None:
    shop("followup", "add", *ASK, "--season", "03-01..04-15")
    later = "2026-11-02T09:00:00+03:00"
    assert "its season ended Wednesday 15 April" in shop("today", now=later).out
    assert "its season ended Wednesday 15 April" in shop("followup", "list", now=later).out
    (row,) = shop("today", "--json", now=later).json["follow_ups"]
    assert (row["status"], row["gone"], row["until"]) == ("skipped", True, "2026-04-15")
    skipped = shop("followup", "skip", "1", "--json", now=later).json
    assert (skipped["missed"], skipped["next"]["due"]) == (1, "2027-03-01")
    assert shop("today", now=later).out == "Nothing is waiting for you.\n"
