"""`regulars conversation`: whom it waits for, decided by hand."""

from __future__ import annotations

import pytest

from tests.tui.conftest import NOW, Run


@pytest.fixture
def open_matter(shop: Run) -> Run:
    """Ayşe's e-mail of Monday waits for an answer: conversation 1."""
    shop("log", "@1 /email :( is my oven ready", now="2026-03-02T10:00:00+03:00")
    return shop


def clocks(run: Run) -> list[str]:
    return [one["clock"] for one in run("waiting", "--json").json]


def test_it_is_shown_with_its_entries(open_matter: Run) -> None:
    shown = open_matter("conversation", "show", "1", "--json").json
    assert (
        shown.items()
        >= {
            "id": 1,
            "customer": 1,
            "customer_name": "Ayşe Yılmaz",
            "subject": "is my oven ready",
            "status": "open",
            "waiting_on": "us",
            "wants_answer_since": "2026-03-02T10:00:00+03:00",
            "opened": "2026-03-02T10:00:00+03:00",
            "resolved": None,
        }.items()
    )
    assert [one["text"] for one in shown["interactions"]] == ["is my oven ready"]
    assert open_matter("conversation", "show", "1").out.splitlines()[:2] == [
        "Conversation 1 with Ayşe Yılmaz: is my oven ready",
        "Opened Monday 2 March, 10:00; waits for: us.",
    ]


def test_it_can_wait_for_others(open_matter: Run) -> None:
    waits = open_matter("conversation", "wait", "1", "third-party", "ACS", "Courier", "--json").json
    assert (waits["waiting_on"], waits["third_party"], waits["hand_offs"]) == ("third_party", "ACS Courier", 1)
    assert "ACS Courier" in open_matter("conversation", "list").out
    assert clocks(open_matter) == ["first_answer", "update"], "it stays ours"
    assert open_matter("conversation", "wait", "1", "customer", "--json").json["waiting_on"] == "customer"
    assert open_matter("conversation", "wait", "1", "us", "ACS").status == 2
    assert open_matter("conversation", "wait", "1", "them").status == 2


def test_resolving_and_reopening(open_matter: Run) -> None:
    resolved = open_matter("conversation", "resolve", "1", "--json").json
    assert (resolved["status"], resolved["resolved"], resolved["waiting_on"]) == ("resolved", NOW, "nobody")
    assert open_matter("waiting", "--json").json == []
    assert open_matter("conversation", "list", "--json").json == []
    assert len(open_matter("conversation", "list", "--all", "--json").json) == 1
    assert "resolved already" in open_matter("conversation", "resolve", "1").err
    reopened = open_matter("conversation", "reopen", "1", "--json").json
    assert (reopened["status"], reopened["waiting_on"]) == ("open", "us")
    assert clocks(open_matter) == ["first_answer", "update"], "the question is still there"
    assert "is open" in open_matter("conversation", "reopen", "1").err


def test_no_reply_needed_ends_the_waiting(open_matter: Run) -> None:
    assert open_matter("conversation", "no-reply", "1").out == "Conversation 1 with Ayşe Yılmaz waits for: nobody.\n"
    assert open_matter("today").out == "Nothing is waiting for you.\n"
    assert "wants an answer" in open_matter("conversation", "no-reply", "1").err
    open_matter("undo")
    assert clocks(open_matter) == ["first_answer", "update"]


def test_silence_settles_what_waits_for_the_customer(open_matter: Run) -> None:
    open_matter("log", "@1 > /email it is")
    later = "2026-04-01T10:00:00+03:00"
    assert open_matter("conversation", "list", "--json", now=later).json == []
    assert open_matter("conversation", "reopen", "1", now=later).status == 0


def test_one_that_is_not_there(open_matter: Run) -> None:
    for words in (("show", "9"), ("resolve", "9"), ("wait", "9", "us"), ("no-reply", "9")):
        assert open_matter("conversation", *words).err == "There is no conversation 9.\n"


