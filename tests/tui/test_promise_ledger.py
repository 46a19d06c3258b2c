"""`regulars promise` says what to bear in mind, what hangs together, and what promises came to."""

from __future__ import annotations

import re

import pytest

from tests.tui.conftest import Run

DONE = ("--customer", "ayse", "--what", "oil the door", "--kind", "repair")
LATER = "2026-03-09T09:30:00+03:00"


@pytest.fixture
def kept(shop: Run) -> Run:
    """A week in which ten doors were oiled in five hours each, by turns in time and an hour late."""
    for day in range(2, 7):
        morning, afternoon = f"2026-03-0{day}T10:00:00+03:00", f"2026-03-0{day}T15:00:00+03:00"
        shop("promise", "add", *DONE, "--due", "today 17:00", now=morning)
        shop("promise", "add", "--customer", "2", *DONE[2:], "--due", "today 14:00", now=morning)
        for number in (1, 2):
            assert shop("promise", "keep", str((day - 2) * 2 + number), now=afternoon).status == 0
    return shop


def test_a_tight_promise_is_warned_of_and_made_all_the_same(kept: Run) -> None:
    tight = kept("promise", "add", *DONE, "--due", "today 12:00", now=LATER)
    assert tight.err == (
        "Tight: that leaves 2 open hours. Usually it takes 5 open hours, four times of five up to 5 open hours.\n"
    )
    assert tight.out == "Promised: Ayşe Yılmaz: oil the door, due today, 12:00; promise 11.\n"
    easy = kept("promise", "add", *DONE, "--due", "fri", "--json", now=LATER)
    assert easy.err == "repair: usually 5 open hours, four times of five up to 5 open hours (10 kept)\n"
    assert easy.json["id"] == 12
    logged = kept("log", "@1 /phone +promise today 12:00: look", now=LATER)
    assert logged.err == tight.err
    assert logged.out.startswith("Saved for Ayşe Yılmaz:")


def test_moving_one_to_where_it_is_tight_is_warned_of(kept: Run) -> None:
    kept("promise", "add", *DONE, "--due", "today 17:00", now=LATER)
    moved = kept("promise", "move", "11", "today", "13:30", "--told", now=LATER)
    assert moved.status == 0
    assert moved.err == (
        "Tight: 4 open hours in all since it was promised. Usually it takes 5 open hours, four times of five up to "
        "5 open hours.\n"
    )
    assert kept("promise", "move", "11", "fri", "--told", now=LATER).err == ""


def test_nothing_is_said_of_what_is_not_known(shop: Run) -> None:
    assert shop("promise", "add", *DONE, "--due", "today 10:00").err == ""


def test_terms_preferences_and_what_is_left_stand_beside_a_new_promise(shop: Run) -> None:
    terms = ("--terms", "pays at the end of the month", "--preferences", "mornings\x1b[2J")
    assert shop("customer", "edit", "1", *terms).status == 0
    said = shop("promise", "add", *DONE, "--due", "fri")
    assert said.err.splitlines() == ["Terms: pays at the end of the month", "Prefers: mornings"]
    assert shop("log", "@1 /phone +promise fri: call +promise mon: look").err == said.err
    assert shop("log", "@1 /phone hello").err == ""


def test_promises_that_hang_together_are_listed_hardest_hit_first_and_moved_in_one_go(shop: Run) -> None:
    shop("log", "@2 /email where is it :( =third ACS +promise fri 17:00: the lamp")
    shop("promise", "add", *DONE, "--due", "fri 12:00", "--cause", "acs")
    shop("promise", "add", *DONE, "--due", "fri 10:00")
    (acs,) = shop("promise", "list", "--by", "cause", "--json").json
    assert (acs["cause"], [one["id"] for one in acs["promises"]]) == ("ACS", [1, 2])
    assert shop("promise", "list", "--by", "cause").out.splitlines() == [
        "Hangs on  No  Customer              What          Due",
        "ACS       1   Γιώργος Παπαδόπουλος  the lamp      Friday 6 March, 17:00",
        "ACS       2   Ayşe Yılmaz           oil the door  Friday 6 March, 12:00",
    ]
    assert [one["id"] for one in shop("promise", "list", "--cause", "Acs", "--json").json] == [1, 2]
    moved = shop("promise", "move", "1,2", "12", "march", "--told", "--cause", "lost van")
    assert moved.out.splitlines() == [
        "Moved: Γιώργος Παπαδόπουλος: the lamp, due Thursday 12 March; promise 1.",
        "Moved: Ayşe Yılmaz: oil the door, due Thursday 12 March; promise 2.",
    ]
    listed = shop("promise", "list", "--json").json
    assert [(one["id"], one["due"][:10], one["cause"]) for one in listed] == [
        (3, "2026-03-06", ""),
        (1, "2026-03-12", "lost van"),
        (2, "2026-03-12", "lost van"),
    ]
    shop("undo")
    assert {one["due"][:10] for one in shop("promise", "list", "--json").json} == {"2026-03-06"}


