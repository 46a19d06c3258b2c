"""`regulars conversation`: whom it waits for, decided by hand."""

from __future__ import annotations

import pytest

from tests.tui.conftest import NOW, Run


@pytest.fixture
def open_matter(shop: Run) -> Run:
    """Ayşe's e-mail of Monday waits for an answer: conversation 1."""
    shop("log", "@1 /email :( is my oven ready", now="2026-03-02T10:00:00+03:00")
    return shop


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
    assert len(open_matter("waiting", "--json").json) == 1, "it stays ours"
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
    assert len(open_matter("waiting", "--json").json) == 1, "the question is still there"
    assert "is open" in open_matter("conversation", "reopen", "1").err


def test_no_reply_needed_ends_the_waiting(open_matter: Run) -> None:
    assert open_matter("conversation", "no-reply", "1").out == "Conversation 1 with Ayşe Yılmaz waits for: nobody.\n"
    assert open_matter("today").out == "Nothing is waiting for you.\n"
    assert "wants an answer" in open_matter("conversation", "no-reply", "1").err
    open_matter("undo")
    assert len(open_matter("waiting", "--json").json) == 1


def test_silence_settles_what_waits_for_the_customer(open_matter: Run) -> None:
    open_matter("log", "@1 > /email it is")
    later = "2026-04-01T10:00:00+03:00"
    assert open_matter("conversation", "list", "--json", now=later).json == []
    assert open_matter("conversation", "reopen", "1", now=later).status == 0


def test_one_that_is_not_there(open_matter: Run) -> None:
    for words in (("show", "9"), ("resolve", "9"), ("wait", "9", "us"), ("no-reply", "9")):
        assert open_matter("conversation", *words).err == "There is no conversation 9.\n"
