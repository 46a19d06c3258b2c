"""One cause breaks several promises: they stand together, and the hardest hit is told first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from store.records.promise import Move, Promise
from store.records.shop import Shop
from store.rules.shared_causes import hardest_hit_first, shared_causes
from store.rules.working_time import Calendar
from tests.books import ISTANBUL, WEDNESDAY

CALENDAR = Calendar.of(Shop(), ISTANBUL)
FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)


def promise(identity: int, due: date | datetime, cause: str = "", conversation: int | None = None, **more) -> Promise:
    return Promise(
        id=identity,
        customer=identity,
        what="a lamp",
        made=WEDNESDAY,
        due=due,
        original_due=more.pop("original_due", due),
        aim=WEDNESDAY,
        cause=cause,
        conversation=conversation,
        **more,
    )


def ids(promises) -> list[int]:
    return [one.id for one in promises]


def test_promises_with_one_cause_stand_together_in_whatever_case_it_was_written() -> None:
    found = shared_causes(
        [promise(2, FRIDAY, "acs"), promise(1, SATURDAY, "ACS"), promise(3, FRIDAY, "Τάσος"), promise(4, FRIDAY)],
        {},
        {},
        CALENDAR,
    )
    assert [(one.name, ids(one.promises)) for one in found] == [("ACS", [2, 1])]


def test_so_do_those_whose_matter_waits_on_the_same_third_party() -> None:
    promises = [
        promise(1, FRIDAY, conversation=7),
        promise(2, FRIDAY, "acs", conversation=8),
        promise(3, FRIDAY, "frost", conversation=9),
        promise(4, SATURDAY, "frost"),
        promise(5, FRIDAY, conversation=10),
    ]
    found = shared_causes(promises, {7: "ACS", 9: "ACS"}, {}, CALENDAR)
    assert [(one.name, ids(one.promises)) for one in found] == [("ACS", [1, 2, 3]), ("frost", [3, 4])]


def test_what_is_settled_or_alone_hangs_together_with_nothing() -> None:
    promises = [promise(1, FRIDAY, "ACS", state="kept", settled=WEDNESDAY), promise(2, FRIDAY, "ACS")]
    assert shared_causes(promises, {}, {}, CALENDAR) == []
    assert [ids(one.promises) for one in shared_causes(promises, {}, {}, CALENDAR, at_least=1)] == [[2]]


def test_the_hardest_hit_is_due_first_and_of_one_day_the_upset_come_first() -> None:
    morning = datetime(2026, 3, 6, 10, 0, tzinfo=ISTANBUL)
    promises = [
        promise(1, SATURDAY),
        promise(2, morning),
        promise(3, FRIDAY),
        promise(4, morning + timedelta(hours=1)),
        promise(5, morning),
    ]
    moods = {1: "upset", 3: "upset", 4: "neutral", 5: "happy"}
    assert ids(hardest_hit_first(promises, moods, CALENDAR)) == [3, 2, 4, 5, 1]


def test_what_was_moved_without_a_word_is_due_when_they_were_told() -> None:
    untold = Move(at=WEDNESDAY, former=FRIDAY, to=date(2026, 3, 20), told=False)
    moved = promise(1, date(2026, 3, 20), original_due=FRIDAY, moves=(untold,))
    assert ids(hardest_hit_first([promise(2, SATURDAY), moved], {}, CALENDAR)) == [1, 2]


def test_the_group_with_the_hardest_hit_comes_first() -> None:
    promises = [
        promise(1, SATURDAY, "a"),
        promise(2, SATURDAY, "a"),
        promise(3, FRIDAY, "b"),
        promise(4, date(2026, 4, 1), "b"),
    ]
    assert [one.name for one in shared_causes(promises, {}, {}, CALENDAR)] == ["b", "a"]
