"""What was delivered is asked about: offered when the promise is kept, or noted in the same step."""

from __future__ import annotations

from tests.tui.conftest import Run

HINGE = ("promise", "add", "--customer", "ayse", "--what", "send a new hinge", "--due", "fri 17:00")


def test_keeping_a_delivery_offers_to_ask_whether_it_arrived(shop: Run) -> None:
    shop(*HINGE)
    kept = shop("promise", "keep", "1")
    command = (
        "regulars followup add --customer 1 --due 2026-03-11 --what 'did it arrive, does it work? send a new hinge'"
    )
    assert kept.out == "Kept: Ayşe Yılmaz: send a new hinge, kept early; promise 1.\n"
    assert kept.err == f"Ask on Wednesday 11 March whether it arrived and works: {command}\n"
    assert shop("followup", "list", "--json").json == [], "only offered"


def test_the_document_says_it_too_and_nothing_where_nothing_came_of_it(shop: Run) -> None:
    shop(*HINGE)
    offered = shop("promise", "keep", "1", "--json").json["check_in"]
    assert offered == {
        "due": "2026-03-11",
        "what": "did it arrive, does it work? send a new hinge",
        "follow_up": None,
    }
    shop("promise", "add", "--customer", "2", "--what", "call back", "--due", "tomorrow")
    kept = shop("promise", "keep", "2", "--json")
    assert (kept.json["check_in"], kept.err) == (None, "")


def test_it_is_noted_in_the_same_step_and_undone_with_it(shop: Run) -> None:
    shop(*HINGE)
    kept = shop("promise", "keep", "1", "--check-in", "in 3 days", "--json").json
    assert kept["check_in"] == {
        "due": "2026-03-07",
        "what": "did it arrive, does it work? send a new hinge",
        "follow_up": 1,
    }
    noted = shop("followup", "list", "--json").json
    assert [(one["due"], one["source"]) for one in noted] == [("2026-03-07", "promise")]
    shop("undo")
    assert shop("followup", "list", "--json").json == []
    assert shop("promise", "list", "--json").json[0]["status"] == "open"


def test_a_day_that_is_none_keeps_nothing(shop: Run) -> None:
    shop(*HINGE)
    assert shop("promise", "keep", "1", "--check-in", "31 february").status == 2
    assert shop("promise", "list", "--json").json[0]["status"] == "open"


def test_the_line_that_keeps_it_offers_it_too(shop: Run) -> None:
    shop(*HINGE)
    assert "Ask on Wednesday 11 March whether it arrived" in shop("log", "@ayse /counter > here it is +kept").err


def test_a_line_that_only_keeps_it_logs_no_contact(shop: Run) -> None:
    shop(*HINGE)
    kept = shop("log", "@ayse +kept", "--json").json
    assert kept["interaction"] is None
    assert shop("show", "ayse", "--json").json["timeline"] == []
    assert shop("promise", "list", "--all", "--json").json[0]["status"] == "kept_early"