def test_it_shows_its_clocks_with_the_arithmetic(open_matter: Run) -> None:
    first, update, resolution = open_matter("conversation", "show", "1", "--json").json["clocks"]
    assert (
        first.items()
        >= {
            "clock": "first_answer",
            "channel": "email",
            "started": "2026-03-02T10:00:00+03:00",
            "due": "2026-03-02T14:00:00+03:00",
            "ended": None,
            "status": "overdue",
            "target_s": 4 * 3600,
            "elapsed_working_s": 17 * 3600 + 1800,
            "elapsed_real_s": 47 * 3600 + 1800,
            "margin_s": -(13 * 3600 + 1800),
        }.items()
    )
    assert first["left_out"][0] == {
        "from": "2026-03-02T18:00:00+03:00",
        "to": "2026-03-03T09:00:00+03:00",
        "why": "closed",
        "name": "",
    }
    assert (update["clock"], update["status"]) == ("update", "overdue")
    assert (resolution["clock"], resolution["target_s"], resolution["margin_s"]) == ("resolution", None, None)
    shown = open_matter("conversation", "show", "1").out
    assert "First answer: from Monday 2 March, 10:00 to now, 17 h 30 m of working time; due" in shown
    assert "late by 13 h 30 m." in shown
    assert "\n  not counted: Monday 2 March, 18:00 to yesterday, 09:00, closed\n" in shown
    assert "Solution: from Monday 2 March, 10:00 to now, 17 h 30 m of working time; no target.\n" in shown


def test_a_holiday_and_a_shop_without_hours_are_named(shop: Run) -> None:
    shop("shop", "set", "country=GR", "language=en")
    shop("log", "@1 /email is it ready", now="2026-03-24T23:50:00+03:00")
    shown = shop("conversation", "show", "1", now="2026-03-26T10:00:00+03:00").out
    assert "not counted: yesterday, 00:00 to today, 00:00, public holiday: Independence Day" in shown
    shop("shop", "set", *(f"hours.{day}=" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")))
    shown = shop("conversation", "show", "1", now="2026-03-26T10:00:00+03:00").out
    assert "The shop has no opening hours ahead in which it could fall due." in shown
    assert shop("waiting", "--json", now="2026-03-26T10:00:00+03:00").json[0]["due"] is None


def test_ended_clocks_say_how_they_ended(open_matter: Run) -> None:
    open_matter("log", "@1 > /email it is", now="2026-03-02T13:00:00+03:00")
    clocks = open_matter("conversation", "show", "1", "--json").json["clocks"]
    assert [(one["clock"], one["status"]) for one in clocks][:2] == [("first_answer", "met"), ("update", "met")]
    assert "met, 1 h left of 4 h" in open_matter("conversation", "show", "1").out


def test_the_outcome_is_what_the_customer_got(open_matter: Run) -> None:
    resolved = open_matter("conversation", "resolve", "1", "--outcome", "a new door [for free]", "--json").json
    assert resolved["outcome"] == "a new door [for free]"
    assert "Outcome: a new door [for free]" in open_matter("conversation", "show", "1").out


def test_two_about_one_matter_become_one_and_undo_parts_them(open_matter: Run) -> None:
    open_matter("log", "@1 /chat hello? =new")
    merged = open_matter("conversation", "merge", "1", "2", "--json").json
    assert (merged["id"], merged["status"]) == (1, "open")
    assert (
        open_matter("conversation", "show", "2", "--json").json.items()
        >= {"status": "merged", "merged_into": 1}.items()
    )
    assert {one["conversation"] for one in open_matter("waiting", "--json").json} == {1}
    merged_away = open_matter("conversation", "show", "2").out
    assert "part of conversation 1 now: regulars conversation show 1" in merged_away
    assert "resolved" not in merged_away, "it goes on, in the other"
    assert "conversations merged" in open_matter("undo").out
    assert {one["conversation"] for one in open_matter("waiting", "--json").json} == {1, 2}
    assert open_matter("conversation", "merge", "1", "1").status == 2
    assert open_matter("conversation", "merge", "1", "7").status == 2


def test_resolving_asks_what_they_got_and_takes_it_later_too(open_matter: Run) -> None:
    resolved = open_matter("conversation", "resolve", "1")
    assert resolved.out == "Conversation 1 with Ayşe Yılmaz is resolved.\n"
    assert resolved.err == "What did they get? Note it: regulars conversation resolve 1 --outcome TEXT\n"
    noted = open_matter("conversation", "resolve", "1", "--outcome", "a new door.")
    assert noted.out == "Conversation 1 with Ayşe Yılmaz is resolved. They got: a new door.\n"
    assert "resolved: a new door." in open_matter("show", "ayse", "--all").out
    assert "resolved today, 09:30." in open_matter("conversation", "show", "1").out
    open_matter("undo")
    assert open_matter("conversation", "show", "1", "--json").json["outcome"] == ""
