"""Things: the warranty and the service of each make their follow-ups, and take them along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError
from store.looking_after import SERVICE_LEAD_DAYS, WARRANTY_LEAD_DAYS, keep_thing, note_missing, take_out_thing
from store.records.follow_up import FollowUp
from store.records.thing import Thing
from store.reminding import change_follow_up, drop_follow_up, finish_follow_up
from tests.books import Clock, add_customer, add_interaction, open_book

HALF_YEARLY = "FREQ=MONTHLY;INTERVAL=6"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe Yılmaz")
    return book


def kept(book: Book, thing: Thing) -> Thing:
    with book.transact("thing.edit") as change:
        return keep_thing(book, change, thing)


def oven(**more: object) -> Thing:
    return Thing(customer=1, name="stone oven", **more)  # type: ignore[arg-type]


def waiting(book: Book) -> list[tuple[str, str, date | None]]:
    return sorted((one.kind, one.what, one.due) for one in book.follow_ups(1))  # type: ignore[misc]


def only(book: Book) -> FollowUp:
    (one,) = book.follow_ups(1)
    return one


def test_a_warranty_and_a_service_make_a_follow_up_each_in_the_same_change(book: Book) -> None:
    before = book.sequence
    thing = kept(
        book, oven(warranty_until=date(2027, 5, 31), service_next=date(2026, 10, 1), service_every=HALF_YEARLY)
    )
    assert book.sequence == before + 1
    service, warranty = sorted(book.follow_ups(1), key=lambda one: one.kind)
    assert (warranty.what, warranty.due) == ("stone oven: the warranty ends", date(2027, 5, 31))
    assert (service.what, service.due, service.rule) == ("stone oven: service", date(2026, 10, 1), HALF_YEARLY)
    assert {(one.source, one.thing) for one in (service, warranty)} == {("thing", thing.id)}
    assert (warranty.lead_days, service.lead_days) == (WARRANTY_LEAD_DAYS, SERVICE_LEAD_DAYS)
    book.undo()
    assert book.follow_ups(1) == []


def test_another_date_moves_it_and_none_drops_it(book: Book) -> None:
    thing = kept(book, oven(warranty_until=date(2027, 5, 31)))
    thing = kept(book, replace(thing, warranty_until=date(2028, 5, 31)))
    assert only(book).due == date(2028, 5, 31)
    kept(book, replace(thing, warranty_until=None))
    assert book.follow_ups(1) == []
    assert [one.state for one in book.follow_ups(1, settled=True)] == ["dropped"]


def test_a_warranty_that_is_over_makes_none(book: Book) -> None:
    thing = kept(book, oven(warranty_until=date(2020, 5, 31)))
    assert book.follow_ups(1) == []
    kept(book, replace(thing, warranty_until=date(2026, 3, 4)))
    assert only(book).due == date(2026, 3, 4), "today it still holds"


def test_what_the_owner_dropped_is_not_made_again_by_another_edit(book: Book) -> None:
    thing = kept(book, oven(warranty_until=date(2027, 5, 31)))
    with book.transact("followup.drop") as change:
        drop_follow_up(book, change, only(book).id)
    kept(book, replace(thing, note="by the window"))
    assert book.follow_ups(1) == []
    kept(book, replace(thing, warranty_until=date(2028, 5, 31)))
    assert only(book).due == date(2028, 5, 31)


def test_how_often_is_enough_for_the_first_service(book: Book) -> None:
    thing = kept(book, oven(service_every=HALF_YEARLY))
    assert thing.service_next == date(2026, 9, 4)
    assert only(book).due == date(2026, 9, 4)
    without = kept(book, replace(thing, service_next=None))
    assert (without.service_every, book.follow_ups(1)) == ("", [])


def test_a_service_that_is_done_moves_the_next_one_along_from_that_day(book: Book, clock: Clock) -> None:
    thing = kept(book, oven(service_next=date(2026, 3, 2), service_every=HALF_YEARLY))
    clock.now += timedelta(days=10)
    with book.transact("followup.done") as change:
        finished = finish_follow_up(book, change, only(book).id)
    assert finished.coming is not None
    assert finished.coming.due == book.thing(thing.id).service_next == date(2026, 9, 14)
    book.undo()
    assert book.thing(thing.id).service_next == only(book).due == date(2026, 3, 2)


def test_a_service_that_came_once_leaves_no_date_behind(book: Book) -> None:
    thing = kept(book, oven(service_next=date(2026, 3, 4)))
    with book.transact("followup.done") as change:
        assert finish_follow_up(book, change, only(book).id).coming is None
    assert book.thing(thing.id).service_next is None


def test_a_service_that_is_moved_by_hand_is_moved_on_the_thing(book: Book) -> None:
    thing = kept(book, oven(service_next=date(2026, 10, 1), service_every=HALF_YEARLY))
    with book.transact("followup.edit") as change:
        change_follow_up(book, change, replace(only(book), due=date(2026, 11, 5)))
    assert book.thing(thing.id).service_next == date(2026, 11, 5)


def test_another_name_goes_along_unless_the_owner_wrote_their_own(book: Book) -> None:
    thing = kept(book, oven(warranty_until=date(2027, 5, 31), service_next=date(2026, 10, 1)))
    service = next(one for one in book.follow_ups(1) if one.kind == "service")
    with book.transact("followup.edit") as change:
        change_follow_up(book, change, replace(service, what="look at the door"))
    kept(book, replace(thing, name="big oven"))
    assert [one.what for one in sorted(book.follow_ups(1), key=lambda one: one.kind)] == [
        "look at the door",
        "big oven: the warranty ends",
    ]


def test_a_thing_that_is_taken_out_takes_what_it_asked_for_along(book: Book) -> None:
    thing = kept(book, oven(warranty_until=date(2027, 5, 31), service_next=date(2026, 10, 1)))
    entry = add_interaction(book, 1, "the oven squeaks")
    with book.transact("interaction.edit") as change:
        change.put(replace(entry, thing=thing.id))
        change.add(FollowUp(customer=1, what="ask", made=change.now, due=date(2026, 4, 1), thing=thing.id))
    with book.transact("thing.drop") as change:
        take_out_thing(book, change, thing.id)
    assert [(one.what, one.thing) for one in book.follow_ups(1)] == [("ask", None)], "what the owner noted stays"
    assert {(one.state, one.thing) for one in book.follow_ups(1, settled=True)} == {("dropped", None), ("open", None)}
    assert book.interaction(entry.id).thing is None
    with pytest.raises(NotFoundError):
        book.thing(thing.id)
    book.undo()
    assert len(book.follow_ups(1)) == 3
    assert book.thing(thing.id).name == "stone oven"


def test_a_thing_that_came_from_elsewhere_has_its_follow_ups_by_the_next_day(book: Book) -> None:
    with book.transact("import") as change:
        change.add(oven(warranty_until=date(2027, 5, 31), service_next=date(2026, 3, 1)))
        change.add(Thing(customer=1, name="old mixer", warranty_until=date(2020, 5, 31)))
    assert note_missing(book) == 2
    assert [(one.kind, one.due) for one in sorted(book.follow_ups(1), key=lambda one: one.kind)] == [
        ("service", date(2026, 3, 1)),
        ("warranty", date(2027, 5, 31)),
    ]
    with book.transact("followup.drop") as change:
        for one in book.follow_ups(1):
            drop_follow_up(book, change, one.id)
    before = book.sequence
    assert note_missing(book) == 0
    assert (book.sequence, book.follow_ups(1)) == (before, []), "what was dropped stays dropped"


def test_many_things_that_came_at_once_leave_no_long_journal_behind(
    book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.transact("import") as change:
        for number in range(40):
            change.add(oven(serial=str(number), warranty_until=date(2027, 5, 31)))
    # Room enough for the things, and not for their follow-ups as well.
    journal = book.folder / "journal.jsonl"
    monkeypatch.setattr("store.keeping._BYTES_BEFORE_COMPACTION", journal.stat().st_size + 1)
    clock.now += timedelta(days=1)
    book.close()
    assert journal.read_bytes().count(b"\n") == 1, "nothing but its header"
    assert len(open_book(book.folder, clock).follow_ups(1)) == 40


@pytest.mark.parametrize(
    ("thing", "problem"),
    [
        (oven(service_every="FREQ=DAILY;INTERVAL=0"), NotUnderstoodError),
        (oven(service_next=date(2026, 10, 1), service_every="FREQ=YEARLY;UNTIL=20250101"), NotUnderstoodError),
        (Thing(customer=1, name=" "), NotUnderstoodError),
        (Thing(customer=9, name="oven"), NotFoundError),
        (replace(oven(), id=9), NotFoundError),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(book: Book, thing: Thing, problem: type[Exception]) -> None:
    before = book.sequence
    with pytest.raises(problem):
        kept(book, thing)
    assert book.sequence == before
