"""`regulars interaction`: what was written down wrongly."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Run


def entries(shop: Run, customer: int = 1) -> dict[int, dict[str, object]]:
    return {one["id"]: one for one in shop("show", str(customer), "--all", "--json").json["timeline"]}


def conversation(shop: Run, number: int) -> dict[str, object]:
    found: dict[str, object] = shop("conversation", "show", str(number), "--json").json
    return found


def test_every_field_can_be_corrected(shop: Run) -> None:
    shop("log", "@1 /phone oven door")
    edited = shop(
        *("interaction", "edit", "1", "--text", "bicycle chain", "--when", "yesterday 15:00", "--channel", "WhatsApp"),
        *("--direction", "out", "--kind", "thanks", "--mood", "happy", "--tag", "#chain", "--words", "so good"),
        "--json",
    ).json
    assert (
        edited.items()
        >= {
            "id": 1,
            "customer": 1,
            "text": "bicycle chain",
            "when": "2026-03-03T15:00:00+03:00",
            "channel": "chat",
            "channel_name": "whatsapp",
            "direction": "out",
            "kind": "thanks",
            "mood": "happy",
            "tags": ["chain"],
            "words": ["so good"],
        }.items()
    )
    shop("interaction", "edit", "1", "--kind", "", "--mood", "", "--tag", "")
    assert entries(shop)[1].items() >= {"kind": "", "mood": "", "tags": []}.items()
    shop("undo")
    shop("undo")
    assert entries(shop)[1]["text"] == "oven door"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["edit", "1"], "What is to be changed?"),
        (["edit", "99", "--text", "x"], "no interaction 99"),
        (["edit", "1", "--channel", "pigeon"], "none of counter, phone"),
        (["edit", "1", "--when", "tomorrow"], "lies ahead"),
        (["delete", "99"], "no interaction 99"),
        (["delete"], "ID is missing"),
    ],
)
def test_what_cannot_be_corrected_stays(shop: Run, words: list[str], said: str) -> None:
    shop("log", "@1 /phone oven door")
    failed = shop("interaction", *words)
    assert failed.status == 2
    assert said in failed.err
    assert entries(shop)[1]["text"] == "oven door"


def test_the_conversation_follows_the_time_of_its_entries(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-02T10:00:00+03:00")
    shop("log", "@1 > /email not yet", now="2026-03-03T10:00:00+03:00")
    shop("interaction", "edit", "1", "--when", "2026-03-01 08:00")
    assert (
        conversation(shop, 1).items()
        >= {
            "opened": "2026-03-01T08:00:00+03:00",
            "latest": "2026-03-03T10:00:00+03:00",
            "waiting_on": "customer",
        }.items()
    )
    shop("interaction", "edit", "2", "--when", "2026-03-01 07:00")
    assert conversation(shop, 1).items() >= {"opened": "2026-03-01T07:00:00+03:00", "waiting_on": "us"}.items()
    assert shop("waiting", "--json").json[0]["started"] == "2026-03-01T08:00:00+03:00"


def test_what_was_promised_then_was_promised_then(shop: Run) -> None:
    shop("log", "@1 /phone +promise fri 17:00: call +follow 2 weeks: ask")
    shop("interaction", "edit", "1", "--when", "yesterday 10:00")
    (promise,) = shop("promise", "list", "--json").json
    assert promise["made"] == "2026-03-03T10:00:00+03:00"
    assert promise["aim"] < "2026-03-05T10"
    assert shop("followup", "list", "--json").json[0]["made"] == "2026-03-03T10:00:00+03:00"


def test_a_decision_moves_with_the_line_that_it_was_in(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-02T10:00:00+03:00")
    shop("log", "@1 > /phone it is =done", now="2026-03-03T10:00:00+03:00")
    shop("interaction", "edit", "2", "--when", "2026-03-02 12:00")
    assert conversation(shop, 1)["resolved"] == "2026-03-02T12:00:00+03:00"
    shop("interaction", "delete", "2")
    assert conversation(shop, 1).items() >= {"status": "open", "resolved": None, "waiting_on": "us"}.items()


def test_one_that_comes_to_want_an_answer_gets_a_conversation(shop: Run) -> None:
    shop("log", "@1 /phone is it ready")
    assert shop("waiting", "--json").json == []
    assert shop("interaction", "edit", "1", "--channel", "email", "--json").json["conversation"] == 1
    assert {one["customer"] for one in shop("waiting", "--json").json} == {1}
    shop("interaction", "edit", "1", "--direction", "out")
    assert shop("waiting", "--json").json == []


def test_a_mark_that_was_typed_stays_what_it_was(shop: Run) -> None:
    shop("log", "@1 /email . thanks for the card")
    shop("interaction", "edit", "1", "--channel", "letter", "--text", "thanks for the card!")
    assert shop("waiting", "--json").json == []


def test_a_conversation_that_is_left_empty_goes_and_its_promise_stays(shop: Run) -> None:
    shop("log", "@1 /email is it ready +promise fri 17:00: look +follow 2 weeks: ask")
    gone = shop("interaction", "delete", "1")
    assert gone.out == "Taken out: interaction 1, Ayşe Yılmaz, today, 09:30: is it ready\n"
    assert shop("conversation", "show", "1").status == 2
    assert shop("waiting", "--json").json == []
    assert [one["conversation"] for one in shop("promise", "list", "--json").json] == [None]
    assert [one["interaction"] for one in shop("followup", "list", "--json").json] == [None]
    assert shop("doctor").out == "The book is whole.\n"
    shop("undo")
    assert entries(shop)[1]["text"] == "is it ready"
    assert len(shop("waiting", "--json").json) == 2


def test_a_conversation_with_other_entries_stays(shop: Run) -> None:
    shop("log", "@1 /email is it ready", now="2026-03-02T10:00:00+03:00")
    shop("log", "@1 /email hello?", now="2026-03-03T10:00:00+03:00")
    shop("interaction", "delete", "1")
    assert conversation(shop, 1)["opened"] == "2026-03-03T10:00:00+03:00"
    assert shop("waiting", "--json").json[0]["started"] == "2026-03-03T10:00:00+03:00"
