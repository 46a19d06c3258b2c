"""Thank-you cards: what suggests one, once, and what to mention in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.transaction import ENCODE
from store.records.customer import Customer, MarkedDate, Tick
from store.records.interaction import Interaction
from store.records.thing import Thing
from store.rules.thanks import Reach, mention, row_of_days, row_of_entry, row_of_referral
from store.rules.thanks_desk import first_lines, thanks_rows

ZONE = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 3, 4, 10, tzinfo=ZONE)
TODAY = NOW.date()
REACH = Reach.on(TODAY)
AYSE = Customer(id=7, name="Ayşe")


def entry(**more: object) -> Interaction:
    fields = {"id": 3, "customer": 7, "when": NOW - timedelta(hours=1), "channel": "counter", **more}
    return Interaction(**fields)  # type: ignore[arg-type]


def shown(*rows: object, now: datetime = NOW) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["reason"], one["on"]) for one in thanks_rows([row for row in rows if row], now)]  # type: ignore[misc]


def test_a_first_purchase_suggests_a_card() -> None:
    row = row_of_entry(entry(kind="sale", text="a bell"), AYSE, REACH, lambda: True)
    assert shown(row) == [("card", "first_sale", "2026-03-04")]


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "sale"},  # not their first
        {"kind": ""},
        {"kind": "complaint"},
        {"kind": "thanks"},
        {"kind": "compliment", "direction": "out"},  # the shop's own
        {"kind": "compliment", "when": NOW - timedelta(days=45)},
    ],
)
def test_these_suggest_none(more: dict[str, object]) -> None:
    assert row_of_entry(entry(**more), AYSE, REACH, lambda: False) is None


@pytest.mark.parametrize(
    ("change", "is_suggested"),
    [
        ({"stage": "lead"}, True),
        ({"since": date(2026, 3, 4)}, True),
        ({"since": date(2025, 4, 1)}, True),  # known for long, and bought now
        ({"since": date(2024, 4, 1)}, False),  # a customer before the book was begun
        ({"stage": "regular"}, False),
        ({"stage": "lapsed"}, False),
    ],
)
def test_an_old_customers_first_purchase_in_the_book_is_not_their_first(
    change: dict[str, object], is_suggested: bool
) -> None:
    sale = entry(kind="sale", text="a bell")
    row = row_of_entry(sale, replace(AYSE, **change), REACH, lambda: True)
    assert (row is not None) is is_suggested


def test_a_compliment_suggests_a_card_in_their_own_words() -> None:
    row = row_of_entry(
        entry(kind="compliment", text="praised the wheel", words=("like new!",)), AYSE, REACH, is_first_sale=False
    )
    (one,) = thanks_rows([row], NOW)  # type: ignore[list-item]
    assert (one["what"], one["interaction"], one["customer"]) == ("like new!", 3, 7)


@pytest.mark.parametrize(
    "tick",
    [
        Tick(reason="compliment", on=TODAY),
        Tick(reason="compliment", on=TODAY, state="passed"),
    ],
)
def test_a_card_that_was_posted_or_passed_over_comes_no_more(tick: Tick) -> None:
    ticked = replace(AYSE, ticks=(tick,))
    assert row_of_entry(entry(kind="compliment"), ticked, REACH, lambda: False) is None
    later = entry(kind="compliment", when=NOW + timedelta(days=9))
    assert row_of_entry(later, ticked, REACH, lambda: False) is not None


def test_a_first_purchase_is_thanked_for_once_whenever_that_was() -> None:
    ticked = replace(AYSE, ticks=(Tick(reason="first_sale", on=date(2026, 1, 2)),))
    assert row_of_entry(entry(kind="sale"), ticked, REACH, lambda: True) is None


@pytest.mark.parametrize("change", [{"do_not_contact": True}, {"stage": "former"}])
def test_whoever_wants_to_be_left_alone_gets_no_card(change: dict[str, object]) -> None:
    alone = replace(AYSE, **change)
    assert row_of_entry(entry(kind="compliment"), alone, REACH, lambda: False) is None
    sent = Customer(id=9, name="Kim", since=TODAY, referred_by=7)
    assert row_of_referral(sent, alone, REACH, ZONE) is None


def test_whoever_sent_a_customer_is_thanked_once() -> None:
    sent = Customer(id=9, name="Kim", since=TODAY - timedelta(days=2), referred_by=7)
    row = row_of_referral(sent, AYSE, REACH, ZONE)
    (one,) = thanks_rows([row], NOW)  # type: ignore[list-item]
    assert (one["customer_name"], one["what"], one["sent"]) == ("Ayşe", "Kim", 9)
    thanked = replace(sent, ticks=(Tick(reason="referral", on=TODAY - timedelta(days=2)),))
    assert row_of_referral(thanked, AYSE, REACH, ZONE) is None
    assert row_of_referral(replace(sent, since=None), AYSE, REACH, ZONE) is None
    assert row_of_referral(replace(sent, since=date(2020, 1, 1)), AYSE, REACH, ZONE) is None


def test_a_card_goes_by_itself_after_thirty_days() -> None:
    row = row_of_entry(entry(kind="compliment"), AYSE, REACH, lambda: False)
    assert shown(row, now=NOW + timedelta(days=30))
    assert not shown(row, now=NOW + timedelta(days=31))


def test_a_day_is_shown_from_its_lead_days_until_a_week_after_it() -> None:
    born = replace(AYSE, dates=(MarkedDate(label="birthday", month=3, day=20, year=1980),))
    row = row_of_days(born, REACH, 7, ZONE)
    seen = [ahead for ahead in range(0, 40) if shown(row, now=NOW + timedelta(days=ahead))]
    assert seen == list(range(9, 24))  # 13 March to 27 March
    assert row is not None
    assert row["from"] == "2026-03-13T00:00:00+02:00"


def test_without_lead_days_it_is_shown_on_the_day() -> None:
    born = replace(AYSE, dates=(MarkedDate(label="birthday", month=3, day=5),))
    assert not shown(row_of_days(born, REACH, 0, ZONE))
    assert shown(row_of_days(born, REACH, 0, ZONE), now=NOW + timedelta(days=1))


def test_a_full_year_with_the_shop_is_a_card_and_other_years_a_day() -> None:
    assert shown(row_of_days(replace(AYSE, since=date(2025, 3, 6)), REACH, 7, ZONE)) == [
        ("card", "since", "2026-03-06")
    ]
    assert shown(row_of_days(replace(AYSE, since=date(2023, 3, 6)), REACH, 7, ZONE)) == [
        ("date", "since", "2026-03-06")
    ]
    assert shown(row_of_days(replace(AYSE, since=date(2025, 2, 10)), REACH, 7, ZONE)) == [
        ("card", "since", "2026-02-10")
    ]
    assert shown(row_of_days(replace(AYSE, since=date(2023, 2, 10)), REACH, 7, ZONE)) == []


def test_days_stand_before_cards_each_in_order() -> None:
    card = row_of_entry(entry(kind="compliment"), AYSE, REACH, lambda: False)
    born = replace(AYSE, dates=(MarkedDate(label="birthday", month=3, day=9),), since=date(2025, 2, 10))
    assert shown(card, row_of_days(born, REACH, 7, ZONE)) == [
        ("date", "date", "2026-03-09"),
        ("card", "since", "2026-02-10"),
        ("card", "compliment", "2026-03-04"),
    ]


rows_made = st.lists(
    st.tuples(st.integers(1, 40), st.integers(-80, 20), st.sampled_from(["entry", "sent", "born", "since"])),
    max_size=12,
)


@given(made=rows_made, most=st.integers(1, 12))
def test_the_first_of_undecoded_rows_are_those_that_are_shown_first(
    made: list[tuple[int, int, str]], most: int
) -> None:
    rows = []
    for who, days, what in made:
        day = TODAY + timedelta(days=days)
        someone = Customer(id=who, name=f'{{"on":"2026-03-04","from":"2026-03-01"}} "kind":"card" {who}')
        match what:
            case "entry":
                when = NOW + timedelta(days=min(days, 0))
                told = entry(kind="compliment", when=when, text='"on":"2026-03-04" "is_card":true')
                rows.append(row_of_entry(told, someone, REACH, lambda: False))
            case "sent":
                rows.append(row_of_referral(Customer(id=99, since=min(day, TODAY)), someone, REACH, ZONE))
            case "born":
                dates = (
                    MarkedDate(label='"on":"2026-03-04"', month=day.month, day=day.day),
                    MarkedDate(label="b", month=3, day=6),
                )
                rows.append(row_of_days(replace(someone, dates=dates), REACH, 7, ZONE))
            case _:
                rows.append(row_of_days(replace(someone, since=day.replace(year=2025)), REACH, 7, ZONE))
    known = [row for row in rows if row is not None]
    expected = thanks_rows(known, NOW)
    for lines in ([ENCODE(row).encode() for row in known], known):
        first, count = first_lines(lines, NOW, most)
        assert count == len(expected)
        decoded = [json.loads(one) if isinstance(one, bytes) else one for one in first]
        keys = [(one["kind"] == "card", one["on"]) for one in thanks_rows(decoded, NOW)[:most]]
        assert keys == [(one["kind"] == "card", one["on"]) for one in expected[:most]]


def test_the_reach_is_renewed_before_it_runs_out() -> None:
    assert REACH.holds(TODAY)
    assert REACH.holds(TODAY + timedelta(days=60))
    assert not REACH.holds(TODAY + timedelta(days=61))
    assert not REACH.holds(TODAY - timedelta(days=8))
    assert REACH.is_long(TODAY + timedelta(days=30))
    assert not REACH.is_long(TODAY + timedelta(days=31))
    assert Reach.read(REACH.written()) == REACH


@pytest.mark.parametrize("said", [None, "", [], ["2026-01-01"], ["a", "b"], [1, 2], ["2026-01-01"] * 3])
def test_what_is_no_reach_is_none(said: object) -> None:
    assert Reach.read(said) is None


TIMELINE = [
    entry(id=5, text="asked for a lock", mood="neutral"),
    entry(id=4, text="the wheel", mood="happy", words=("like new!",)),
    entry(id=3, text="first bell", kind="sale"),
    entry(id=2, text="it squeaks", kind="complaint", mood="upset"),
]


@pytest.mark.parametrize(
    ("timeline", "things", "card_for", "expected"),
    [
        (TIMELINE, (), 3, "first bell"),  # what the card is for
        (TIMELINE, (), 0, "“like new!”"),  # else when they were happy, in their words
        (TIMELINE[2:], (Thing(customer=7, name="red bicycle"),), 0, "red bicycle"),
        (TIMELINE[2:], (), 0, "first bell"),
        (TIMELINE[3:], (), 0, "likes tea"),  # never a complaint
        ([], (), 0, "likes tea"),
    ],
)
def test_there_is_something_to_mention(
    timeline: list[Interaction], things: tuple[Thing, ...], card_for: int, expected: str
) -> None:
    assert mention(replace(AYSE, preferences="likes tea"), timeline, things, card_for) == expected


def test_nothing_known_is_nothing_to_mention() -> None:
    assert mention(AYSE, [], []) == ""