def test_one_that_cannot_be_moved_leaves_the_others_where_they_were(shop: Run) -> None:
    shop("promise", "add", *DONE, "--due", "fri")
    assert shop("promise", "move", "1,9", "12 march").status == 2
    assert shop("promise", "move", "1,x", "12 march").status == 2
    assert shop("promise", "list", "--json").json[0]["due"] == "2026-03-06"


def test_a_promise_can_belong_to_a_conversation_and_then_it_stays_with_us(shop: Run) -> None:
    shop("log", "@1 /email is it ready")
    assert shop("promise", "add", *DONE, "--due", "fri", "--conversation", "1", "--json").json["conversation"] == 1
    assert shop("promise", "add", "--customer", "2", *DONE[2:], "--due", "fri", "--conversation", "1").status == 2


def test_an_acknowledgement_offers_the_promise_that_goes_with_it(shop: Run) -> None:
    shop("log", "@1 /email is it ready")
    said = shop("log", "@1 > /email !ack we are looking into it")
    command = "regulars promise add --customer 1 --kind ack --what answer --due 2026-03-05 --conversation 1"
    assert said.err == (f"Say by when they will have an answer: {command} (tomorrow; the aim would be today, 13:00).\n")
    promised = shop(*command.split()[1:], "--json").json
    assert (promised["aim"], promised["conversation"]) == ("2026-03-04T13:00:00+03:00", 1)
    assert shop("log", "@1 > /email !ack still at it").err == ""
    assert shop("log", "@2 > /email !ack got it +promise fri: an answer").err == ""


def test_the_ledger_sets_what_was_done_beside_what_was_promised(kept: Run) -> None:
    kept("promise", "add", *DONE, "--due", "fri 12:00", now=LATER)
    kept("promise", "move", "11", "30", "march", "--told", now=LATER)
    listed = kept("promise", "list", "--all", now=LATER).out.splitlines()
    assert [re.split(" {2,}", line) for line in (listed[0], listed[1], listed[-1])] == [
        ["No", "Customer", "What", "Due", "First due", "Kept", "Margin", "Status"],
        ["11", "Ayşe Yılmaz", "oil the door", "Monday 30 March", "Friday 13 March, 12:00", "open"],
        [
            "1",
            "Ayşe Yılmaz",
            "oil the door",
            "Monday 2 March, 17:00",
            "Monday 2 March, 15:00",
            "2 h before",
            "kept on time",
        ],
    ]
    assert "1 h after" in listed[2]


def test_it_adds_up_by_month_and_by_customer(kept: Run) -> None:
    kept("promise", "add", *DONE, "--due", "2 april", now=LATER)
    assert kept("promise", "list", "--by", "month", now=LATER).out.splitlines() == [
        "Month       Early  On time  Late  Broken  Released  Open  Overdue  In time  Median margin",
        "April 2026  0      0        0     0       0         1     0",
        "March 2026  0      5        5     0       0         0     0        50%      1 h after",
    ]
    by_customer = kept("promise", "list", "--by", "customer", "--json", now=LATER).json
    assert [(one["customer_name"], one["n"], one["share_kept"]) for one in by_customer] == [
        ("Ayşe Yılmaz", 6, 1.0),
        ("Γιώργος Παπαδόπουλος", 5, 0.0),
    ]
    assert by_customer[1].items() >= {"late": 5, "median_margin_s": -3600, "median_margin_original_s": -3600}.items()
    (march,) = kept("promise", "list", "--by", "month", "--month", "2026-03", "--customer", "2", "--json").json
    assert (march["month"], march["n"], march["kept_on_time"]) == ("2026-03", 5, 0)


