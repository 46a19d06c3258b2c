"""The calendar file: what is written is read back the same by two readers, and falls on the days of the month view."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from store.book import Book
from store.errors import NotFoundError, NotUnderstoodError
from store.exchange.calendar import export_calendar
from store.exchange.calendar_events import Events
from store.exchange.calendar_lines import component_lines
from store.promising import keep_promise, make_promise, move_promise
from store.records.contact_person import Labelled
from store.records.customer import Customer, MarkedDate
from store.records.follow_up import FollowUp
from store.reminding import finish_follow_up, make_follow_up, snooze_follow_up
from tests.books import WEDNESDAY, Clock, open_book

SOFIA = ZoneInfo("Europe/Sofia")
TODAY = WEDNESDAY.date()
NAMES = (
    "Ayşe Yılmaz",
    "Γιώργος Παπαδόπουλος; και Υιοί",
    "김민준, 이서연",
    "Елена Маринова \\ Син",
    "Owen “O:W” Inchbold 🚲",
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    book.set_shop({"zone": "Europe/Sofia", "name": "Фурна, „Ъгъла“", "closed.2026-05-01": "Labour Day"})
    with book.transact("customer.add") as change:
        for name in NAMES:
            change.add(Customer(name=name, phones=(Labelled(value="+359 88 000 0132"),)))
    return book


def note(book: Book, what: str, due: date | datetime | None, rule: str = "", customer: int = 1, **more: Any) -> int:
    with book.transact("followup.add") as change:
        return make_follow_up(book, change, customer, what, due, rule, **more).id


def written(book: Book, customer: int | None = None) -> bytes:
    path = book.folder.parent / "shop.ics"
    export_calendar(book, path, customer)
    return path.read_bytes()


def by_icalendar(data: bytes) -> dict[str, Any]:
    """The events by UID, as the library that wrote them reads them."""
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def by_vobject(data: bytes) -> dict[str, Any]:
    """The events by UID, as a reader that shares no code with it reads them."""
    calendar = vobject.readOne(data.decode())
    return {event.uid.value.partition("@")[0]: event for event in getattr(calendar, "vevent_list", [])}


def days_of(events: dict[str, Any], first: date, last: date) -> dict[date, set[str]]:
    """Which events fall on which day, by vobject and dateutil: rules, days left out and days instead."""
    found: dict[date, set[str]] = {}
    for uid, event in events.items():
        begins = event.dtstart.value
        moments = [begins]
        if hasattr(event, "rrule") or hasattr(event, "rdate"):
            until = datetime(last.year, last.month, last.day, 23, 59)
            from_ = datetime(first.year, first.month, first.day)
            if isinstance(begins, datetime):
                from_, until = from_.replace(tzinfo=begins.tzinfo), until.replace(tzinfo=begins.tzinfo)
            moments = event.getrruleset(addRDate=True).between(from_, until, inc=True)
        for moment in moments:
            day = moment.date() if isinstance(moment, datetime) else moment
            if first <= day <= last:
                found.setdefault(day, set()).add(uid.partition("-again")[0])
    return found


def days_in_the_book(book: Book, first: date, last: date) -> dict[date, set[str]]:
    """The same as the month view has it."""
    found: dict[date, set[str]] = {}
    for away in range((last - first).days + 1):
        day = first + timedelta(days=away)
        names = {f"followup-{one.follow_up.id}" for one in book.days.follow_ups_on(day)}
        names |= {f"promise-{one.id}" for one in book.days.promises_on(day)}
        if names:
            found[day] = names
    return found


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def test_names_in_five_scripts_come_back_the_same_from_both_readers(book: Book) -> None:
    what = "ask, if it fits; and \\ then: “yes” 👍🏽 한글 ώρα"
    ids = [note(book, what, TODAY + timedelta(days=number), customer=number + 1) for number in range(len(NAMES))]
    data = written(book)
    for read in (by_icalendar, by_vobject):
        events = read(data)
        assert len(events) == len(NAMES)
        for identity, name in zip(ids, NAMES, strict=True):
            event = events[f"followup-{identity}"]
            summary = event["summary"] if read is by_icalendar else event.summary.value
            described = event["description"] if read is by_icalendar else event.description.value
            assert str(summary) == f"{name}: {what}"
            assert str(described).split("\n")[:2] == [name, "+359 88 000 0132"]


def test_ten_thousand_characters_are_folded_between_characters(book: Book) -> None:
    long = ("αβγ, 한글; ığüş 🚲 " * 700)[:10_000].strip()
    note(book, long, TODAY)
    data = written(book)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        assert len(line) <= 75, line
        line.decode()  # no character is cut in two
    assert str(next(iter(by_icalendar(data).values()))["summary"]) == f"{NAMES[0]}: {long}"
    assert next(iter(by_vobject(data).values())).summary.value == f"{NAMES[0]}: {long}"


def test_its_lines_are_those_of_the_library(book: Book) -> None:
    for number, rule in enumerate(("", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "FREQ=MONTHLY;UNTIL=20270101")):
        note(book, f"κάτι, {number} " * 9, at("2026-03-06 15:00"), rule, on_closed="next")
    events = Events(book, "book")
    for follow_up in book.follow_ups():
        for event in events.of_follow_up(follow_up):
            ours, theirs = component_lines(event), event.to_ical()
            assert ours.replace(b"\r\n ", b"") == theirs.replace(b"\r\n ", b"")


def test_the_library_is_loaded_only_where_a_calendar_is_written() -> None:
    program = (
        "import sys, store.book, store.exchange.exporting, store.exchange.calendar, tui.dispatch\n"
        "print('icalendar' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_every_event_says_what_it_is(book: Book) -> None:
    note(book, "call", at("2026-03-06 15:00"))
    note(book, "service", date(2026, 4, 1), "FREQ=YEARLY", kind="renewal", lead_days=30)
    with book.transact("promise.add") as change:
        make_promise(book, change, 2, "send the hinge", at("2026-03-06 17:00"), condition="if the part arrives")
    data = written(book)
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["x-wr-calname"] == "Фурна, „Ъгъла“"
    events = by_icalendar(data)
    for event in events.values():
        assert event["dtstamp"].dt == WEDNESDAY.astimezone(UTC)
        assert str(event["uid"]).endswith(f"@{book.shop.uid}.regulars")
        assert len(event.walk("VALARM")) == 1
    call, service, promise = events["followup-1"], events["followup-2"], events["promise-1"]
    assert call["dtstart"].dt == at("2026-03-06 15:00")
    assert call["dtstart"].params["TZID"] == "Europe/Sofia"
    assert call.walk("VALARM")[0]["trigger"].dt == timedelta(minutes=-15)
    assert service["dtstart"].dt == date(2026, 4, 1)
    assert service["dtstart"].params["VALUE"] == "DATE"
    assert service["dtend"].dt == date(2026, 4, 2)
    assert service["rrule"]["FREQ"] == ["YEARLY"]
    assert service.walk("VALARM")[0]["trigger"].dt == timedelta(days=-30, hours=9)
    assert promise["summary"] == f"Promise to {NAMES[1]}: send the hinge, if the part arrives"
    assert promise.walk("VALARM")[0]["trigger"].dt == book.promise(1).aim.astimezone(UTC)


def test_a_uid_is_for_life_and_another_books_is_another(book: Book, tmp_path: Path, clock: Clock) -> None:
    identity = note(book, "call", TODAY)
    first = by_icalendar(written(book))[f"followup-{identity}"]["uid"]
    clock.now += timedelta(days=1)
    with book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, identity, date(2026, 3, 20))
    assert by_icalendar(written(book))[f"followup-{identity}"]["uid"] == first
    book.close()
    again = open_book(book.folder, clock)
    assert by_icalendar(written(again))[f"followup-{identity}"]["uid"] == first
    other = open_book(tmp_path / "other", clock)
    with other.transact("customer.add") as change:
        change.add(Customer(name="Ayşe Yılmaz"))
    note(other, "call", TODAY)
    assert by_icalendar(written(other))["followup-1"]["uid"] != first


RULES = (
    "FREQ=DAILY;INTERVAL=9",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,TU;COUNT=9",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;COUNT=4",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260901",
    "FREQ=WEEKLY;UNTIL=20260603T140000",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2MO",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
)
DUES = (
    date(2026, 3, 6),
    date(2026, 3, 31),
    date(2026, 2, 14),
    date(2024, 2, 29),
    at("2026-03-20 03:30"),
    at("2026-01-30 17:00"),
    at("2026-03-04 17:00"),
)


@pytest.mark.parametrize("later", [0, 5, 40])
@pytest.mark.parametrize("on_closed", ["same", "next", "previous"])
def test_it_falls_on_the_days_of_the_month_view(book: Book, clock: Clock, on_closed: str, later: int) -> None:
    """Every rule from every due, overdue ones and those that no rule falls on among them, for a year and more.

    Looked at now, and so many days `later`, when what was put off is so no more.
    """
    for due in DUES:
        note(book, "once", due, on_closed=on_closed)
        for rule in RULES:
            note(book, rule, due, rule, on_closed=on_closed)
            note(book, f"done: {rule}", due, rule, on_closed=on_closed, counts_from="completion")
    for season in ("03-01..04-15", "12-20..01-06", "02-29..03-10", "05-01..05-20"):
        note(book, season, None, season=season, on_closed=on_closed)
    for identity in range(1, 60, 7):
        with book.transact("followup.snooze") as change:
            snooze_follow_up(book, change, identity, date(2026, 3, 10) if identity % 2 else at("2026-04-01 11:00"))
    with book.transact("promise.add") as change:
        make_promise(book, change, 1, "send the hinge", date(2026, 3, 6))
        moved = make_promise(book, change, 1, "write the bill", at("2026-03-06 17:00"))
        kept = make_promise(book, change, 1, "weigh the flour", date(2026, 3, 6))
    with book.transact("promise.move") as change:
        move_promise(book, change, moved.id, date(2026, 3, 11), told=True)
        keep_promise(book, change, kept.id)
    clock.now += timedelta(days=later)
    today = clock.now.date()
    since, until = date(2024, 1, 1), date(2027, 6, 30)
    found = days_of(by_vobject(written(book)), since, until)
    expected = days_in_the_book(book, since, until)
    # A season that is open stands today in the list; in a calendar it stands on the day on which it opened.
    seasons = {f"followup-{one.id}" for one in book.follow_ups() if one.season and one.due and one.due <= today}
    for days in (found, expected):
        for day in list(days):
            if day <= today:
                days[day] -= seasons
                if not days[day]:
                    del days[day]
    assert found == expected


def test_the_hour_of_the_shop_is_kept_across_a_change_of_the_clocks(book: Book) -> None:
    note(book, "call", at("2026-03-22 17:00"), "FREQ=WEEKLY")
    event = by_vobject(written(book))["followup-1"]
    moments = event.getrruleset(addRDate=True)[:3]
    assert [moment.astimezone(UTC).isoformat() for moment in moments] == [
        "2026-03-22T15:00:00+00:00",
        "2026-03-29T14:00:00+00:00",
        "2026-04-05T14:00:00+00:00",
    ]


@pytest.mark.parametrize(
    "zone",
    ["Europe/Sofia", "Europe/Istanbul", "Asia/Seoul", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"],
)
def test_the_zone_that_is_written_out_is_the_zone(book: Book, zone: str) -> None:
    book.set_shop({"zone": zone})
    own = ZoneInfo(zone)
    for number in range(0, 900, 30):
        day = datetime(2026, 3, 5, 12, tzinfo=own) + timedelta(days=number)
        note(book, "call", day)
    from dateutil.tz import tzical

    data = written(book).decode()
    zones = data[data.index("BEGIN:VTIMEZONE") : data.index("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    read = tzical(StringIO(zones.replace("\r\n ", ""))).get(zone)
    assert read is not None
    moment = datetime(2026, 1, 1, 0, 30)
    while moment.year < 2029:
        if moment.replace(tzinfo=own).utcoffset() == moment.replace(tzinfo=own, fold=1).utcoffset():
            assert moment.replace(tzinfo=read).utcoffset() == moment.replace(tzinfo=own).utcoffset(), moment
        moment += timedelta(hours=1)


def test_marked_dates_come_every_year(book: Book) -> None:
    with book.transact("customer.add") as change:
        change.add(
            Customer(
                name="Minjun",
                dates=(
                    MarkedDate(label="birthday", month=2, day=29, year=1984),
                    MarkedDate(label="anniversary", month=6, day=1),
                    MarkedDate(label="birthday", month=5, day=5, calendar="lunar"),
                ),
            )
        )
        change.add(Customer(name="Γιώργος", language="el"))
        change.add(Customer(name="gone", stage="former", dates=(MarkedDate(label="birthday", month=6, day=2),)))
        change.add(
            Customer(name="left alone", do_not_contact=True, dates=(MarkedDate(label="birthday", month=6, day=3),))
        )
    events = by_vobject(written(book))
    summaries = {event.summary.value for event in events.values()}
    assert summaries == {"Minjun: birthday", "Minjun: anniversary", "Γιώργος: name day"}
    found = days_of(events, date(2026, 1, 1), date(2028, 12, 31))
    days = sorted(day for day, uids in found.items() if any(uid.startswith("date-") for uid in uids))
    lunar = [day for day in days if (day.month, day.day) not in ((2, 28), (2, 29), (6, 1))]
    assert [day.isoformat() for day in days if day not in lunar] == [
        "2026-02-28", "2026-06-01", "2027-02-28", "2027-06-01", "2028-02-29", "2028-06-01",
    ]  # fmt: skip
    assert [day.isoformat() for day in lunar] == ["2026-06-19", "2027-06-09", "2028-05-28"]
    name_days = [day.isoformat() for day, uids in found.items() if any(uid.startswith("nameday-") for uid in uids)]
    assert sorted(name_days)[0] == "2026-04-23", "Saint George, after Easter"


def test_one_customer_alone(book: Book) -> None:
    note(book, "call", TODAY, customer=1)
    note(book, "write", TODAY, customer=2)
    assert list(by_icalendar(written(book, 2))) == ["followup-2"]
    with pytest.raises(NotFoundError):
        written(book, 99)


def test_what_is_done_or_waits_is_not_in_it(book: Book) -> None:
    done = note(book, "call", TODAY, "FREQ=WEEKLY")
    note(book, "bring them in", None, occasion="frost")
    with book.transact("followup.done") as change:
        finish_follow_up(book, change, done)
    data = written(book)
    assert [event["dtstart"].dt for event in by_icalendar(data).values()] == [date(2026, 3, 11)]
    assert export_calendar(book, book.folder.parent / "again.ics").waiting == 1


def test_a_rule_that_cannot_be_read_stands_on_its_due_alone(book: Book) -> None:
    with book.transact("import") as change:
        change.add(FollowUp(customer=1, what="strange", made=change.now, due=TODAY, rule="FREQ=SOMETIMES"))
    events = by_icalendar(written(book))
    assert [str(event["summary"]) for event in events.values()] == [f"{NAMES[0]}: strange"]
    assert "rrule" not in next(iter(events.values()))


def test_an_empty_book_is_a_calendar_too(tmp_path: Path) -> None:
    empty = open_book(tmp_path / "empty")
    calendar = icalendar.Calendar.from_ical(written(empty))
    assert calendar["prodid"].startswith("-//Regulars//")
    assert calendar.walk("VEVENT") == []


def test_never_into_the_books_own_folder(book: Book) -> None:
    with pytest.raises(NotUnderstoodError, match="own folder"):
        export_calendar(book, book.folder / "shop.ics")
