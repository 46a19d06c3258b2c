"""`regulars promise`: noted, kept, moved, given up."""

from __future__ import annotations

import pytest

from tests.tui.conftest import NOW, Run

HINGE = ("--customer", "ayse", "--what", "send a hinge", "--due", "fri 17:00")


def test_a_promise_is_noted_with_its_aim(shop: Run) -> None:
    noted = shop("promise", "add", *HINGE, "--kind", "repair", "--condition", "if the part arrives", "--json").json
    assert (
        noted.items()
        >= {
            "id": 1,
            "customer": 1,
            "customer_name": "Ayşe Yılmaz",
            "what": "send a hinge",
            "kind": "repair",
            "condition": "if the part arrives",
            "made": NOW,
            "due": "2026-03-06T17:00:00+03:00",
            "original_due": "2026-03-06T17:00:00+03:00",
            "kept": None,
            "status": "open",
            "moves": [],
            "margin_s": None,
            "margin_original_s": None,
        }.items()
    )
    assert NOW < noted["aim"] < noted["due"]
    assert shop("promise", "list", "--json").json == [noted]
    assert shop("today", "--json").json["promises"][0]["aim"] == noted["aim"]


def test_keeping_it_tells_how_early(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    kept = shop("promise", "keep", "1", "--json", now="2026-03-06T16:00:00+03:00").json
    assert (kept["status"], kept["margin_s"], kept["kept"]) == ("kept_on_time", 3600, "2026-03-06T16:00:00+03:00")
    assert shop("promise", "list", "--json").json == []
    assert kept.pop("check_in")["due"] == "2026-03-13"
    assert shop("promise", "list", "--all", "--json").json == [kept]
    again = shop("promise", "keep", "1", now="2026-03-06T16:00:00+03:00")
    assert again.status == 2
    assert "already kept" in again.err


def test_it_may_have_been_kept_before_it_was_noted(shop: Run) -> None:
    shop("promise", "add", *HINGE, now="2026-03-02T10:00:00+03:00")
    assert shop("promise", "keep", "1", "--at", "yesterday 11:00", "--json").json["kept"] == "2026-03-03T11:00:00+03:00"


def test_moving_it_remembers_where_it_was_and_whether_they_were_told(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    said = shop("promise", "move", "1", "next", "monday", "12:00")
    assert said.out.endswith("Tell them, and say so with --told.\n")
    shop("promise", "move", "1", "10 march", "--told")
    moved = shop("promise", "list", "--json").json[0]
    assert moved["due"] == "2026-03-10"
    assert moved["original_due"] == "2026-03-06T17:00:00+03:00"
    assert [(move["from"], move["to"], move["told"]) for move in moved["moves"]] == [
        ("2026-03-06T17:00:00+03:00", "2026-03-09T12:00:00+03:00", False),
        ("2026-03-09T12:00:00+03:00", "2026-03-10", True),
    ]
    shop("undo")
    assert shop("promise", "list", "--json").json[0]["due"] == "2026-03-09T12:00:00+03:00"


def test_its_words_can_be_corrected_and_its_due_is_moved_not_edited(shop: Run) -> None:
    made = shop("promise", "add", *HINGE, "--json").json
    edited = shop(
        "promise", "edit", "1", "--what", "send two hinges", "--cause", "Usta Metal", "--kind", "ack", "--json"
    )
    assert edited.json["what"] == "send two hinges"
    assert (edited.json["cause"], edited.json["kind"], edited.json["due"]) == ("Usta Metal", "ack", made["due"])
    assert edited.json["aim"] < made["aim"], "an acknowledgement's is earlier"
    assert shop("promise", "edit", "1", "--cause", "", "--json").json["cause"] == ""
    assert "--due" in shop("promise", "edit", "1", "--due", "fri").err
    assert shop("promise", "edit", "1").status == 2
    assert shop("promise", "edit", "1", "--what", " ").status == 2
    assert shop("promise", "edit", "9", "--what", "x").status == 2
    shop("undo")
    assert shop("promise", "list", "--json").json[0]["cause"] == "Usta Metal"


def test_it_can_be_released_or_given_up(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    shop("promise", "add", *HINGE)
    assert shop("promise", "release", "1").out == "Released by Ayşe Yılmaz: send a hinge; promise 1.\n"
    assert shop("promise", "break", "2", "--json").json["status"] == "broken"
    assert shop("promise", "list").out == "No promise is open.\n"


def test_the_list_is_by_due_and_can_be_one_customers(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    shop("promise", "add", "--customer", "2", "--what", "call", "--due", "tomorrow 10:00")
    assert [one["id"] for one in shop("promise", "list", "--json").json] == [2, 1]
    assert [one["id"] for one in shop("promise", "list", "--customer", "ayse", "--json").json] == [1]
    assert shop("promise", "list").out.splitlines() == [
        "No  Customer              What          Due                    Status",
        "2   Γιώργος Παπαδόπουλος  call          tomorrow, 10:00        open",
        "1   Ayşe Yılmaz           send a hinge  Friday 6 March, 17:00  open",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "--customer", "1", "--what", "call", "--due", "yesterday"),
        ("add", "--customer", "1", "--what", "call", "--due", "10/11"),
        ("add", "--customer", "1", "--what", " ", "--due", "friday"),
        ("add", "--customer", "nobody", "--what", "call", "--due", "friday"),
        ("move", "1", "yesterday"),
        ("move", "1", "next monday", "--told", "--not-told"),
        ("keep", "1", "--at", "tomorrow"),
        ("keep", "99"),
        ("break", "1", "--at", "last year"),
    ],
)
def test_what_cannot_be_is_refused(shop: Run, words: tuple[str, ...]) -> None:
    shop("promise", "add", *HINGE)
    before = shop("promise", "list", "--all", "--json").json
    assert shop("promise", *words).status == 2
    assert shop("promise", "list", "--all", "--json").json == before


def test_an_overdue_one_that_was_moved_stands_beside_the_due_that_counts(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    shop("promise", "move", "1", "10 march")
    saturday = "2026-03-07T10:00:00+03:00"
    assert "yesterday, 17:00, not told of Tuesday 10 March  overdue" in shop("promise", "list", now=saturday).out
    assert "was due yesterday, 17:00, not told of Tuesday 10 March" in shop("today", now=saturday).out
    shop("promise", "move", "1", "11 march", "--told", now=saturday)
    assert "yesterday, 17:00, told too late of Wednesday 11 March  overdue" in shop("promise", "list", now=saturday).out
    assert "was due yesterday, 17:00, told too late of Wednesday 11 March" in shop("today", now=saturday).out
    shop("promise", "keep", "1", now=saturday)
    whole = shop("promise", "list", "--all", now=saturday).out
    assert "yesterday, 17:00, told too late of Wednesday 11 March" in whole


def test_what_it_hangs_on_is_said_wherever_it_is(shop: Run) -> None:
    logged = shop("log", "@ayse /phone door squeaks +promise fri 17:00: send a hinge if the part arrives tue")
    assert "send a hinge, if the part arrives tue" in logged.out
    assert "send a hinge, if the part arrives tue" in shop("today").out
    assert "send a hinge, if the part arrives tue" in shop("promise", "list").out
    moved = shop("promise", "move", "1", "mon", "--told")
    assert "send a hinge, if the part arrives tue, due Monday 9 March" in moved.out


def test_a_move_to_where_it_is_already_is_none_unless_they_were_told(shop: Run) -> None:
    shop("promise", "add", *HINGE)
    shop("promise", "move", "1", "fri", "17:00")
    assert shop("promise", "list", "--json").json[0]["moves"] == []
    shop("promise", "move", "1", "10 march")
    shop("promise", "move", "1", "10 march", "--told")
    assert [move["told"] for move in shop("promise", "list", "--json").json[0]["moves"]] == [False, True]