@pytest.mark.parametrize(
    ("state", "count"), [("kept", 10), ("late", 5), ("kept_on_time", 5), ("open", 1), ("overdue", 0), ("broken", 0)]
)
def test_it_can_be_asked_for_one_state(kept: Run, state: str, count: int) -> None:
    kept("promise", "add", *DONE, "--due", "2 april", now=LATER)
    assert len(kept("promise", "list", "--state", state, "--json", now=LATER).json) == count


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", *DONE, "--due", "yesterday"), "is before it was promised"),
        (("add", *DONE, "--due", "2026-03-02"), "is before it was promised, 2026-03-04 09:30. Give a later due."),
        (("add", *DONE, "--due", "31 february"), "31 February does not exist: check the day and the month."),
        (("add", *DONE, "--due", "2026-02-30"), "30 February 2026 does not exist"),
        (("add", *DONE, "--due", "29 feb 2027"), "29 February 2027 does not exist"),
        (("add", *DONE, "--due", "10/11"), "can be 10 November 2026 or 11 October 2026: write the one that is meant."),
        (("add", *DONE, "--due", "25:00"), "25:00"),
        (("add", *DONE, "--due", "9026-03-02"), "too far away"),
        (("add", *DONE, "--due", "soonish"), "soonish"),
        (("move", "1", "31", "february"), "31 February does not exist"),
        (("move", "1", "10/11"), "write the one that is meant"),
        (("move", "1", "2026-03-02"), "is before it was promised"),
        (("keep", "1", "--at", "2026-03-02"), "was made only on"),
        (("keep", "1", "--at", "tomorrow"), "lies ahead"),
        (("list", "--month", "march"), "Write it as 2026-03"),
        (("list", "--month", "2026-13"), "no 2026-13-01 in the calendar"),
        (("list", "--state", "lost"), "none of open, at_risk, overdue"),
        (("list", "--by", "mood"), "none of month, customer, cause"),
        (("list", "--cause", "ACS"), "No open promise hangs on ACS."),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(shop: Run, words: tuple[str, ...], said: str) -> None:
    shop("promise", "add", *DONE, "--due", "fri")
    failed = shop("promise", *words)
    assert failed.status == 2
    assert said in failed.err
    assert [one["due"] for one in shop("promise", "list", "--all", "--json").json] == ["2026-03-06"]


def test_a_line_with_a_due_that_cannot_be_meant_is_refused_too(shop: Run) -> None:
    for due, said in (
        ("31 february", "does not exist"),
        ("10/11", "the one that is meant"),
        ("2026-03-02", "before it was promised"),
    ):
        failed = shop("log", f"@1 /phone +promise {due}: call")
        assert (failed.status, said in failed.err) == (2, True), failed.err
    assert shop("log", "@1 /phone *2026-03-02 10:00: +promise 2026-03-03: call").status == 0
    assert shop("promise", "list", "--json").json[0]["status"] == "overdue"


def test_a_due_that_has_passed_is_taken_where_it_was_promised_before_and_said_to_have(shop: Run) -> None:
    shop("promise", "add", *DONE, "--due", "fri", now="2026-03-02T10:00:00+03:00")
    moved = shop("promise", "move", "1", "2026-03-03", "--told")
    assert (moved.status, moved.err) == (0, "That due has passed already.\n")
    assert shop("promise", "list", "--json").json[0]["status"] == "overdue"


def test_closing_a_day_lists_the_promises_that_are_caught_in_it(shop: Run) -> None:
    shop("promise", "add", *DONE, "--due", "fri 12:00")
    shop("promise", "add", *DONE, "--due", "mon")
    closed = shop("shop", "set", "closed.2026-03-06..2026-03-08=fair")
    assert closed.err.splitlines() == [
        "1 promise falls due while the shop is closed:",
        "promise 1, Friday 6 March, 12:00: oil the door, to Ayşe Yılmaz",
        "Once they know, move them: regulars promise move 1 WHEN --told",
    ]
    assert "closed.2026-03-06=fair" in closed.out
    assert shop("shop", "set", "closed.2026-03-06..2026-03-08=flood").err == ""
    hours = shop("shop", "set", "hours.mon=", "from=2026-03-09", "--json")
    assert hours.err.splitlines()[1] == "promise 2, Monday 9 March: oil the door, to Ayşe Yılmaz"
    assert hours.json["later"]["2026-03-09"]["hours"]["mon"] == ""


def test_a_shop_without_opening_hours_promises_and_keeps_all_the_same(shop: Run) -> None:
    never = [f"hours.{day}=" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    assert shop("shop", "set", *never).status == 0
    made = shop("promise", "add", *DONE, "--due", "fri", "--json").json
    assert (made["due"], made["due_at"], made["aim"]) == ("2026-03-06", *(2 * ("2026-03-06T23:59:59+03:00",)))
    assert shop("log", "@1 > /email !ack got it").err == ""
    assert shop("promise", "keep", "1", "--json", now=LATER).json["status"] == "late"
    assert shop("promise", "list", "--all", now=LATER).out.count("kept late") == 1
    assert shop("promise", "list", "--by", "month", "--json", now=LATER).json[0]["late"] == 1


def test_a_usual_due_that_the_hours_never_come_to_is_refused_in_a_sentence(kept: Run) -> None:
    never = [f"hours.{day}=" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    kept("shop", "set", *never, "from=2026-03-09", now=LATER)
    failed = kept("log", "@1 /phone !sale +promise ~: oil the door", now=LATER)
    assert failed.status == 2
    assert failed.err.startswith("The shop has no opening hours ahead.")
    # Without any hours, now or then, nothing is known of how long it takes.
    kept("shop", "set", *never, "from=2026-01-01", now=LATER)
    unknown = kept("log", "@1 /phone !sale +promise ~: oil the door", now=LATER)
    assert (unknown.status, "too few kept promises" in unknown.err) == (2, True)
